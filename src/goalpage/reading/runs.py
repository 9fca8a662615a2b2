"""What the headings of a run say together of being goals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goalpage.reading.cues import Cue
from goalpage.reading.fields.language import Kind
from goalpage.reading.fields.openings import is_aim, is_wish, speaks_of_own
from goalpage.reading.items import Item
from goalpage.reading.labels import label
from goalpage.reading.named import named, named_heading
from goalpage.reading.shapes import is_graded, is_labelled, words_of

_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LABEL = re.compile(r"[^:：]{2,30}[:：]\s*(?=\S)")


def run_evidence(items: Sequence[Item], title: str, lang: str | None) -> Iterator[Cue]:
    """Give the cues that the headings of a run hold together; `title` is the post's."""
    grades = sum(1 for item in items if is_graded(item, lang))
    numbers = any(item.number for item in items)
    if Kind.GOAL in named(title, lang) and _most_speak_of_aims(items, lang):
        yield Cue.SPEAKS
    elif not (numbers or grades or any(_opens_as_aim(item, lang) for item in items)):
        yield Cue.BARE_HEADINGS
    aims = sum(1 for item in items if is_aim(words_of(item), lang))
    if len(items) < 3 and not (numbers or aims > len(items) / 2 or all(is_labelled(item) for item in items)):
        yield Cue.FEW_HEADINGS
    if numbers:
        yield Cue.NUMBERED
    if grades >= len(items) / 2:
        yield Cue.GRADES
    kinds = [named_heading(item.lead.text, lang) for item in items if not is_aim(words_of(item), lang)]
    if any(Kind.CLOSING in k for k in kinds):
        yield Cue.CLOSING_HEADINGS
    if any(Kind.COUNTER in k for k in kinds):
        yield Cue.COUNTER_HEADINGS


def _opens_as_aim(item: Item, lang: str | None) -> bool:
    text = item.lead.text
    return bool(label().match(text)) or is_aim(text, lang) or is_aim(text[heading_label_end(text) :], lang)


def heading_label_end(text: str) -> int:
    """Give where the words behind a heading's label start ("By May: Row across the bay"), 0 where it has none."""
    found = _LABEL.match(text)
    return found.end() if found is not None else 0


def _most_speak_of_aims(items: Sequence[Item], lang: str | None) -> bool:
    """Whether below most of three headings or more, closing ones left out, the author says what he wants."""
    names = [item for item in items if Kind.CLOSING not in named(item.lead.text, lang)]
    return len(names) > 2 and sum(1 for item in names if _speaks_of_aims(item, lang)) > 0.6 * len(names)


def _speaks_of_aims(item: Item, lang: str | None) -> bool:
    """Whether the paragraphs below a heading say what their author wants: "My goal is", "I am going to"."""
    said = [sentence for remark in item.remarks[:4] for sentence in _SENTENCE.split(remark.text[:1200])]
    return any(is_wish(one, lang) or _says_own_goal(one, lang) for one in said)


def _says_own_goal(sentence: str, lang: str | None) -> bool:
    kinds = named(sentence, lang)
    return Kind.GOAL in kinds and (Kind.COMING in kinds or speaks_of_own(sentence, lang))
