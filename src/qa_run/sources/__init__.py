"""Where recorded samples come from: opening, reading, and what could not be read."""
