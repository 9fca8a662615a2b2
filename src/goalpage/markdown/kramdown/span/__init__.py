"""kramdown's span rules, one a file."""
