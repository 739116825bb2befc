"""The command line: words in, text and a number out."""
