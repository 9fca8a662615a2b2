"""The span parser: text with emphasis, code, links and the like, read in kramdown's way.

kramdown reads an opening mark, then everything up to its closing mark, spans inside included; where no closing mark
comes the opening one is text. Each rule is called at its first character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler, StateBase
from markdown_it.token import Token
from markdown_it.utils import EnvType

from goalpage.markdown.kramdown.attributes import AttributeList, give_attributes
from goalpage.markdown.kramdown.document import document_of
from goalpage.markdown.kramdown.html import COMMENT
from goalpage.markdown.kramdown.state import Nesting

SIGNS = "*_`<[]!\\&\"'$-.{~>\n"
_SIGN = re.compile(r"""[*_`<\[\]\\&"'{\n]|!\[|\$\$|--|\.\.\.|>>|~~""")
_RAW_SIGN = re.compile("[<&]")
_EFFORT = 4  # steps for each character of a text: no writer needs as many, and an attack ends


class TickRuns:
    """The runs of backticks in a text, so that none is sought in vain again and again."""

    def __init__(self, src: str) -> None:
        runs = [run.span() for run in re.finditer("`+", src)]
        self._starts = [start for start, _ in runs]
        self._longest = list(accumulate((end - start for start, end in reversed(runs)), max))[::-1]

    def longest_after(self, pos: int) -> int:
        """The length of the longest run that begins at a position or behind it."""
        at = bisect_left(self._starts, pos)
        return self._longest[at] if at < len(self._longest) else 0


class SpanState(StateBase):
    """The reading of one text: `pos` to before `end` of `src` is still to be read."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        self.src = src
        self.md = md
        self.env = env
        self.tokens = tokens
        self.pos = 0
        self.end = len(src)
        self.level = 0
        self.document = document_of(md, env)
        self.within: tuple[str, ...] = ()  # the elements we are in, outermost first
        self.text: list[str] = []  # read, but not yet a token
        self.last_element: tuple[Token, int] | None = None  # and how many tokens there were at its end
        self.symbol_end = -1  # where a quote, dash or entity ended last; attributes behind it have no effect
        self.failed: set[tuple[object, ...]] = set()
        # The closing bracket of an opening one, by its place, what we are within, and the end.
        self.partners: dict[tuple[int, tuple[str, ...], int], int] = {}
        self.nearest: dict[tuple[str, int], int] = {}  # a place, before an end, where a mark could close
        self.tick_runs: TickRuns | None = None
        self._vain: dict[tuple[object, int], int] = {}
        self.effort = _EFFORT * (len(src) + 5000)
        self.depth = 0  # of texts of links and images being looked through
        self.raw = False  # whether we are in an element whose text is shown as it is
        self.read: Callable[[SpanState, Callable[[SpanState], bool] | None], bool]
        self.read_raw: Callable[[SpanState, Callable[[SpanState], bool] | None], bool]

    def push(self, ttype: str, tag: str, nesting: Nesting, content: str = "") -> Token:
        """A new token at the end, behind the text read so far."""
        if self.text:
            self.flush()
        if nesting < 0:
            self.level -= 1
        token = Token(ttype, tag, nesting, content=content, level=self.level)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token

    def flush(self) -> None:
        """Make a token of the text read so far."""
        text = "".join(self.text)
        self.text.clear()
        if text:
            self.tokens.append(Token("text", "", 0, content=text, level=self.level))

    def element(self, token: Token) -> None:
        """An element has ended: attributes that follow are those of its token."""
        self.last_element = (token, len(self.tokens))

    def give(self, token: Token, attributes: AttributeList) -> None:
        """Give attributes to a span at once: all definitions are known by now."""
        give_attributes(token, attributes, self.document.attribute_lists, self.md)

    def has_room(self) -> bool:
        """Whether a further element may be opened here; if not, what would open it is text, and that is noted."""
        if len(self.within) < self.md.options["maxNesting"] and self.effort > 0:
            return True
        self.document.too_deep = True
        return False

    def mark(self) -> tuple[int, int, int]:
        """Where we are, to come back to."""
        self.flush()
        return self.pos, len(self.tokens), self.level

    def back_to(self, mark: tuple[int, int, int]) -> None:
        """Forget what was read since a mark."""
        self.text.clear()
        self.pos, count, self.level = mark
        del self.tokens[count:]

    def is_vain(self, what: object, start: int) -> bool:
        """Whether `what` is known not to come between a position and the present end."""
        return start >= self._vain.get((what, self.end), self.end)

    def give_up(self, what: object, start: int) -> None:
        """Note that `what` does not come between a position and the present end."""
        self._vain[what, self.end] = start

    def find(self, what: str, start: int) -> int:
        """Where a string comes next, -1 if it does not; asked any number of times, a vain search is made once."""
        if self.is_vain(what, start):
            return -1
        found = self.src.find(what, start, self.end)
        if found < 0:
            self.give_up(what, start)
        return found

    def comment(self) -> re.Match[str] | None:
        """The comment that begins here."""
        return COMMENT.match(self.src, self.pos, self.end) if self.find("-->", self.pos) >= 0 else None


SpanRule = Callable[[SpanState], bool]
"""Reads a span: pushes its tokens or text, sets `state.pos` behind it and returns True, or leaves all as it is."""
Stop = Callable[[SpanState], bool]


class KramdownSpans(ParserInline):
    """kramdown's span rules. The chains of the ruler are the first characters of a span."""

    ruler: Ruler[SpanRule]  # type: ignore[assignment]  # our rules read our state

    def __init__(self, rules: Sequence[tuple[str, SpanRule, str]]) -> None:
        super().__init__()
        self.ruler = Ruler[SpanRule]()
        for name, rule, starts in rules:
            chains = list(starts)
            if name in ("html_inline", "entity"):
                chains.append(f"raw {starts}")
            self.ruler.push(name, rule, {"alt": chains})

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of a text."""
        state = SpanState(src, md, env, tokens)
        if not _SIGN.search(src):
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        chains = {sign: self.ruler.getRules(sign) for sign in SIGNS}
        state.read = _reader(chains, _SIGN)
        state.read_raw = _reader({sign: self.ruler.getRules(f"raw {sign}") for sign in "<&"}, _RAW_SIGN)
        state.read(state, None)
        state.flush()
        return tokens


def _reader(chains: dict[str, list[SpanRule]], signs: re.Pattern[str]) -> Callable[[SpanState, Stop | None], bool]:
    """A function that reads on to where `stop` says so, and tells whether it did."""

    def read(state: SpanState, stop: Stop | None) -> bool:
        src, text = state.src, state.text
        search = signs.search
        while True:
            pos, end = state.pos, state.end
            sign = search(src, pos, end)
            if sign is None:
                text.append(src[pos:end])
                state.pos = end
                return False
            at = sign.start()
            if at > pos:
                text.append(src[pos:at])
                state.pos = at
            if stop is not None and stop(state):
                return True
            state.effort -= 1
            for rule in chains[src[at]]:
                if rule(state):
                    break
            else:
                text.append(sign[0])
                state.pos = sign.end()

    return read
