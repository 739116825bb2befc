"""The first procedure of somebody: from a template, or from answers to a few questions."""
