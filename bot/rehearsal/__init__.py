"""Rehearsals: whole evenings in virtual time, through the program's own code."""
