"""Acceptance sampling by variables as a requirement."""
