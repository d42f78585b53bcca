"""Notes down that it was called: what an intruder would like to run."""

CALLED: list[tuple[object, ...]] = []


def witness(*words: object) -> None:
    """Called by nobody, if all is well."""
    CALLED.append(words)
