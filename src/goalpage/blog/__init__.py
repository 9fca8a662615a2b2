"""Where posts and their revisions come from: the blog's files, its repository, and recorded copies."""

from goalpage.blog.generator import load_config
from goalpage.blog.memory import Memo, Memory
from goalpage.blog.read import read_blog
from goalpage.blog.series import Histories, histories
from goalpage.blog.values import Blog, Candidate, Text

__all__ = ["Blog", "Candidate", "Histories", "Memo", "Memory", "Text", "histories", "load_config", "read_blog"]
