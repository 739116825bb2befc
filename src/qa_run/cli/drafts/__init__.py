"""Procedures drafted from data: what was seen, marked as nobody's decision yet."""
