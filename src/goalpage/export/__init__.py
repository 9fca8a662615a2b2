"""Giving what was read to other programs: pages for a Jekyll that runs no plugins."""

from goalpage.export.pages import Exported, export_pages

__all__ = ["Exported", "export_pages"]
