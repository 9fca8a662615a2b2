"""The text of a post becomes goals: pure, no files, no clock."""
