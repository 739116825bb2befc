"""One sample, described: mean and deviation, shape, quantiles, and whether it looks normal."""
