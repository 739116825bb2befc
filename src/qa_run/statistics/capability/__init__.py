"""What a process can hold, against what the specification asks."""
