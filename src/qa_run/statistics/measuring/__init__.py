"""Measurement systems: gage R&R, bias, linearity, type 1 studies, stability."""
