"""Entries put into a file of concessions, and corrections listed."""
