"""Control charts as requirements."""
