"""Faults of procedures in the forms that editors, people and code scanning read."""
