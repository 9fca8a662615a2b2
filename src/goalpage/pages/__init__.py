"""Followed histories become pages and data files: pure, one module a kind of page."""
