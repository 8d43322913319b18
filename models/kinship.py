"""What may belong together: topics and words of results, and pairs that somebody found unrelated."""

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


class ResultTerm(Base):
    """A word's stem or meaning that a result speaks of (`bot.services.terms`): made from its text, for comparing."""

    __tablename__ = "result_terms"
    __table_args__ = (UniqueConstraint("result_id", "term"),)

    id: Mapped[Key]
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"))
    term: Mapped[str] = mapped_column(index=True)
    #: The first word that stands for it, as it was written.
    word: Mapped[str]
    in_title: Mapped[bool] = mapped_column(default=False)


class Unrelated(Base):
    """That a person found two results not to belong together; they are not suggested again. `first_id` is smaller."""

    __tablename__ = "unrelated"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[Key]
    first_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
