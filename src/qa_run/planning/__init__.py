"""From requirements to named expressions that one scan can answer."""
