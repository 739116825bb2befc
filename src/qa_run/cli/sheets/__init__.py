"""Recording sheets: workbooks that people fill in, made from what a procedure requires."""
