"""What a working group answers to a question of the steering group."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class Reply(Base):
    """A group's answer to a conclusion that asked it something."""

    __tablename__ = "replies"

    id: Mapped[Key]
    conclusion_id: Mapped[int] = mapped_column(ForeignKey("conclusions.id", ondelete="CASCADE"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    #: None once the person has deleted their data.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    text: Mapped[str]
    given_at: Mapped[datetime]
