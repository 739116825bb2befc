"""Scored checklists: weights, lines that must pass, a least score."""
