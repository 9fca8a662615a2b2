"""Lists of tasks that other programs keep, read and written again as goals of a post. Pure."""

from goalpage.importing.tasks import Task
from goalpage.importing.texts import KINDS, kind_of, tasks_of
from goalpage.importing.written import body_of, in_order

__all__ = ["KINDS", "Task", "body_of", "in_order", "kind_of", "tasks_of"]
