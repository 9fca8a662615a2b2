"""Giving what was read to other programs: pages for a Jekyll that runs no plugins, and the formats of others."""

from goalpage.export.data import FORMATS, export_data
from goalpage.export.pages import Exported, export_pages

__all__ = ["FORMATS", "Exported", "export_data", "export_pages"]
