"""Procedures of several steps, each at its time."""
