"""The words of each language, one TOML file a language: to add one, copy `en.toml` and translate the lists."""
