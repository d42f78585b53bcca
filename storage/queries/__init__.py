"""Questions asked of the tables, one noun a file."""
