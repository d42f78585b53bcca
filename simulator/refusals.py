"""LINE's own refusals: status, words and details, as its API writes them."""

from dataclasses import dataclass

from simulator.shapes import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One fault of a request: what is wrong, and where (`messages[0].text`)."""

    message: str
    where: str


class RefusedError(Exception):
    """A request LINE would answer with an error; carries status, body and extra headers."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        details: tuple[Detail, ...] = (),
        more: JsonObject | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.details = details
        self.more = more or {}
        self.headers: dict[str, str] = {}

    def body(self) -> JsonObject:
        """Return the answer's body; `details` is left out when there are none."""
        body: JsonObject = {"message": self.message, **self.more}
        if self.details:
            body["details"] = [
                {"message": detail.message, "property": detail.where} for detail in self.details
            ]
        return body


def invalid_body(*details: Detail) -> RefusedError:
    """Return 400 for objects that break LINE's limits."""
    count = len(details)
    return RefusedError(400, f"The request body has {count} error(s)", details=tuple(details))


def invalid_reply_token() -> RefusedError:
    """Return 400 for a token that is unknown, used or too old."""
    return RefusedError(400, "Invalid reply token")


def unknown_recipient() -> RefusedError:
    """Return 400 for a user, group or room this channel does not know."""
    return RefusedError(400, "Failed to send messages")


def monthly_limit() -> RefusedError:
    """Return 429 for a month whose messages are used up."""
    return RefusedError(429, "You have reached your monthly limit.")


def rate_limit() -> RefusedError:
    """Return 429 for too many calls at once."""
    return RefusedError(429, "The API rate limit has been exceeded. Try again later.")


def invalid_access_token() -> RefusedError:
    """Return 401 for a token that is missing, wrong or expired."""
    return RefusedError(
        401,
        "Authentication failed. "
        "Confirm that the access token in the authorization header is valid.",
    )


def not_found() -> RefusedError:
    """Return 404 for a path or a thing that is not there."""
    return RefusedError(404, "Not found")
