"""Process capability as a requirement."""
