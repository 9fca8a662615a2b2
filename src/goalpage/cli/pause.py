"""`goalpage pause`: short for `goalpage update GOAL --status paused`."""

from goalpage.cli.update import short_form

command = short_form("pause", "paused", "marathon")
