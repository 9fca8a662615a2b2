"""Two histories made by hand, for the tests of the pages: a list edited over six years, and a yearly series.

Every goal bears its id, so that following them needs no guess; the texts are ours.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from msgspec.structs import replace

from goalpage.compare import follow
from goalpage.model import (
    Direction,
    Entry,
    Followed,
    Goal,
    History,
    Link,
    Note,
    Origin,
    Post,
    Progress,
    Revision,
    Role,
    Status,
)
from goalpage.pages import Site

__all__ = ["SITE", "Site", "followed", "garden", "goal", "replace", "research", "revision", "single", "yearly"]

EASTERN = timezone(timedelta(hours=-5))
SITE = Site(
    today=date(2025, 1, 15), title="Notes from the lab", url="https://lab.example.org", baseurl="/blog", lang="en"
)


def goal(goal_id: str, number: int | str, title: str, **fields: object) -> Goal:
    """A goal whose whole statement is its title, unless told otherwise."""
    fields.setdefault("text", title)
    fields.setdefault("html", title)
    return Goal(title=title, id=goal_id, number=str(number), **fields)  # type: ignore[arg-type]


def revision(day: str, goals: list[Goal], message: str | None = None, **fields: object) -> Revision:
    """A commit of the research post at noon, Eastern time, unless told otherwise."""
    moment = datetime.fromisoformat(day if "T" in day else f"{day}T12:00:00").replace(tzinfo=EASTERN)
    digest = f"{abs(hash_of(day)):06x}"[:6]
    values: dict[str, object] = {
        "id": f"{day[:10]}-{digest}",
        "source": "_posts/2020-02-01-research-goals.md",
        "path": "_posts/2020-02-01-research-goals.md",
        "origin": Origin.COMMIT,
        "commit": f"{hash_of(day):040x}",
    }
    values.update(fields)
    title = str(values.pop("title", "Personal research goals"))
    return Revision(date=moment, message=message, post=Post(title=title, goals=tuple(goals)), **values)  # type: ignore[arg-type]


def hash_of(text: str) -> int:
    """A number that depends on the text alone."""
    return sum(ord(c) * 31**n for n, c in enumerate(text)) % (1 << 60)


def cost(current: int) -> Progress:
    return Progress(current=current, target=100, unit="$", direction=Direction.DOWN)


def research() -> History:
    """A numbered list of seven goals through six years: figures fall, words change, goals come, go and return."""
    cheap = "Train a translation model from scratch for less than $100"
    cheap_html = "Train a translation model from scratch for less than <strong>$100</strong> of compute (currently {})."
    probe = Note(
        "Builds on the <em>small data</em> notes of 2019.", "Builds on the <em>small data</em> notes of 2019.", 12
    )
    better = Note("Better optimisation, see #6.", "Better optimisation, see #6.", 13)
    prune = goal(
        "pruning",
        1,
        "Develop pruning methods with provable guarantees",
        html='Develop pruning methods with provable <a href="https://example.org/g">guarantees</a>.',
    )
    prune_later = goal(
        "pruning",
        2,
        "Develop pruning methods with guarantees that hold in practice",
        html='Develop pruning methods with <a href="https://example.org/g">guarantees</a> that hold in practice.',
    )
    game = goal("text-game", 2, "Make the text game more coherent and game-like")
    game_later = goal(
        "text-game", 1, "Make the text game keep its stories coherent for ten thousand words", status=Status.ACTIVE
    )
    metrics = goal("metrics", 4, "Agree with other groups on comparable metrics", due="2021")
    quantum = goal(
        "quantum",
        5,
        "Solve handwritten digits on a simulated quantum computer",
        notes=(Note("More of a personal goal than a milestone.", "More of a personal goal than a milestone.", 20),),
    )
    words = goal(
        "low-resource",
        6,
        "Improve translation for languages with little text",
        notes=(Note("Why does adaptation help?", "Why does adaptation help?", 22),),
    )
    theory = goal(
        "theory",
        7,
        "Bring theory back to deep learning (not my field)",
        html="Bring theory back to deep learning <em>(not my field)</em>, and <code>#6</code> &amp; #3 with it",
    )

    def cheaply(current: int, number: int = 3, **fields: object) -> Goal:
        html = cheap_html.format(f"${current:,}")
        return goal(
            "cheap-training",
            number,
            cheap,
            html=html,
            text=html.replace("<strong>", "").replace("</strong>", ""),
            progress=cost(current),
            inferred=frozenset({"progress"}),
            **fields,
        )

    lists: list[tuple[str, str | None, list[Goal]]] = [
        ("2020-02-01", "Post my research goals", [prune, game, cheaply(7000), metrics, quantum, words, theory]),
        (
            "2020-02-01T18:30:00",
            "Fix a typo",
            [prune, game, cheaply(7000, notes=(better,)), metrics, quantum, words, theory],
        ),
        (
            "2020-06-14",
            "Reflow the paragraphs",
            [prune, game, cheaply(7000, notes=(better,)), metrics, quantum, words, theory],
        ),
        (
            "2021-04-09",
            "Cost update\n\nThe new schedule helps a lot.",
            [prune, game, cheaply(4200, notes=(better,), status=Status.ACTIVE), metrics, quantum, words],
        ),
        (
            "2022-11-20",
            "One year of the text game",
            [game_later, prune, cheaply(4200, notes=(better, probe), status=Status.ACTIVE), metrics, quantum, words],
        ),
        (
            "2024-05-03",
            "Digits, done! <script>alert(1)</script>",
            [
                game_later,
                prune_later,
                cheaply(
                    640,
                    notes=(better, probe),
                    status=Status.ACTIVE,
                    evidence=(Link("the run’s report", "https://example.org/report"),),
                ),
                goal(
                    "quantum",
                    4,
                    quantum.title,
                    status=Status.DONE,
                    words=("done!",),
                    notes=quantum.notes,
                    evidence=(Link("a notebook", "https://example.org/digits"),),
                ),
                goal("low-resource", 5, words.title, status=Status.PARTIAL, notes=words.notes),
                theory,
                goal("teach", 8, "Teach a course on compression", due="2025-06"),
            ],
        ),
    ]
    revisions = tuple(
        revision(day, goals, message, previous=n - 1 if n else None) for n, (day, message, goals) in enumerate(lists)
    )
    return History(
        id="research-goals",
        title="Personal research goals",
        revisions=revisions,
        posts=("_posts/2020-02-01-research-goals.md",),
        post_urls=("/2020/02/01/research-goals.html",),
        lang="en",
    )


def yearly() -> History:
    """Three dated posts: goals set, graded a year later, some set anew."""
    books = "Read books"

    def reading(number: int, current: int | None, target: int, **fields: object) -> Goal:
        return goal(
            "books",
            number,
            f"{books}: {target}",
            progress=Progress(current=current, target=target, unit="books"),
            **fields,
        )

    log = (Entry("2023-03", 12, "12"), Entry("2023-07-01", 28, "28"))
    lists = [
        (
            "2022",
            "2022-01-02",
            [
                reading(1, None, 24, area="Mind"),
                goal("run", 2, "Run a half marathon", area="Body"),
                goal("sleep", 3, "Sleep before midnight", area="Body", due="2022"),
            ],
        ),
        (
            "2023",
            "2023-01-03",
            [
                reading(1, 26, 24, role=Role.REVIEWED, status=Status.DONE, area="2022"),
                goal("run", 2, "Run a half marathon", role=Role.REVIEWED, status=Status.MISSED, area="2022"),
                reading(1, 0, 50, area="Mind"),
                goal("run", 2, "Run a half marathon", area="Body"),
                goal("piano", 3, "Learn three pieces on the piano", area="Mind"),
            ],
        ),
        (
            "2023",
            "2023-07-02",
            [
                reading(1, 26, 24, role=Role.REVIEWED, status=Status.DONE, area="2022"),
                goal("run", 2, "Run a half marathon", role=Role.REVIEWED, status=Status.MISSED, area="2022"),
                reading(1, 28, 50, area="Mind", log=log, status=Status.ACTIVE),
                goal("run", 2, "Run a half marathon", area="Body"),
                goal("piano", 3, "Learn three pieces on the piano", area="Mind"),
            ],
        ),
        (
            "2024",
            "2024-01-05",
            [
                reading(1, 35, 50, role=Role.REVIEWED, status=Status.PARTIAL, area="2023"),
                goal("run", 2, "Run a half marathon", role=Role.REVIEWED, status=Status.DONE, area="2023"),
                reading(1, 3, 40, area="Mind", status=Status.ACTIVE),
                goal("garden", 2, "Grow tomatoes from seed", area="Home", due="2024-09"),
            ],
        ),
    ]
    revisions = tuple(
        revision(
            day,
            goals,
            f"Goals for {year}",
            previous=n - 1 if n else None,
            title=f"Goals for {year}",
            source=f"_posts/{year}-01-02-goals.md",
            path=f"_posts/{year}-01-02-goals.md",
        )
        for n, (year, day, goals) in enumerate(lists)
    )
    posts = tuple(f"_posts/{year}-01-02-goals.md" for year in ("2022", "2023", "2024"))
    return History(
        "yearly", "Goals of the year", revisions, posts, (None, None, "/2024/goals/"), lang="en", is_series=True
    )


def garden() -> History:
    """A bulleted list under headings with goals inside goals: areas renamed, goals put elsewhere, links changed."""

    def item(goal_id: str, title: str, **fields: object) -> Goal:
        return replace(goal(goal_id, 0, title, **fields), number=None)

    def linked(url: str) -> Goal:
        html = f'Plant the <a href="{url}">old roses</a>'
        return item("roses", "Plant the old roses", html=html, links=(Link("old roses", url),), area="Flowers")

    beds = item("beds", "Dig three beds", area="Vegetables", status=Status.PAUSED, tags=("spring",), confidence=0.6)
    beans = item("beans", "Beans up the fence", area="Vegetables", parent=0)
    pond = item("pond", "Dig a pond", area="Flowers", status=Status.DROPPED, words=("not this decade",))
    first = [beds, beans, linked("https://seeds.example/roses"), pond]
    second = [replace(g, area="Kitchen garden" if g.area == "Vegetables" else g.area) for g in first]
    third = [
        replace(second[0], confidence=0.8, status=Status.OPEN),
        linked("https://nursery.example/r/1"),
        replace(second[1], parent=None, area="Flowers"),
        item("hens", "Keep hens", area="Flowers", status=Status.DONE),
    ]
    lists = [("2023-03-01", first), ("2023-04-01", second), ("2023-05-01", third)]
    revisions = tuple(
        revision(day, goals, None, previous=n - 1 if n else None, source="garden.md", path="garden.md")
        for n, (day, goals) in enumerate(lists)
    )
    return History("garden", "The garden", revisions, ("garden.md",), ("https://elsewhere.example/garden",))


def single() -> History:
    """One text so far, by an author who writes Hebrew, with characters that want care."""
    title = "ללמוד לנגן & <b>לשיר</b>"
    goals = [
        goal("nagen", "א", title, html="ללמוד לנגן &amp; &lt;b&gt;לשיר&lt;/b&gt;"),
        goal("evil", 2, "\u202eevil\x01 {{ 7*7 }} </title>", html="\u202eevil {{ 7*7 }} &lt;/title&gt;"),
    ]
    only = Revision(
        "2024-12-24-abcdef",
        datetime(2024, 12, 24, 8, tzinfo=UTC),
        "goals.md",
        "goals.md",
        Origin.FILE,
        Post("מטרות", "he", tuple(goals)),
    )
    return History("matarot", "מטרות", (only,), ("goals.md",), ("/goals-he.html",), lang="he")


def followed() -> tuple[Followed, ...]:
    """All three histories, followed."""
    return follow(research()), follow(yearly()), follow(single())
