"""Goal lists become changes and timelines: who is who, and what happened."""
