"""`goals.json`: everything the pages are made of, as data (schema: `goals.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goalpage.errors import Problem
from goalpage.model import Change, ChangeKind, Goal, Match, Number, Place, Progress
from goalpage.pages.dates import rfc3339
from goalpage.pages.quantities import finite
from goalpage.pages.record import Record, Thread
from goalpage.pages.values import File, Site

SCHEMA = Path(__file__).with_name("goals.schema.json")
"""The JSON Schema (draft 2020-12) of the file, part of the package."""

Data = dict[str, Any]


def goals_json(site: Site, records: Sequence[Record], problems: Sequence[Problem]) -> File:
    """The data of all histories, compact, in UTF-8."""
    data = {
        "version": 1,
        "generator": site.generator,
        "histories": [_history(site, record) for record in records],
        "problems": [_problem(problem) for problem in problems],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return File(site.file("goals.json"), text.encode("utf-8", "replace") + b"\n")


def schema_file(site: Site) -> File:
    """The schema, beside the data it describes."""
    return File(site.file("goals.schema.json"), SCHEMA.read_bytes())


def _history(site: Site, record: Record) -> Data:
    history = record.history
    base = site.file(f"{record.segment}/")
    return {
        "id": history.id,
        "title": history.title,
        "url": site.address(f"{base}index.html"),
        "lang": history.lang,
        "series": history.is_series,
        "posts": list(history.posts),
        "revisions": [_revision(site, record, base, r) for r in range(len(record.revisions))],
        "timelines": [_timeline(site, record, base, thread) for thread in record.threads.values()],
    }


def _revision(site: Site, record: Record, base: str, r: int) -> Data:
    revision = record.revisions[r]
    ids = record.followed.ids[r]
    snapshot = record.revisions[record.snapshot[r]]
    return {
        "id": revision.id,
        "date": rfc3339(revision.date),
        "source": revision.source,
        "path": revision.path,
        "origin": revision.origin.value,
        "commit": revision.commit,
        "message": revision.message,
        "url": site.address(f"{base}at/{snapshot.id}/index.html"),
        "changed": record.followed.changed[r],
        "previous": record.revisions[revision.previous].id if revision.previous is not None else None,
        "goals": [_goal(goal, goal_id, ids) for goal_id, goal in zip(ids, revision.goals, strict=True)],
    }


def _goal(goal: Goal, goal_id: str, ids: Sequence[str]) -> Data:
    return {
        "id": goal_id,
        "number": goal.number,
        "title": goal.title,
        "text": goal.text or goal.title,
        "parent": ids[goal.parent] if goal.parent is not None else None,
        "area": goal.area,
        "status": goal.status.value,
        "role": goal.role.value,
        "progress": _progress(goal.progress),
        "due": goal.due,
        "confidence": goal.confidence,
        "notes": [note.text for note in goal.notes],
        "links": [{"text": link.text, "url": link.url} for link in goal.links],
        "evidence": [{"text": link.text, "url": link.url} for link in goal.evidence],
        "log": [{"date": entry.date, "value": _number(entry.value), "text": entry.text} for entry in goal.log],
        "tags": list(goal.tags),
        "words": list(goal.words),
        "inferred": sorted(goal.inferred),
        "line": goal.line,
    }


def _progress(progress: Progress | None) -> Data | None:
    if progress is None:
        return None
    return {
        "baseline": _number(progress.baseline),
        "current": _number(progress.current),
        "target": _number(progress.target),
        "unit": progress.unit,
        "direction": progress.direction.value,
    }


def _number(value: Number | None) -> Number | None:
    """A number JSON can hold: what is not finite, or beyond every reader's numbers, is left out."""
    return value if finite(value) is not None else None


def _timeline(site: Site, record: Record, base: str, thread: Thread) -> Data:
    goal = record.statement(thread.last)
    return {
        "goal": thread.id,
        "url": site.address(f"{base}{thread.segment}/index.html"),
        "title": goal.title,
        "status": goal.status.value,
        "listed": thread.listed,
        "first": record.revisions[thread.first.revision].id,
        "last": record.revisions[thread.last.revision].id,
        "changes": [
            change_data(record.revisions[event.revision].id, change)
            for event in thread.timeline.events
            for change in event.changes
        ],
    }


def change_data(revision: str, change: Change) -> Data:
    """One change, made by the revision of this id."""
    old, new = change.places or (None, None)
    return {
        "revision": revision,
        "kind": change.kind.value,
        "before": _side(change.kind, change.before, old),
        "after": _side(change.kind, change.after, new),
        "match": _match(change.match),
        "small": change.small,
        "lineage": list(change.lineage),
    }


def _side(kind: ChangeKind, goal: Goal | None, place: Place | None) -> Data | None:
    """What the change is about, on one of its sides; None where the goal does not stand there."""
    if goal is None:
        return None
    match kind:
        case ChangeKind.STATUS:
            return {"status": goal.status.value}
        case ChangeKind.PROGRESS | ChangeKind.TARGET:
            return {"progress": _progress(goal.progress)}
        case ChangeKind.DUE:
            return {"due": goal.due}
        case ChangeKind.REWORDED:
            return {"title": goal.title, "text": goal.text or goal.title}
        case ChangeKind.MOVED:
            return {"position": place.position, "area": place.area, "parent": place.parent} if place else {}
        case ChangeKind.NOTE:
            return {"notes": [note.text for note in goal.notes]}
        case ChangeKind.LINK:
            return {"links": [{"text": link.text, "url": link.url} for link in goal.links]}
        case _:
            return {"title": goal.title, "status": goal.status.value}


def _match(match: Match | None) -> Data | None:
    return {"reason": match.reason.value, "score": round(match.score, 4)} if match else None


def _problem(problem: Problem) -> Data:
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "cure": problem.cure,
        "severity": problem.severity.value,
    }
