"""Who can write: the common part of people and the bot, as the Bot API's ``User`` shows it."""

from typing import Any


class Account:
    """A Telegram account: a person's or the bot's own."""

    def __init__(
        self,
        user_id: int,
        first_name: str,
        *,
        is_bot: bool = False,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> None:
        self.id = user_id
        self.is_bot = is_bot
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code

    @property
    def full_name(self) -> str:
        """The name as clients show it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def to_json(self) -> dict[str, Any]:
        """Return the ``User`` object of the Bot API."""
        answer: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name is not None:
            answer["last_name"] = self.last_name
        if self.username is not None:
            answer["username"] = self.username
        if self.language_code is not None:
            answer["language_code"] = self.language_code
        return answer
