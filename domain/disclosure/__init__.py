"""Disclosure control: what may be said in numbers without giving anybody away."""
