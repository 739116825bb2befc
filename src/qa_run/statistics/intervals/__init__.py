"""Intervals: what a sample says of the lot or the process behind it, and how sure it is."""
