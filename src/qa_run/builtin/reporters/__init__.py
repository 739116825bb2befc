"""Forms of the report that come along."""
