"""The report as one page for people: no network, readable without scripts, fit to be printed."""
