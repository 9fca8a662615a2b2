"""The cues for and against a part of a post holding goals: each a phrase and a weight.

The weights are hand-set, and were checked by fitting a logistic model on one half of a set of labelled posts and
predicting the other. The best cues are how the items open, then numbers, marks and boxes, then the words above. FILE,
TAG and SPEAKS came later, from posts without labels, and were only seen to change nothing in those with.
"""

from __future__ import annotations

from enum import Enum

OUTSIDE = -20.0
"""The weight of the author's own word against a part: no other cue outweighs it."""


class Cue(Enum):
    """A cue: what was seen, in words for the author, and its weight."""

    TOLD = ("the author named this post", 0.3)
    TITLE = ("the title names goals", 1.0)
    FILE = ("the file's name names goals", 0.5)
    TITLE_ADVICE = ("the title gives advice on goals", -1.0)
    HEADING_GOAL = ("the heading names goals", 1.5)
    HEADING_PLAN = ("the heading names plans", 1.0)
    HEADING_YEAR = ("the heading is a year", 1.0)
    HEADING_NEXT = ("the heading is the year to come", 1.0)
    HEADING_COMING = ("the heading names the coming year", 0.5)
    HEADING_COUNTER = ("the heading names something other than goals", -2.5)
    HEADING_CLOSING = ("the heading opens or closes the post", -2.5)
    ABOVE_GOAL = ("a heading above names goals", 1.0)
    ABOVE_PLAN = ("a heading above names plans", 0.0)
    ABOVE_COUNTER = ("a heading above names something other than goals", -1.5)
    LEAD_GOAL = ("the lead-in names goals", 1.5)
    LEAD_GOAL_COLON = ("the lead-in names goals and ends in a colon", 1.0)
    LEAD_PLAN = ("the lead-in says what is planned", 1.5)
    LEAD_COLON = ("the lead-in ends in a colon", 0.2)
    LEAD_COUNTER = ("the lead-in names something other than goals", -1.5)
    LEAD_ADVICE = ("the lead-in gives advice", -1.0)
    LEAD_EXAMPLE = ("the lead-in gives examples of goals", -5.0)
    LEAD_REPORT = ("the lead-in reports what was done", -1.2)
    OUTER_GOAL = ("the text before the headings names goals", 1.5)
    OUTER_PLAN = ("the text before the headings says what is planned", 0.5)
    TAG = ("a tag names goals", 0.3)
    UNNAMED = ("nothing above it names goals", -2.0)
    NUMBERED = ("numbered", 1.0)
    ONLY_NUMBERED = ("the only numbered list of the post", 0.7)
    TASKS = ("task boxes", 2.0)
    MARKS = ("marks of a status", 1.8)
    STRUCK = ("items struck through", 2.0)
    BOLD = ("each opens with a bold name", 0.7)
    LABELS = ("each is labelled a goal", 3.0)
    GRADES = ("most end in a grade", 2.5)
    GOAL_COLUMN = ("a column of goals", 2.5)
    ITEM_COLUMN = ("a column of names or things to do", 0.7)
    AIMS = ("most open as aims do", 2.0)
    SOME_AIMS = ("some open as aims do", 0.7)
    REPORTS = ("most report what was done", -2.0)
    QUESTIONS = ("most are questions", -4.0)
    WORKS = ("most are titles of works", -2.5)
    LINKS = ("links only", -4.0)
    LONG = ("long texts without a name", -2.0)
    DATED = ("most open with a day, as entries of a log do", -2.0)
    TO_READER = ("the post speaks to its reader, not of its author", -4.0)
    ANSWERED = ("most say behind their name how it went", 2.0)
    ONE = ("one item only", -1.0)
    TWO = ("two items only", -0.4)
    HEADINGS = ("headings", -1.3)
    BARE_HEADINGS = ("headings of which none opens as an aim does", -1.2)
    FEW_HEADINGS = ("fewer than three headings", -1.5)
    CLOSING_HEADINGS = ("headings that open or close a post", -0.7)
    COUNTER_HEADINGS = ("headings that name other things", -0.7)
    PARAGRAPHS = ("paragraphs", -0.5)
    SPEAKS = ("what stands below most of them speaks of aims", 2.3)
    RECURRING = ("names that recur under each heading", -6.0)
    REPEATED = ("said again at more length", -8.0)
    REPEATS = ("a list of the post names the same", 2.0)
    REPEATS_GOALS = ("a list of goals names the same", 5.0)
    SIBLINGS = ("its like beside it holds goals", 1.8)
    ANSWERS = ("answers the list before it, number by number", OUTSIDE)
    IN_SECTION = ("in the section the author names", 3.0)
    OUT_OF_SECTION = ("outside the section the author names", OUTSIDE)
    OTHER_FORM = ("not the form the author names", OUTSIDE)

    @property
    def weight(self) -> float:
        """How much it speaks for goals, below 0 against them."""
        return self.value[1]


# What names goals above a part, what the items themselves show of being goals, and what speaks against a part
# even when its like beside it holds goals.
NAMES_GOALS = frozenset(
    {
        Cue.TITLE, Cue.HEADING_GOAL, Cue.HEADING_PLAN, Cue.HEADING_NEXT, Cue.ABOVE_GOAL, Cue.ABOVE_PLAN, Cue.LEAD_GOAL,
        Cue.OUTER_GOAL,
        Cue.LABELS, Cue.GRADES, Cue.GOAL_COLUMN, Cue.IN_SECTION, Cue.REPEATS_GOALS,
    }
)  # fmt: skip
LIKE_GOALS = frozenset(
    {
        Cue.AIMS, Cue.SOME_AIMS, Cue.NUMBERED, Cue.TASKS, Cue.MARKS, Cue.STRUCK, Cue.BOLD, Cue.LABELS, Cue.GOAL_COLUMN,
        Cue.GRADES, Cue.REPEATS, Cue.REPEATS_GOALS,
    }
)  # fmt: skip
UNLIKE_GOALS = frozenset(
    {
        Cue.REPORTS, Cue.QUESTIONS, Cue.WORKS, Cue.LINKS, Cue.LONG, Cue.DATED, Cue.HEADING_COUNTER, Cue.HEADING_CLOSING,
        Cue.REPEATED, Cue.RECURRING, Cue.OUT_OF_SECTION, Cue.LEAD_EXAMPLE,
    }
)  # fmt: skip

# What is enough in a post that its author named a goal post, where nothing reaches the mark, and what is too much.
OF_ITEMS = frozenset({Cue.AIMS, Cue.SPEAKS, Cue.MARKS, Cue.STRUCK, Cue.LABELS, Cue.ANSWERED, Cue.GRADES})
SEEMS_GOALS = OF_ITEMS | {Cue.HEADING_PLAN, Cue.LEAD_PLAN, Cue.HEADING_GOAL, Cue.LEAD_GOAL}
SEEMS_NONE = UNLIKE_GOALS | {
    Cue.TO_READER, Cue.LEAD_COUNTER, Cue.LEAD_REPORT, Cue.LEAD_ADVICE, Cue.ABOVE_COUNTER, Cue.ONE, Cue.TITLE_ADVICE,
}  # fmt: skip
