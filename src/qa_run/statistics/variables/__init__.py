"""Sampling by variables: fewer items than by attributes, if they are measured and normally distributed."""
