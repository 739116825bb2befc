"""Frozen nouns that know nothing of files, engines or screens."""
