"""Two wordings as one text with what went struck and what came marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from msgspec import Struct

from goalpage.compare.tokens import Element, Path, Piece, Token, tokens_of
from goalpage.compare.word_diff import Step, steps
from goalpage.compare.wording import CJK, pattern

_CLOSE = rf"[{CJK}\u0e00-\u0eff]"


class _Marked(Struct, frozen=True):
    """HTML text in its elements; `mark` is `del`, `ins` or nothing."""

    html: str
    path: Path
    mark: str = ""


def inline_difference(old_html: str, new_html: str) -> str:
    """Give `new_html` with words that went in `<del>` and words that came in `<ins>`, both clean inline HTML.

    Marks stand innermost: never around half an element, in one another or across a link. Where under 30 % was kept
    the old stands struck before the new. A link whose target changed says so after it. Blanks, emphasis, smart
    quotes and the author's own strokes (given back as `<s>`) are no difference.
    """
    old, new = tokens_of(old_html), tokens_of(new_html)
    found = steps(old, new)
    twins = _twins(old, new, found)
    marked = list(_marked(old, new, found, twins))
    return "".join(_serialised(marked, _retargeted(twins)))


def _twins(old: Sequence[Token], new: Sequence[Token], found: Iterable[Step]) -> dict[Element, Element]:
    """Give the elements of the old wording that are elements of the new one: they hold a word in common."""
    twins: dict[Element, Element] = {}
    used: set[Element] = set()
    for step in found:
        pairs = zip(old[step.a1 : step.a2], new[step.b1 : step.b2], strict=False) if step.equal else ()
        for a, b in pairs:
            for x in a.pieces[0][1]:
                y = next((y for y in b.pieces[0][1] if y.name == x.name and y not in used), None)
                if y is not None and x not in twins:
                    twins[x] = y
                    used.add(y)
    return twins


def _marked(
    old: Sequence[Token], new: Sequence[Token], found: Iterable[Step], twins: dict[Element, Element]
) -> Iterator[_Marked]:
    after_gone = False
    for step in found:
        gone, come = old[step.a1 : step.a2], new[step.b1 : step.b2]
        if step.equal:
            lead = come[0].lead or (_turned(gone[0].lead, twins) if after_gone else ())
            yield from _plain(lead)
            yield from _words(come, "")
            after_gone = False
            continue
        gone_lead, come_lead = (side[0].lead if side else () for side in (gone, come))
        apart = bool(gone and come) and bool(gone_lead) != bool(come_lead)
        if not apart:
            yield from _plain(_turned(gone_lead, twins) or come_lead)
        yield from _words(gone, "del", twins, lead=apart)
        if gone and come and not apart and _need_blank(gone, come[0]):
            yield _Marked(" ", _shared_path(gone[-1], come[0], twins))
        yield from _words(come, "ins", lead=apart)
        after_gone = bool(gone) and not come


def _need_blank(gone: Sequence[Token], come: Token) -> bool:
    """Whether the old wording and the new one would run together: signs, and scripts without blanks, may."""
    if pattern(_CLOSE).search(gone[-1].key) or pattern(_CLOSE).search(come.key):
        return False
    return any(map(str.isalnum, come.key)) and any(any(map(str.isalnum, token.key)) for token in gone)


def _shared_path(gone: Token, come: Token, twins: dict[Element, Element]) -> Path:
    """Give the elements around both tokens."""
    (_, left), (_, right) = _turned(gone.pieces, twins)[-1], come.pieces[0]
    return right[: _shared(left, right)]


def _plain(pieces: Iterable[Piece]) -> Iterator[_Marked]:
    return (_Marked(html, path) for html, path in pieces)


def _turned(pieces: Iterable[Piece], twins: dict[Element, Element]) -> tuple[Piece, ...]:
    """Give pieces of the old wording in the elements of the new one."""
    return tuple((html, _turned_path(path, twins)) for html, path in pieces)


def _turned_path(path: Path, twins: dict[Element, Element] | None) -> Path:
    return tuple(twins.get(element, element) for element in path) if twins else path


def _words(
    tokens: Sequence[Token], mark: str, twins: dict[Element, Element] | None = None, *, lead: bool = False
) -> Iterator[_Marked]:
    """Give the tokens in one piece for each stretch under the same elements."""
    texts: list[str] = []
    at: Path = ()
    for n, token in enumerate(tokens):
        for html, path in (*token.lead, *token.pieces) if n or lead else token.pieces:
            if path is not at and path != at and texts:
                yield _Marked("".join(texts), _turned_path(at, twins), mark)
                texts = []
            at = path
            texts.append(html)
    if texts:
        yield _Marked("".join(texts), _turned_path(at, twins), mark)


def _retargeted(twins: dict[Element, Element]) -> dict[Element, str]:
    """Give, by element, what is said after a link whose target changed."""
    return {
        new: ' <span class="retargeted">(link: '
        f"<del>{escape(_address(old.href))}</del> <ins>{escape(_address(new.href))}</ins>)</span>"
        for old, new in twins.items()
        if old.href is not None and new.href is not None and old.href != new.href
    }


def _address(href: str) -> str:
    return href.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/") or href


def _serialised(marked: Sequence[_Marked], said: dict[Element, str]) -> Iterator[str]:
    """Give the HTML: elements are opened and closed as the paths ask, runs of one mark share one element."""
    last = {element: n for n, piece in enumerate(marked) for element in piece.path if element in said}
    path: Path = ()
    mark = ""
    for n, piece in enumerate(marked):
        shared = _shared(path, piece.path)
        if mark and (mark != piece.mark or shared < max(len(path), len(piece.path))):
            yield f"</{mark}>"
            mark = ""
        yield from _closing(path[shared:], n, last, said)
        for element in piece.path[shared:]:
            yield f"<{element.name}{element.attrs}>"
        if piece.mark and not mark:
            yield f"<{piece.mark}>"
        path, mark = piece.path, piece.mark
        yield piece.html
    if mark:
        yield f"</{mark}>"
    yield from _closing(path, len(marked), last, said)


def _closing(path: Path, n: int, last: dict[Element, int], said: dict[Element, str]) -> Iterator[str]:
    for element in reversed(path):
        yield f"</{element.name}>"
        if element in said and last[element] < n:
            yield said[element]


def _shared(a: Path, b: Path) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x is not y:
            break
        count += 1
    return count
