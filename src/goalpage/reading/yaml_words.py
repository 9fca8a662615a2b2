"""What libyaml complains of, in words for an author."""

from __future__ import annotations


def explained(problem: str, context: str, at: str) -> tuple[str, str]:
    """Give a complaint of libyaml's in words for an author, and the cure; `at` is the character where it stopped."""
    if "flow" in context:
        return (
            "the brackets that open here are not closed, or hold a sign they cannot",
            "close them, quote their values",
        )
    if at == "\t":
        return "a tab stands where YAML takes only spaces", "indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a second ': ' stands on this line", "put the value in quotes"
    if "unexpected end of stream" in problem:
        return "a quote that opens here is never closed", "close it"
    if "escape" in problem:
        return f"the quoted text cannot be read ({problem})", "write \\\\ for a backslash, or use single quotes"
    if "could not find expected ':'" in problem:
        return "this line is neither a key with its value nor part of one", "write `key: value`"
    if "cannot start any token" in problem or "did not find expected alphabetic" in problem:
        return f"a value cannot begin with {at or '*'!r}", "put the value in quotes"
    return f"the YAML cannot be read ({problem})", "check quotes, brackets and indentation"
