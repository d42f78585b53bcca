"""Levels of danger R0 to R4 as numbers (DOMAIN §2.8), and from where on what changes."""

from typing import Final

CONSULTED: Final = 2
"""From R2 on no clock ends a talk or a silence: a supervisor is asked."""

JOINED: Final = 3
"""From R3 on a supervisor is in the talk, and it runs for as long as it takes."""
