"""What sentences say in languages other than English: a table for each, and the rules for its plurals."""
