"""Where expressions are computed: DuckDB for files, and whatever engine a frame came on."""
