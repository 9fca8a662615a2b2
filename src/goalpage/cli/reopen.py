"""`goalpage reopen`: short for `goalpage update GOAL --status open`."""

from goalpage.cli.update import short_form

command = short_form("reopen", "open", "marathon")
