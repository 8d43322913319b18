"""What a person needs in order to come: asked once, told to organisers as numbers only."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key


class NeedKind(StrEnum):
    """What there is to be had."""

    #: Into and from the language that the person chose.
    INTERPRETER = "interpreter"
    CHILDCARE = "childcare"
    #: Somebody to come along, or a way without steps.
    WAY = "way"


class Need(Base):
    """Something that a person needs whenever they come."""

    __tablename__ = "needs"
    __table_args__ = (UniqueConstraint("participant_id", "kind"),)

    id: Mapped[Key]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    kind: Mapped[NeedKind]
