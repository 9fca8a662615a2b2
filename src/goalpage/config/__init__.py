"""What the blog's own settings and the author's `goalpage:` section say, checked once."""

from goalpage.config.parse import parse_config
from goalpage.config.readers import nearest
from goalpage.config.values import (
    DESTINATIONS,
    DIALECTS,
    OWN_KEYS,
    SITE_KEYS,
    Collection,
    Config,
    Defaults,
    Generator,
    Settings,
)

__all__ = [
    "DESTINATIONS",
    "DIALECTS",
    "OWN_KEYS",
    "SITE_KEYS",
    "Collection",
    "Config",
    "Defaults",
    "Generator",
    "Settings",
    "nearest",
    "parse_config",
]
