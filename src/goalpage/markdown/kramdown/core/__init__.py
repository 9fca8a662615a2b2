"""What is done with the tokens of the whole text, one rule a file."""
