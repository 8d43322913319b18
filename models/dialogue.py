"""Where a person is in a conversation of several steps: a row, so that restarts, languages and weeks do not matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Dialogue(Base):
    """The one dialogue that a participant is in."""

    __tablename__ = "dialogues"

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[str]
    step: Mapped[str]
    #: What was said so far: strings, numbers and lists of them.
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    updated_at: Mapped[datetime]
