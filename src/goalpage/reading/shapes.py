"""What one item looks like, whatever holds it: struck, marked, graded, a link, a work, a long text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from goalpage.model import Role, Status
from goalpage.reading.fields import labelled
from goalpage.reading.fields.language import LANGUAGES, Kind, any_of, base_code, listed
from goalpage.reading.fields.openings import is_aim, is_bare_aim
from goalpage.reading.fields.verdicts import verdict_at_start, verdict_behind_label
from goalpage.reading.fields.wording import evened, parts
from goalpage.reading.items import Item, bold_lead_end, goal_label_end
from goalpage.reading.labels import label, objective, ordinal
from goalpage.reading.named import holds_verdict
from goalpage.reading.rich import STRUCK

_SIGN = re.compile(r"[✓✔✅☑✗✘❌🚫⭕🌀🟡🟢🔴⌚⏳🚧🔄✖❎☐⬜🔲🎉]")
_TAIL = re.compile(r"\s?[-–—:]\s*([^-–—:]{1,25})\Z")
_QUOTES = " \"“'"
GROUP_WORDS = 5
"""A group's name is no longer than this."""
_LONG = 220  # characters: about three lines of text
_READ = 400  # characters of an item in which a verdict behind its name is looked for
_OPENING = 80  # characters of a remark that may open with a verdict
_FIELDS = 4  # nested items among which a label of a verdict is looked for
_SEPARATED, _BRACKETS = re.compile(r"[:：–—-]"), " [("
_UNLABELLED = re.compile(r"\w{2,20}\s?[:：]\s*")
_NAME = 60  # characters in which the name of an author stands
_STRUCK_NAME = 3  # characters of the shortest name that is struck
_NAME_AHEAD = re.compile(r"[^.!?:：]{2,60}(?:\s?:\s|：)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\W{{0,3}}(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:\s\d{{4}})?)\s?(?:[-–—:：,，|]|\Z)",
    re.IGNORECASE,
)
_INSERTIONS = re.compile(r"(?:\{\{[^{}]{0,400}\}\}|\{%[^{}%]{0,400}%\}|\s)+")
_MONTH_ALONE = re.compile(rf"\s*{_MONTH}(?:\s\d{{4}})?\s*", re.IGNORECASE)


def words_of(item: Item) -> str:
    """Give an item's words without its ordinal or its label."""
    text = item.lead.text
    opening = ordinal().match(text) or label().match(text)
    return text[opening.end() if opening else goal_label_end(item.lead) :]


def is_labelled(item: Item) -> bool:
    """Whether an item is labelled a goal: "Goal: ...", "Objective 2 - ..."."""
    text = item.lead.text
    return bool(label().match(text) or objective().match(text)) or goal_label_end(item.lead) > 0


def is_group_like(item: Item, lang: str | None) -> bool:
    """Whether an item is short, no aim, bears no mark and has others nested in it: perhaps only their group's name."""
    text = item.lead.text
    if not item.children or item.checked is not None or item.remarks or all(is_field(c) for c in item.children):
        return False
    if len(text.split(None, GROUP_WORDS)) > GROUP_WORDS:
        return False
    return text.endswith((":", "：")) or not (is_marked(item) or is_aim(text, lang))


def is_field(item: Item) -> bool:
    """Whether an item is a labelled bullet (`Due: 2022-06`)."""
    return ":" in item.lead.text[:40] and labelled(item.lead.text) is not None


def is_struck(item: Item) -> bool:
    """Whether most of an item is struck through, or its name, with a remark behind it ("~~Row~~ Done in May")."""
    stretches = item.lead.covered(STRUCK) if item.lead.spans else ()
    if not stretches:
        return False
    text = item.lead.text
    if sum(b - a for a, b in stretches) > 0.5 * len(text):
        return True
    start, end = stretches[0]
    rest = text[end:].lstrip()
    opens = end - start >= _STRUCK_NAME and not any(c.isalnum() for c in text[:start])
    return opens and (rest[:1] in tuple("([–—-:;,.!") or rest[:1].isupper())


def is_marked(item: Item) -> bool:
    """Whether an item bears a mark of a status, or an icon that says one."""
    return bool(_SIGN.search(item.lead.text)) or any(holds_verdict(icon) for icon in item.lead.icons)


def is_graded(item: Item, lang: str | None) -> bool:
    """Whether a heading ends in a verdict after a dash or a colon (`Run a marathon - done`)."""
    found = _TAIL.search(item.lead.text[-40:])
    return found is not None and holds_verdict(found[1], lang)


def is_link_only(item: Item) -> bool:
    """Whether an item is a link and nothing else."""
    linked = sum(s.end - s.start for s in item.lead.spans if s.tag == "a") if item.lead.spans else 0
    return linked > 0.85 * len(item.lead.text) > 0


def is_work(item: Item) -> bool:
    """Whether an item opens with a title in italics, as books and films are written, or ends in an author's name."""
    if " " in item.lead.text and _authored().search(item.lead.text[-_NAME:]):
        return True
    if not item.lead.spans:
        return False
    text = item.lead.text
    opening = next((s for s in item.lead.spans if s.tag in ("em", "i") and not text[: s.start].strip(_QUOTES)), None)
    if opening is None:
        return False
    set_apart = text[opening.start : opening.end]
    if (len(set_apart) >= len(text) or " " not in set_apart.strip()) and is_bare_aim(text):
        return False  # "*Read more books*", "*Read* more books"
    return opening.end - opening.start >= 0.25 * len(text)


@cache
def _authored() -> re.Pattern[str]:
    """Finds an author at the end of a text: "On Bees - by Ann Oak", "Siddhartha, de Hermann Hesse"."""
    by = any_of({word for code in LANGUAGES for word in listed(code, Kind.BY)})
    name = r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+"
    return re.compile(rf"(?:\s[–—-]\s*|,\s|\s){by}\s+{name}[.;]?\s*\Z")


def is_long(item: Item) -> bool:
    """Whether an item is a long text that opens with no name."""
    text = item.lead.text
    named = bold_lead_end(item.lead) or "\n" in text[:120] or _NAME_AHEAD.match(text)
    return len(text) > _LONG and not named


def is_dated(item: Item) -> bool:
    """Whether an item opens with a day, as an entry of a log does ("**5 January** - ...", "2021-01-05: ...").

    One that is no more than the name of a month is the row of a log, too.
    """
    return _DAY.match(item.lead.text) is not None or _MONTH_ALONE.fullmatch(item.lead.text) is not None


def is_code(item: Item) -> bool:
    """Whether an item is a shortcode or an insertion alone, with no words beside it."""
    return item.lead.text.startswith("{") and _INSERTIONS.fullmatch(item.lead.text) is not None


def most_answered(items: Sequence[Item], lang: str | None) -> bool:
    """Whether half of the items or more, and two at least, say behind their names how it went."""
    return sum(1 for item in items if is_answered(item, lang)) >= max(2, len(items) / 2)


def is_answered(item: Item, lang: str | None) -> bool:
    """Whether a verdict stands behind an item's name, or opens what is said below it ("Get fit: nope, ...")."""
    code, text = base_code(lang), item.lead.text[:_READ]
    pieces = parts(evened(text)) if _SEPARATED.search(text) else ()
    if len(pieces) < 2 and not (item.remarks or item.children):
        return False
    said = [text[start:end] for start, end in pieces[1:2]]
    said += [remark.text[:_OPENING].lstrip(_BRACKETS) for remark in item.remarks[:1]]
    told = (child.lead.text[:_OPENING] for child in item.children[:_FIELDS] if not is_field(child))
    if any(verdict_behind_label(one, code) for one in told):
        return True
    return any(_settles(one, code) for one in said)


@lru_cache(maxsize=4096)
def _settles(said: str, code: str) -> bool:
    """Whether a text opens with a verdict on something that is over."""
    verdict = verdict_at_start(_UNLABELLED.sub("", said, count=1), code, Role.REVIEWED)
    return verdict is not None and verdict.status not in (Status.OPEN, Status.ACTIVE)
