"""All goals in one format, as bytes."""

from __future__ import annotations

from goalpage.build import site_of
from goalpage.export.formats import as_csv, as_markdown, as_org
from goalpage.export.rows import rows
from goalpage.findings import Findings
from goalpage.pages.calendar import calendar
from goalpage.pages.goals_json import goals_json
from goalpage.pages.record import records
from goalpage.report import BuildOptions

FORMATS = ("csv", "json", "ics", "org", "markdown")
_TEXTS = {"csv": as_csv, "org": as_org, "markdown": as_markdown}


def export_data(found: Findings, options: BuildOptions, kind: str) -> bytes:
    """Give every goal that stands in one of FORMATS; `json` and `ics` are those of the site, with all its revisions."""
    site, made = site_of(found, options), records(found.followed)
    if kind == "json":
        return goals_json(site, made, found.published).data
    if kind == "ics":
        return calendar(site, made).data
    return _TEXTS[kind](rows(made, site)).encode("utf-8", "replace")
