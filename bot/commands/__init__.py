"""The commands, one noun a file; each is loaded only when it is called."""
