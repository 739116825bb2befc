"""Procedures as a handbook for people who do the work: the same files, in sentences, to be read and printed."""
