"""Carrying out a plan on an engine: the scan, the few second looks, and the items to show."""
