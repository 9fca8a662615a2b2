"""Where what a goal's page says is read from, so that anyone can check it."""

from __future__ import annotations

from markupsafe import Markup, escape
from msgspec import Struct

from goalpage.model import Goal
from goalpage.pages.context import day
from goalpage.pages.phrases import reason
from goalpage.pages.record import Record, Thread


class Fact(Struct, frozen=True):
    """One line of provenance: a name and its value."""

    name: str
    value: Markup


def facts_of(record: Record, thread: Thread, goal: Goal) -> tuple[Fact, ...]:
    """Where all this is read from, so that anyone can check it."""
    revision = record.revisions[thread.last.revision]
    facts = [Fact("Source", Markup("<code>{}</code>, line {}").format(revision.path, goal.line))]
    if goal.words:
        facts.append(
            Fact("The author’s words for where it stands", Markup("“<bdi>{}</bdi>”").format("”, “".join(goal.words)))
        )
    if goal.tags:
        facts.append(Fact("Tags", escape(", ".join(goal.tags))))
    if goal.inferred:
        facts.append(Fact("Read from prose", escape(", ".join(sorted(goal.inferred)))))
    matches = [
        Markup("{}: {}").format(day(record.revisions[s.revision].date), reason(s.match))
        for s in thread.timeline.statements
        if record.snapshot[s.revision] == s.revision
    ]
    if len(matches) > 1:
        facts.append(Fact("Taken for the same goal", Markup("<br>").join(matches)))
    if revision.commit:
        facts.append(Fact("Commit", Markup("<code>{}</code>").format(revision.commit[:12])))
    facts.append(Fact("Id", Markup("<code>{}</code>").format(thread.id)))
    return tuple(facts)
