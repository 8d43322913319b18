"""What may belong together: topics that results are about, and pairs that somebody found unrelated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class ResultTopic(Base):
    """A topic that whoever handed a result in ticked: a key of `bot.services.topics`."""

    __tablename__ = "result_topics"
    __table_args__ = (UniqueConstraint("result_id", "topic"),)

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"))
    topic: Mapped[str]


class Unrelated(Base):
    """That a person found two results not to belong together; they are not suggested again. `first_id` is smaller."""

    __tablename__ = "unrelated"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[Key]
    first_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
