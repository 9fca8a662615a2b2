"""What an author wants changed in a goal, checked before anything is written."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import fields

from goalpage.model import Number, Status
from goalpage.reading.fields.language import base_code
from goalpage.reading.fields.values import BadValueError, date_value, number_value, status_value


class Field(StrEnum):
    """What can be changed in a goal, in the order in which it is done."""

    TITLE = "title"
    TARGET = "target"
    CURRENT = "current"
    DUE = "due"
    STATUS = "status"
    LINK = "link"
    NOTE = "note"


class Amount(Struct, frozen=True):
    """A value as its author wrote it: `text` as given, `value` in `unit` (may be empty)."""

    text: str
    value: Number
    unit: str = ""


class Wanted(Struct, frozen=True):
    """The changes asked for; None leaves a field as it is. `due` is YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str | None = None
    target: Amount | None = None
    current: Amount | None = None
    due: str | None = None
    status: Status | None = None
    link: str | None = None
    note: str | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked for, in the order in which it is done."""
        return tuple(field for field in Field if getattr(self, field.value) is not None)

    def only(self, field: Field) -> Wanted:
        """Give what is asked for of one field alone."""
        return Wanted(**{field.value: getattr(self, field.value)})

    def words(self, field: Field) -> str:
        """Give a field's value as it is written into a post."""
        value = getattr(self, field.value)
        return value.text if isinstance(value, Amount) else str(value)


def wanted_of(lang: str | None = None, year: int | None = None, **asked: str | None) -> Wanted:
    """Give the changes asked for in the author's words, by the names of `Wanted`.

    Raises BadValueError, with its cure, for a value that would not be read as such. `year` is that of the post: "by
    July" needs it.
    """
    code = base_code(lang)
    known = {one.name for one in fields(Wanted)}
    given = {name: " ".join(text.split()) for name, text in asked.items() if text is not None and name in known}
    for name, text in given.items():
        if not text:
            raise BadValueError(f"--{name} is empty", "write what it is to be")
    return Wanted(
        title=given.get("title"),
        target=_amount(given.get("target"), code),
        current=_amount(given.get("current"), code),
        due=date_value(given["due"], code, year) if "due" in given else None,
        status=status_value(given["status"], code) if "status" in given else None,
        link=given.get("link"),
        note=given.get("note"),
    )


def _amount(text: str | None, lang: str) -> Amount | None:
    if text is None:
        return None
    found = number_value(text, lang)
    return Amount(text, found.value, found.unit)
