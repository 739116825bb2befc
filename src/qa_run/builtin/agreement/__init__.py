"""Whether those who judge agree, as a requirement."""
