"""Values that no column records: made of one row, or of the events of an item."""
