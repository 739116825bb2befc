"""What varies within subgroups: their aggregates, the constants of normal samples, and sigma."""
