"""`goalpage drop`: short for `goalpage update GOAL --status dropped`."""

from goalpage.cli.update import short_form

command = short_form("drop", "dropped", "'learn the harp'")
