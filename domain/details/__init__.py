"""Details that identify somebody, found in what people write: names, numbers, places."""
