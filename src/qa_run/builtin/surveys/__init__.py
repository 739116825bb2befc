"""What people say in surveys: how satisfied they are, whether they recommend, and what the business believed."""
