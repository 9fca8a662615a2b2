"""The stylesheet and the script, as they stand beside our templates or the blog's own of the same name."""

from __future__ import annotations

from goalpage.pages.templating import source
from goalpage.pages.values import File, Site

STATIC = ("goalpage.css", "goalpage.js")


def static_file(site: Site, name: str) -> File:
    """One of `STATIC`, not a template: written as it is."""
    return File(site.file(name), source(name, site.templates))
