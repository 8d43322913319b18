"""The base of all models: naming convention, identifiers, instants that are always aware and UTC."""

from __future__ import annotations

import enum
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

#: BIGINT everywhere but for keys on SQLite, which counts up only INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")
#: The key of a row that the database numbers.
Key = Annotated[int, mapped_column(BigId, primary_key=True, autoincrement=True)]
#: A number that Telegram gave to a person or a chat: up to 52 bits (Bot API, User.id).
TelegramId = Annotated[int, mapped_column(BigInteger)]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant; stored in UTC, returned in UTC, on SQLite too, which forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC.

        Raises:
            ValueError: the instant is naive.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """What all models share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own contract)
        int: BigId,
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        str: String(),
        enum.StrEnum: Enum(enum.StrEnum, native_enum=False, length=40, values_callable=_values, validate_strings=True),
    }
