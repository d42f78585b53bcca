"""Signs of danger in what a person writes: found, explained, measured (DOMAIN §6)."""
