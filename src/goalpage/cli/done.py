"""`goalpage done`: short for `goalpage update GOAL --status done`."""

from goalpage.cli.update import short_form

command = short_form("done", "done", "marathon")
