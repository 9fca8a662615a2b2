"""Putting goalpage into a blog: what lies there, what is to be added, and adding it."""

from goalpage.init.hosts import Host
from goalpage.init.look import Premises, premises
from goalpage.init.plan import planned
from goalpage.init.values import Addition, ByHand, Setup
from goalpage.init.write import write_additions

__all__ = ["Addition", "ByHand", "Host", "Premises", "Setup", "planned", "premises", "write_additions"]
