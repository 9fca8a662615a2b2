"""What is nested below an item: goals of their own, parts of a goal, or remarks on it."""

from __future__ import annotations

from collections.abc import Sequence

from goalpage.reading.fields.language import Kind
from goalpage.reading.fields.openings import is_aim, is_bare_aim, is_question, is_report
from goalpage.reading.items import Item
from goalpage.reading.labels import objective
from goalpage.reading.named import named
from goalpage.reading.shapes import is_code, is_link_only, is_long, is_marked, is_struck, is_work, words_of

_SOME = 0.25
_PHRASE_WORDS = 12
_PART_WORDS = 5  # words of a part of a goal


def are_goals(parent: Item, children: Sequence[Item], lang: str | None) -> bool:
    """Whether nested items are goals of their own rather than remarks on the one above them."""
    if not children:
        return False
    count = len(children)
    if any(c.checked is not None for c in children):
        return True
    if any(r.text.rstrip().endswith((":", "：")) and Kind.GOAL in named(r.text[-300:], lang) for r in parent.remarks):
        return True  # "... my goals here are:"
    if are_remarks(children):
        return False
    settled = sum(1 for c in children if is_marked(c) or is_struck(c))
    if settled >= count / 2 or (settled and count > 1 and all(_is_phrase(words_of(c)) for c in children)):
        return True
    if sum(1 for c in children if objective().match(c.lead.text)) > count / 2:
        return True  # "Key result 1.1: ..."
    if count == 1:
        return False  # one bullet below a goal is a remark
    if parent.ordered and children[0].ordered:
        return sum(1 for c in children if is_report(c.lead.text)) < count / 2
    return sum(1 for c in children if is_aim(words_of(c), lang)) > count / 2


def names_parts(item: Item, children: Sequence[Item], lang: str | None) -> bool:
    """Whether an aim ends in a colon and what is nested below it are its parts: "Learn five languages:"."""
    if len(children) < 2 or not item.lead.text.endswith((":", "：")) or not is_bare_aim(item.lead.text, lang):
        return False
    texts = [words_of(child) for child in children]
    return all(len(text.split()) <= _PART_WORDS and not is_report(text, lang) for text in texts)


def are_remarks(children: Sequence[Item]) -> bool:
    """Whether a third of nested items or more can be no goals: links, long texts, questions, works."""
    remarks = sum(
        1 for c in children if is_link_only(c) or is_long(c) or is_work(c) or is_question(c.lead.text) or is_code(c)
    )
    return remarks > len(children) / 3


def are_phrases(children: Sequence[Item], lang: str | None) -> bool:
    """Whether all that is nested in a list's items reads as goals: short phrases, some of them aims or settled."""
    if len(children) < 4:
        return False
    texts = [words_of(child) for child in children]
    phrases = sum(1 for text in texts if _is_phrase(text))
    told = any(is_struck(child) or is_marked(child) for child in children)
    some = told or sum(1 for text in texts if is_bare_aim(text, lang)) >= _SOME * len(texts)
    return phrases >= 0.8 * len(texts) and some and not are_remarks(children)


def _is_phrase(text: str) -> bool:
    return len(text.split()) <= _PHRASE_WORDS and not is_report(text) and text[-1:] not in ".?!"


def has_boxes_alone(item: Item) -> bool:
    """Whether below a heading within a goal's text nothing stands but boxes to tick: "Success metrics"."""
    boxes = [child.checked is not None for child in item.children]
    return item.heading and not item.remarks and bool(boxes) and all(boxes)


def holds_settled(item: Item) -> bool:
    """Whether anything nested below an item, however deep, is struck or bears a mark."""
    return any(is_struck(child) or is_marked(child) or holds_settled(child) for child in item.children)
