"""Whether what measures can be trusted, as requirements."""
