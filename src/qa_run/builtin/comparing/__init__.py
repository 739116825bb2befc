"""Strata held against each other: all alike, or one against another; and the interval that holds most items."""
