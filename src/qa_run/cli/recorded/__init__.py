"""What `qa-run history` prints."""
