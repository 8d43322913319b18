"""What the stand-in refuses: one exception for the bot's door, one for what a person's client cannot do."""

from typing import Any


class ApiError(Exception):
    """A refusal in Telegram's words; becomes ``{"ok": false, …}`` with the HTTP status ``code``."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class NotPossible(RuntimeError):
    """A person tried what no Telegram client offers, such as writing to a bot they have blocked."""


class ConnectionLost(Exception):
    """The connection to the bot is to be reset without any answer."""


def bad_request(words: str) -> ApiError:
    """Return the 400 error whose description is ``Bad Request: words``."""
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    """Return the 403 error whose description is ``Forbidden: words``."""
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    """Return the 409 error whose description is ``Conflict: words``."""
    return ApiError(409, f"Conflict: {words}")


def too_many_requests(retry_after: int) -> ApiError:
    """Return the 429 error that asks for ``retry_after`` seconds of silence."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
