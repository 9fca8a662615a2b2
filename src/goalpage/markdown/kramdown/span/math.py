"""Mathematics in text: `$$` only, so that $5 is money (kramdown syntax, "Math Blocks")."""

from __future__ import annotations

from goalpage.markdown.kramdown.spans import SpanState


def math(state: SpanState) -> bool:
    """`$$ ... $$`."""
    start = state.pos + 2
    end = state.find("$$", start)
    if end < 0:
        return False
    token = state.push("math_inline", "math", 0, state.src[start:end].strip())
    token.markup = "$$"
    state.pos = end + 2
    state.element(token)
    return True
