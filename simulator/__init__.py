"""A LINE platform of our own: a separate process that knows nothing of the program."""
