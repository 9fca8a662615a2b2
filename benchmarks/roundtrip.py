"""Whether `update` writes exactly what was asked, over every goal of many posts: prints figures, and what was refused.

    python benchmarks/roundtrip.py [--verbose] [--sample N] [POST.md ...]

Without posts it takes every revision in `../shared/corpus/edits` beside the checkout, and the repository's own
`content`. For each goal found, a value, a status and a note are written; the new text is read again and compared by
rules of its own, so that a fault of the edit's own check shows, too.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from goalpage.edit import EditRefusedError, Wanted, edited, wanted_of
from goalpage.model import Container, Goal, Post, Progress, Status
from goalpage.reading import ReadingOptions, read_post

ROOT = Path(__file__).resolve().parents[1]
NOTE = "Moved the shelf to the other wall"
STRAYED = "other lines touched"
AIM = 0.99


@dataclass
class Tally:
    """What came of the edits of one kind."""

    tried: int = 0
    exact: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    inverted: int = 0
    invertible: int = 0


def posts(arguments: list[str]) -> list[Path]:
    """Give the posts to edit."""
    if arguments:
        return [Path(argument) for argument in arguments]
    corpus = ROOT.parent / "shared/corpus/edits"
    return [*sorted(corpus.glob("*/*.md")), *sorted((ROOT / "content").rglob("*.md"))]


def asked(goal: Goal) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the edits to try on a goal, by their kind."""
    progress = goal.progress or Progress()
    value = 3 if progress.current != 3 else 2
    yield "current", {"current": str(value)}
    yield "status", {"status": (Status.DONE if goal.status is not Status.DONE else Status.OPEN).value}
    yield "status dropped", {"status": (Status.DROPPED if goal.status is not Status.DROPPED else Status.ACTIVE).value}
    yield "note", {"note": NOTE}


def faults(before: Post, after: Post, index: int, wanted: Wanted) -> Iterator[str]:
    """Give what reading the new text finds wrong: rules apart from those of the edit itself."""
    if len(before.goals) != len(after.goals):
        yield "another number of goals"
        return
    for number, (old, new) in enumerate(zip(before.goals, after.goals, strict=True)):
        if number != index and bare(old) != bare(new):
            yield f"goal {number} changed too"
    old, new = before.goals[index], after.goals[index]
    same = ["title", "number", "parent", "area", "role", "id", "tags", "confidence", "priority", "start", "created"]
    same += ["was", "evidence", "container"]
    if wanted.status is not None:
        same += ["progress"]
        if new.status is not wanted.status:
            yield f"status {new.status}"
    if wanted.current is not None:
        same += ["due", "completion"]
        if new.progress is None or new.progress.current != wanted.current.value:
            yield "another value"
        elif old.progress is not None and new.progress.target != old.progress.target:
            yield "another target"
        if new.status is not old.status and "status" not in new.inferred:
            yield "another status"
    if wanted.note is not None:
        same += ["status", "progress", "due", "completion"]
    notes = [note.text for note in new.notes]
    kept = [note.text for note in old.notes]
    if notes != kept and not (wanted.note and sorted(notes) == sorted([*kept, wanted.note])):
        yield "other notes"
    yield from (f"another {name}" for name in same if getattr(old, name) != getattr(new, name))


def bare(goal: Goal) -> Goal:
    """Give a goal without its lines."""
    return replace(goal, line=1, end_line=1, notes=tuple(replace(note, line=None) for note in goal.notes))


def strays(old: str, new: str, goal: Goal, following: int) -> bool:
    """Whether lines were changed that are not the goal's own; data goes on to the line of the goal that follows."""
    last = goal.end_line if goal.container not in (Container.DATA, Container.FRONT_MATTER) else following - 1
    before, after = old.split("\n"), new.split("\n")
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        # an insertion may stand behind its last line; difflib may place one of several equal blank lines either way
        if start + 1 < goal.line or end > last + (2 if kind == "insert" else 0):
            return True
    return False


def run(texts: list[tuple[str, str]], *, verbose: bool = False, most: int = 0) -> dict[str, Tally]:
    """Try the edits on each goal of these (path, text) pairs; `most` goals a text where given."""
    tallies: dict[str, Tally] = {}
    for path, text in texts:
        options = ReadingOptions(year=year_of(path))
        before = read_post(text, path, options)
        step = max(1, len(before.goals) // most) if most else 1
        for index in range(0, len(before.goals), step):
            for kind, wants in asked(before.goals[index]):
                tally = tallies.setdefault(kind, Tally())
                attempt(tally, path, text, options, before, index, wants, verbose=verbose)
    return tallies


def attempt(  # noqa: PLR0913, PLR0917  (one edit has these parts)
    tally: Tally, path: str, text: str, options: ReadingOptions, before: Post, index: int, wants: dict[str, str],
    *, verbose: bool,
) -> None:  # fmt: skip
    """Try one edit, and its inverse."""
    goal = before.goals[index]
    where = f"{path}:{goal.line}: {goal.title[:50]!r} {wants}"
    tally.tried += 1
    wanted = wanted_of(before.lang, options.year, **wants)
    try:
        done = edited(text, path, options, index, wanted)
    except EditRefusedError as error:
        tally.refused[str(error)[:60]] += 1
        if verbose:
            print(f"refused  {where}: {error}")
        return
    after = read_post(done.text, path, options)
    following = min((other.line for other in before.goals if other.line > goal.line), default=len(text))
    wrong = [*faults(before, after, index, wanted), *([STRAYED] if strays(text, done.text, goal, following) else [])]
    if wrong:
        tally.wrong.append(f"{where}: {'; '.join(wrong)}")
        if verbose:
            print(f"WRONG    {tally.wrong[-1]}")
        return
    tally.exact += 1
    inverse(tally, path, done.text, text, options, goal, index, wants, verbose=verbose)


def inverse(  # noqa: PLR0913, PLR0917  (one edit has these parts)
    tally: Tally, path: str, text: str, first: str, options: ReadingOptions, goal: Goal, index: int,
    wants: dict[str, str], *, verbose: bool,
) -> None:  # fmt: skip
    """Undo an edit, where there is an edit that undoes it."""
    if "status" in wants:
        back = {"status": goal.status.value}
    elif "current" in wants and goal.progress and goal.progress.current is not None:
        back = {"current": f"{goal.progress.current:,}"}
    else:
        return
    tally.invertible += 1
    try:
        undone = edited(text, path, options, index, wanted_of(None, options.year, **back)).text
    except EditRefusedError as error:
        undone = str(error)
    tally.inverted += undone == first
    if verbose and undone != first:
        print(f"not back {path}:{goal.line}: {goal.title[:50]!r} {wants}")


def year_of(path: str) -> int | None:
    """Give the year in a post's file name."""
    name = Path(path).name
    return int(name[:4]) if name[:4].isdigit() and name[4:5] == "-" else None


def main() -> int:
    """Try all edits and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--sample", type=int, default=0, help="goals a post")
    parser.add_argument("--every", type=int, default=1, help="take each nth post only")
    parser.add_argument("posts", nargs="*")
    given = parser.parse_args()
    paths = posts(given.posts)[:: given.every]
    texts = [(str(path), path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")) for path in paths]
    started = time.perf_counter()
    tallies = run(texts, verbose=given.verbose, most=given.sample)
    for kind, tally in tallies.items():
        share = tally.exact / tally.tried if tally.tried else 1.0
        print(
            f"{kind:15} {tally.tried:6} goals  exact {share:7.2%}  refused {sum(tally.refused.values()):4}"
            f"  wrong {len(tally.wrong):3}  undone to the same bytes {tally.inverted}/{tally.invertible}"
        )
        for reason, count in tally.refused.most_common(8):
            print(f"    {count:4}  {reason}")
    print(f"{len(texts)} texts, {time.perf_counter() - started:.1f} s")
    worst = min((tally.exact / tally.tried for tally in tallies.values() if tally.tried), default=1.0)
    return 0 if worst >= AIM and not any(tally.wrong for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
