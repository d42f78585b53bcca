"""LINE as seen from our side: its signature, its events, its messages, its API."""
