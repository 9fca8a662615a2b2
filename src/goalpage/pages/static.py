"""The stylesheet and the script, as they stand beside our templates or the blog's own of the same name."""

from __future__ import annotations

from goalpage.pages.templating import source
from goalpage.pages.values import File, Site


def static_files(site: Site) -> tuple[File, ...]:
    """`goalpage.css` and `goalpage.js`, not templates: written as they are."""
    return tuple(File(site.file(name), source(name, site.templates)) for name in ("goalpage.css", "goalpage.js"))
