"""A lot released, held or stopped, and the papers that say so: decided from a report, written, signed, verified."""
