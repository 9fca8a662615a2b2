"""Where a post stands in the built site, as far as its generator's rules tell. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from goalpage.blog.files import Found, Kind
from goalpage.config import Config, Generator
from goalpage.reading.header_tags import words_of

POST_NAME = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)\Z", re.S)
"""Jekyll's name of a post, extension left out: date and slug."""
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLACEHOLDER = re.compile(r":([a-z_]+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MAX_PART, MAX_PERMALINK = 255, 1024
"""Bytes of a file name, and of a path, that every system takes."""


def permalink_fault(permalink: str, *, is_post: bool) -> str | None:
    """Tell what is wrong with a permalink from front matter, None where nothing is."""
    bare = permalink
    for _ in range(5):  # an escape may hide in an escape
        bare = unquote(bare)
    if _CONTROL.search(bare):
        return "holds a control character"
    if "\\" in bare:
        return "holds a backslash"
    if re.match(r"[A-Za-z][\w+.-]*:", bare) or bare.startswith("//"):
        return "is an address outside the site"
    if "?" in bare or "#" in bare:
        return "holds ? or #, which end a path"
    parts = bare.split("/")
    if any(part.startswith((".", "~")) for part in parts):
        return "leads out of the site or into a hidden folder"
    if len(permalink.encode()) > MAX_PERMALINK or any(len(part.encode()) > MAX_PART for part in parts):
        return "is longer than a file's name can be"
    if is_post and bare in ("/", "/index.html", "index.html"):
        return "is the home page of the blog"
    return None


def post_url(found: Found, data: Mapping[str, Any], date: datetime | None, config: Config) -> str | None:
    """Give the post's path in the site, percent-encoded, without the base URL; None where it cannot be told."""
    url = _unescaped(found, data, date, config)
    return quote(url, safe="/%!$&'()*+,;=:@~") if url is not None else None


def _unescaped(found: Found, data: Mapping[str, Any], date: datetime | None, config: Config) -> str | None:
    if found.kind in (Kind.DATA, Kind.OTHER):
        return None
    told = data.get("permalink") or (data.get("url") if config.generator is Generator.HUGO else None)
    if isinstance(told, str) and ("{{" in told or "{%" in told):
        return None
    if config.generator is Generator.JEKYLL:
        return _jekyll(found, data, date, config, told if isinstance(told, str) else None)
    if isinstance(told, str):
        return "/" + told.lstrip("/")
    return _by_folder(found, data, config)


def _by_folder(found: Found, data: Mapping[str, Any], config: Config) -> str | None:
    """Give the folder of a Hugo, Eleventy or MkDocs page: its path, or its slug in place of its name."""
    if config.generator not in (Generator.HUGO, Generator.ELEVENTY, Generator.MKDOCS):
        return None
    base = config.contentdir if config.generator is Generator.HUGO else config.source
    path = PurePosixPath(found.path)
    below = path.relative_to(base) if base != "." else path
    is_index = path.stem in ("index", "_index", "README")
    folder, name = (below.parent.parent, below.parent.name) if is_index else (below.parent, below.stem)
    slug = data.get("slug")
    if config.generator is Generator.HUGO:
        name, folder = name.lower().replace(" ", "-"), PurePosixPath(str(folder).lower().replace(" ", "-"))
    if isinstance(slug, str) and config.generator is Generator.HUGO:
        name = slug
    parts = [part for part in (*folder.parts, name) if part not in ("", ".")]
    return "/" + "".join(f"{part}/" for part in parts)


def _jekyll(
    found: Found, data: Mapping[str, Any], date: datetime | None, config: Config, told: str | None
) -> str | None:
    style = told or config.permalink
    if found.kind is Kind.PAGE and told is None:
        return _jekyll_page(found, style, config)
    template = _STYLES.get(style, style)
    if found.kind is Kind.DOCUMENT and told is None:
        collection = next((each for each in config.collections if each.name == found.collection), None)
        if collection is None or not collection.output:
            return None
        suffix = "/" if style == "pretty" or style.endswith("/") else ":output_ext"
        template = collection.permalink or f"/:collection/:path{suffix}"
    values = _jekyll_values(found, data, date, config)
    if any(name not in values for name in _PLACEHOLDER.findall(template)):
        return None
    url = _PLACEHOLDER.sub(lambda match: values[match[1]], template)
    url = re.sub(r"/{2,}", "/", "/" + url)
    return url if url.endswith("/") or "." in url.rsplit("/", 1)[1] else url + ".html"


def _jekyll_page(found: Found, style: str, config: Config) -> str:
    path = found.path if config.source == "." else found.path[len(config.source) + 1 :]
    folder, _, name = path.rpartition("/")
    stem = PurePosixPath(name).stem
    base = f"/{folder}/" if folder else "/"
    if stem == "index":
        return base
    return f"{base}{stem}/" if style == "pretty" or style.endswith("/") else f"{base}{stem}.html"


def _jekyll_values(found: Found, data: Mapping[str, Any], date: datetime | None, config: Config) -> dict[str, str]:
    stem = PurePosixPath(found.path).stem
    named = POST_NAME.match(stem) if found.kind is Kind.POST else None
    slug = data.get("slug")
    name = slug if isinstance(slug, str) and slug else named[4] if named else stem
    folders = found.path.split("/")[: -1 if config.source == "." else None]
    above = folders[: folders.index("_posts")] if "_posts" in folders else []
    categories = [*above, *(words_of(data.get("categories")) or words_of(data.get("category")))]
    values = {
        "title": _slugified(name, keep_case=True), "slug": _slugified(name), "output_ext": ".html",
        "categories": "/".join(dict.fromkeys(each.lower() for each in categories)),
        "slugified_categories": "/".join(dict.fromkeys(_slugified(each) for each in categories)),
        "collection": found.collection or "", "name": _slugified(stem),
        "path": found.path.rpartition(".")[0].rpartition(f"_{found.collection}/")[2],
    }  # fmt: skip
    return values if date is None else values | _date_values(date)


def _date_values(date: datetime) -> dict[str, str]:
    _, week, weekday = date.isocalendar()
    return {
        "year": f"{date.year:04}", "month": f"{date.month:02}", "day": f"{date.day:02}", "i_month": str(date.month),
        "i_day": str(date.day), "short_year": f"{date.year % 100:02}", "y_day": f"{date.timetuple().tm_yday:03}",
        "hour": f"{date.hour:02}", "minute": f"{date.minute:02}", "second": f"{date.second:02}",
        "week": f"{week:02}", "w_day": str(weekday), "short_day": _DAYS[weekday - 1],
    }  # fmt: skip


def _slugified(text: str, *, keep_case: bool = False) -> str:
    """Give a text as Jekyll's `slugify` (mode pretty for titles) writes it in URLs."""
    other = r"[^\w.~!$&'()+,;=@]+" if keep_case else r"[^\w]+|_+"
    words = re.sub(other, "-", unicodedata.normalize("NFC", text)).strip("-")
    return words if keep_case else words.lower()


def slug(text: str) -> str:
    """Give a short name for URLs: lower case, Latin letters without accents, all else but letters and digits `-`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", plain)
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", unicodedata.normalize("NFKC", plain))
    return re.sub(r"['’]", "", "-".join(words))[:80].strip("-")
