"""Comparisons: one stratum against another, and all strata alike."""
