"""What the attributes of a component say of the goal in it: `<Goal status="done" progress={2} max={5}>`."""

from __future__ import annotations

import re

# name="text", name={value}, name={{ inner: value }}; all bounded, so that reading stays linear
_ATTRIBUTE = re.compile(
    r"(?<![\w-])([A-Za-z][\w-]{0,40})\s{0,4}[=:]\s{0,4}(?:\"([^\"]{0,200})\"|'([^']{0,200})'|\{?\s{0,4}([\w.+-]{1,60}))"
)
_FIELDS = {
    "status": "status", "state": "status", "due": "due", "deadline": "due", "progress": "current", "value": "current",
    "current": "current", "max": "target", "total": "target", "target": "target", "unit": "unit", "id": "id",
    "area": "area", "category": "area", "tags": "tags", "start": "start",
}  # fmt: skip


def component_fields(raw: str) -> str:
    """Give a start tag as the inside of a goal comment (`goal: status=done`), empty where it says nothing."""
    said: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw[:2000]):
        field, value = _FIELDS.get(name.lower()), double or single or bare
        if field and value and '"' not in value:
            said.setdefault(field, value)
    return "goal: " + " ".join(f'{field}="{value}"' for field, value in said.items()) if said else ""
