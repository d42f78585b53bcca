"""Numbers: what is counted, how it is defined, and the tables made of it."""
