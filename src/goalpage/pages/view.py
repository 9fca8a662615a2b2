"""What a template is filled with."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class View(Struct, frozen=True):
    """The typed context of one template, whose name it bears."""

    template: ClassVar[str]
