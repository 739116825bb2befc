"""The recorded samples of the examples, the faults sown into them, and the answers that a report must equal."""
