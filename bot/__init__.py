"""The program: starts, wires, listens. No rules."""
