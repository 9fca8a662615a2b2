"""The words of each language, read from the data files beside this package."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr", "ja", "ko", "zh")


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language by what they tell; all in lower case."""

    code: str
    name: str
    words: dict[str, tuple[str, ...]]
    months: tuple[tuple[str, ...], ...]


@cache
def language(code: str) -> Language:
    """Give the words of a language; KeyError for a code that has no file."""
    if code not in LANGUAGES:
        raise KeyError(code)
    data = tomllib.loads(files("goalpage.reading.languages").joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    words = {key: tuple(value) for key, value in data.items() if isinstance(value, list) and key != "months"}
    return Language(code, str(data["name"]), words, tuple(tuple(names) for names in data["months"]))


def base_code(lang: str | None) -> str:
    """Give the code of the language whose data to use: `pt-BR` is `pt`, an unknown or absent one `en`."""
    code = re.split(r"[-_]", (lang or "en").strip().lower(), maxsplit=1)[0]
    return code if code in LANGUAGES else "en"
