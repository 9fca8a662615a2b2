"""kramdown's block rules, one a file."""
