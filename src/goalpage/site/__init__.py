"""Where pages go: written whole or not at all, nothing foreign touched."""
