"""What the attack audit finds: a small count that everything released would narrow."""

from dataclasses import dataclass

from domain.disclosure.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A small count that would have been narrowed to ``least`` … ``most``.

    ``protected`` is what is protected instead; None where nothing helps: then nothing may be
    released that is tied to it.
    """

    quantity: Quantity
    least: int
    most: int
    protected: Quantity | None
