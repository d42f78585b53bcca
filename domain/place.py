"""Places: what of a network address tells one household from another."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

_ONE_HOUSEHOLD: Final = 64  # bits of an IPv6 address that a household has in common


def place_of(address: str) -> str:
    """An address, of IPv6 the part that one household has in common."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ip_network((known, _ONE_HOUSEHOLD), strict=False))
