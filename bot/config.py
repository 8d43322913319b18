"""Settings: each is a documented environment variable (or a line of `.env`), read once in ``bot.__main__``."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set; the names of the variables are the fields in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr | None = Field(None, description="Token from @BotFather. Without it only the demo runs.")
    bot_api_url: str = Field(
        "https://api.telegram.org", description="Address of the Bot API server, without /bot; a self-hosted one works."
    )
    database_url: str | None = Field(
        None, description="SQLAlchemy URL, for example postgresql+psycopg://…; unset: SQLite in the data folder."
    )
    data_folder: Path = Field(Path("data"), description="Folder for the embedded database.")
    timezone_name: str = Field("Europe/Berlin", alias="TIMEZONE", description="The town's wall clock.")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_json: bool = Field(False, description="Log lines as JSON, for machines.")
    messages_per_second: float = Field(30, gt=0, description="What Telegram allows a bot over all chats.")
    chat_interval: float = Field(1.0, ge=0, description="Seconds between two messages of news to the same person.")
    pace_margin: float = Field(0.05, ge=0, lt=1, description="Share of the pace that is left unused.")
    updates_at_once: int = Field(256, gt=0, description="How many people's updates are worked on at the same time.")
    tick_seconds: float = Field(10, gt=0, description="How often the bot looks for what is due.")
    poll_timeout: int = Field(30, ge=0, description="Seconds that a request for updates is held open.")
    webhook_url: str | None = Field(None, description="Public https address; set: webhook instead of polling.")
    webhook_listen: str = Field(
        "127.0.0.1:8080", description="Host and port on which the bot listens: for the webhook, for calendars."
    )
    webhook_secret: SecretStr | None = Field(
        None, description="Secret that Telegram sends along to the webhook; unset: a new one at each start."
    )
    paper_template: Path | None = Field(
        None, description="Word file that gives council papers their layout (docs/betrieb.md); unset: ours."
    )

    public_url: str | None = Field(
        None, description="Public https address of the bot; set: people can have a private calendar address."
    )

    @field_validator("timezone_name")
    @classmethod
    def _check_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"there is no time zone {name!r}; an example is Europe/Berlin") from None
        return name

    @field_validator("log_level")
    @classmethod
    def _check_log_level(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError(f"there is no level {level!r}; DEBUG, INFO, WARNING and ERROR are known")
        return level.upper()

    @field_validator("webhook_listen")
    @classmethod
    def _check_listen(cls, address: str) -> str:
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            raise ValueError(f"{address!r} is not a host and a port such as 127.0.0.1:8080")
        return address

    @field_validator("webhook_url")
    @classmethod
    def _check_webhook_url(cls, url: str | None) -> str | None:
        if url and urlsplit(url).scheme != "https" and urlsplit(url).hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError(f"{url!r} does not begin with https://: Telegram delivers to nothing else")
        return url or None

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "")
        if url and parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError(f"{url!r} does not begin with https://: a private address must not be read on the way")
        return (url or "").rstrip("/") or None

    @field_validator("webhook_secret")
    @classmethod
    def _check_webhook_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        # Bot API, setWebhook: secret_token.
        if secret and not re.fullmatch("[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("1 to 256 characters A-Z, a-z, 0-9, _ and - are allowed")
        return secret or None

    @field_validator("database_url")
    @classmethod
    def _name_driver(cls, url: str | None) -> str | None:
        # Hosts hand out both schemes; without the driver's name SQLAlchemy looks for one that we do not install.
        scheme, separator, rest = (url or "").partition("://")
        return f"postgresql+psycopg://{rest}" if separator and scheme in {"postgres", "postgresql"} else url or None

    @property
    def timezone(self) -> ZoneInfo:
        """The town's time zone."""
        return ZoneInfo(self.timezone_name)

    @property
    def effective_database_url(self) -> str:
        """The database's URL: the one set, or an SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_folder / 'mitwirken.sqlite3'}"


def variable_of(field: str) -> str:
    """Return the environment variable that sets the field (or the alias) with this name."""
    known = Settings.model_fields.get(field)
    return (known.alias if known is not None and known.alias else field).upper()
