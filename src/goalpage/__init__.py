"""goalpage keeps the record of the goals that people post on their blogs."""

__version__ = "0.1.0"
