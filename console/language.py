"""The console's language. What is written in the code is Japanese; the catalogues say the rest."""


def _(message: str, **values: object) -> str:
    """A sentence in the member's language, its ``%(name)s`` filled."""
    return message % values if values else message


def later(message: str) -> str:
    """Marks a sentence for the catalogues; ``_`` says it where it is shown."""
    return message
