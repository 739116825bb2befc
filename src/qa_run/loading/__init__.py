"""From procedure files to frozen nouns, with the place of everything that was written."""
