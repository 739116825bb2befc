"""Acceptance sampling by attributes: plans, what they let through, and what a sample in hand decides."""
