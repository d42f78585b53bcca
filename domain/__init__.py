"""The words and the rules: pure values and decisions, standard library only."""
