"""Matching two lists, against rapidfuzz comparing the same wordings; following a history, against its length.

    python benchmarks/bench_compare.py

Fails where a budget is passed: 5 ms for 100 goals, 150 ms for 1,000 when a tenth changed; following 400 revisions
costs at most 1.5 times as much a revision as following 100.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from goalpage.compare import follow, inline_difference
from goalpage.compare.match import Matching, match_goals
from goalpage.compare.wording import folded, forget
from goalpage.model import Goal, History, Origin, Post, Revision

BUDGETS = {100: 5.0, 1000: 150.0}
"""Milliseconds for matching two lists of so many goals."""

WORDS = """
read write run build learn finish publish visit improve practise teach record paint climb translate
plant repair books papers kilometres songs recipes letters gardens bridges proofs models photographs languages mountains
talks garden library kitchen workshop choir laboratory village archive harbour forest studio school market museum
river
""".split()  # noqa: SIM905 (read as a list of words)


def goals(count: int, seed: int) -> tuple[Goal, ...]:
    chance = random.Random(seed)
    return tuple(Goal(title=title, text=title, html=title) for title in (_title(chance, n) for n in range(count)))


def _title(chance: random.Random, n: int) -> str:
    return f"{' '.join(chance.sample(WORDS, 6))} {chance.choice(('before', 'with', 'for'))} friend {n % 7} {_name(n)}"


def _name(n: int) -> str:
    return "".join(chr(97 + (n // 26**k) % 26) for k in range(3))


def changed(old: tuple[Goal, ...], seed: int) -> tuple[Goal, ...]:
    """The same list with a tenth of its goals changed: reworded, moved, taken out and put in, in equal parts."""
    chance, new = random.Random(seed), list(old)
    for n in chance.sample(range(len(new)), max(1, len(new) // 40)):
        words = new[n].title.split()
        words[chance.randrange(len(words))] = chance.choice(WORDS)
        new[n] = replace(new[n], title=" ".join(words), text=" ".join(words), html=" ".join(words))
    for _ in range(max(1, len(old) // 40)):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
        new.pop(chance.randrange(len(new)))
        new.insert(chance.randrange(len(new)), goals(1, chance.randrange(10**6))[0])
    return tuple(new)


def best(work: Callable[[], object], rounds: int = 7) -> float:
    """Milliseconds of the fastest of some rounds, with nothing remembered from the round before."""
    times = []
    for _ in range(rounds):
        forget()
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def history(revisions: int, count: int) -> History:
    lists, now = [], goals(count, 1)
    for n in range(revisions):
        lists.append(now)
        now = changed(now, n)
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return History(
        "goals",
        "Goals",
        tuple(
            Revision(str(n), start + timedelta(days=n), "a.md", "a.md", Origin.COMMIT, Post(goals=these),
                     previous=n - 1 if n else None)
            for n, these in enumerate(lists)
        ),
        ("a.md",),
    )  # fmt: skip


def main() -> int:
    failed = 0
    for count, budget in BUDGETS.items():
        old = goals(count, 1)
        new = changed(old, 2)
        titles = [[folded(goal.title) for goal in these] for these in (old, new)]
        bare = best(lambda: [process.extractOne(t, titles[0], scorer=fuzz.ratio) for t in titles[1]])  # noqa: B023
        ours = best(lambda: match_goals(Matching(old, new)))  # noqa: B023 (run at once)
        failed += ours > budget
        print(f"match {count:5} goals  {ours:8.2f} ms  budget {budget:.0f}  {ours / bare:5.2f} x bare rapidfuzz")
    short, long = (best(lambda: follow(h), 2) / len(h.revisions) for h in (history(100, 30), history(400, 30)))  # noqa: B023
    failed += long > 1.5 * short
    print(f"follow 100 / 400 revisions  {short:.2f} / {long:.2f} ms a revision")
    text = " ".join(random.Random(3).choice(WORDS) for _ in range(150_000))
    words = text.split()
    words[::50] = ["changed"] * len(words[::50])
    took = best(lambda: inline_difference(text, " ".join(words)), 1)
    failed += took > 10_000
    print(f"inline difference of {len(text) / 1e6:.1f} MB  {took / 1000:.1f} s  budget 10")
    return failed


if __name__ == "__main__":
    sys.exit(main())
