"""Whether a part grades goals set earlier or sets new ones."""

from __future__ import annotations

from collections.abc import Sequence

from goalpage.model import Role
from goalpage.reading.choice import is_section
from goalpage.reading.containers import Candidate
from goalpage.reading.directions import Directions
from goalpage.reading.evidence import last_sentences
from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.openings import is_report
from goalpage.reading.fields.verdicts import verdict_in_prose
from goalpage.reading.items import bold_lead_end
from goalpage.reading.named import YEAR, named
from goalpage.reading.rich import Rich
from goalpage.reading.shapes import is_marked, most_answered

_MOST_WORDS = 14
"""A longer heading is a sentence that leads in, in which last year's goals may stand beside the new ones."""

_READ = 400  # characters of a remark that are looked at


def roles_of(
    taken: Sequence[Candidate], title: str, year: int | None, lang: str | None, directions: Directions
) -> dict[int, Role]:
    """Give the role of each part by its identity.

    The nearest text above a part that tells wins; a post whose title is a look back grades what nothing
    says to be new, unless it names the goals of another year too; of parts that nothing tells apart, one that bears
    marks before one that bears none is graded.
    """
    goal_year = years_of(title, year, lang)[Role.STATED]
    looks_back = Kind.REVIEW in named(title, lang)
    sets_too = looks_back and Kind.GOAL in named(title, lang) and len(set(YEAR.findall(title))) > 1
    told = [_directed(candidate, directions) or _told(candidate, goal_year, lang) for candidate in taken]
    out = {}
    for index, candidate in enumerate(taken):
        role = told[index]
        if role is None and most_answered(candidate.items, lang):
            role = Role.REVIEWED
        if role is None and looks_back and not (sets_too and _is_plain(candidate)):
            role = Role.REVIEWED
        if role is None and index + 1 < len(taken) and is_graded(candidate):
            later = taken[index + 1 :]
            if any(told[index + 1 + i] is Role.STATED and not is_graded(c) for i, c in enumerate(later)):
                role = Role.REVIEWED
        out[id(candidate)] = role or Role.STATED
    return out


def years_of(title: str, year: int | None, lang: str | None) -> dict[Role, int | None]:
    """Give the years for which a post sets goals and on which it looks back; `year` is that of its own date.

    "2019 in review" looks back on 2019 and ahead to 2020, "Goals for 2020" the same, and so does
    "2019 in review, goals for 2020".
    """
    named_year = _last_year(title)
    if named_year is None:
        return {Role.STATED: year, Role.REVIEWED: year}
    kinds = named(title, lang)
    if Kind.REVIEW in kinds and not (Kind.GOAL in kinds and str(named_year - 1) in YEAR.findall(title)):
        return {Role.STATED: named_year + 1, Role.REVIEWED: named_year}
    return {Role.STATED: named_year, Role.REVIEWED: named_year - 1}


def _directed(candidate: Candidate, directions: Directions) -> Role | None:
    for name, role in ((directions.review, Role.REVIEWED), (directions.new, Role.STATED)):
        if name and any(is_section(section, name) for section in candidate.path):
            return role
    return None


def is_graded(candidate: Candidate) -> bool:
    """Whether half of a part's items or more bear a mark."""
    return sum(1 for item in candidate.items if is_marked(item)) * 2 >= len(candidate.items)


def _is_plain(candidate: Candidate) -> bool:
    """Whether hardly an item of a part bears a mark or a remark: nothing says how it went."""
    said = sum(1 for item in candidate.items if is_marked(item) or item.remarks or _behind_name(item.lead))
    return said * 3 < len(candidate.items)


def _told(candidate: Candidate, year: int | None, lang: str | None) -> Role | None:
    if candidate.quoted:
        return Role.REVIEWED
    above = [text for section in candidate.path if len((text := section.heading.text).split()) <= _MOST_WORDS]
    label, leading = candidate.label.text if candidate.label else "", _leading(candidate, lang)
    # "Here is how I did last year." may end the opening of a list of new goals; only marks tell that it leads in.
    reports = _most_report(candidate, lang)
    is_passing = not leading.endswith((":", "：")) and not any(map(is_marked, candidate.items)) and not reports
    if reports and not leading and candidate.lead_in:
        leading = last_sentences(candidate.lead_in.text)
    weak: Role | None = None
    for text in (label, leading, *reversed(above)):
        role = _role_said(text, year, lang) if text else None
        if role is None or (text == leading and (reports if role is Role.STATED else is_passing)):
            continue
        if weak is None and role is Role.STATED and _names_year_alone(text, lang):
            weak = role  # "2020 goals" may stand under "2020 in review"
        elif weak is None or role is Role.REVIEWED:
            return role
    if weak is not None:
        return weak
    outer = last_sentences(candidate.outer.text) if candidate.outer and is_graded(candidate) else ""
    return Role.REVIEWED if Kind.REVIEW in named(outer, lang) else None


def _names_year_alone(text: str, lang: str | None) -> bool:
    """Whether nothing but its year says that a heading names new goals."""
    return not named(text, lang) & {Kind.COMING, Kind.PLAN}


def _most_report(candidate: Candidate, lang: str | None) -> bool:
    """Whether behind the names of most items, bold or in a line of their own, their author tells what he did."""
    said = [text for item in candidate.items if (text := _behind_name(item.lead))]
    return sum(_tells_result(text, lang) for text in said) * 2 > len(candidate.items)


def _behind_name(lead: Rich) -> str:
    end = bold_lead_end(lead) or lead.text.find("\n") + 1
    return lead.text[end:].lstrip(" .:-–—\n") if end else ""


def _tells_result(text: str, lang: str | None) -> bool:
    return is_report(text, lang) or verdict_in_prose(text[:_READ], base_code(lang)) is not None


def _leading(candidate: Candidate, lang: str | None) -> str:
    """Give the sentence before a part if it speaks of what follows: it names goals or ends in a colon."""
    text = last_sentences(candidate.lead_in.text, 1) if candidate.lead_in else ""
    return text if text.endswith((":", "：")) or named(text, lang) & {Kind.GOAL, Kind.PLAN} else ""


def _role_said(text: str, year: int | None, lang: str | None) -> Role | None:
    kinds = named(text, lang)
    named_year = _last_year(text)
    if Kind.REVIEW in kinds:
        return Role.REVIEWED
    coming = words_pattern(base_code(lang), Kind.COMING, english=True).search(text) if Kind.COMING in kinds else None
    if coming is not None and Kind.GOAL in kinds and YEAR.search(text, 0, coming.start()) is None:
        return Role.STATED  # "my goals for this year go on from those of 2020"
    if named_year is not None and year is not None and named_year != year:
        return Role.REVIEWED if named_year < year else Role.STATED
    if Kind.COMING in kinds or Kind.PLAN in kinds or (named_year is not None and named_year == year):
        return Role.STATED
    if Kind.PAST in kinds and Kind.GOAL in kinds:
        return Role.REVIEWED
    return None


def _last_year(text: str) -> int | None:
    return max((int(year) for year in YEAR.findall(text)), default=None)
