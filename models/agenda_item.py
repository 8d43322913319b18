"""What is to be talked about at a body's meetings, beyond the standard frame."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.body import Body


class AgendaItem(Base):
    """An item that somebody proposed; it waits for the body's next meeting."""

    __tablename__ = "agenda_items"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"), index=True)
    #: The meeting at which it was dealt with; none while it waits.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"), index=True)
    #: None once the person has deleted their data.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(default="")
    #: Telegram's reference to a recording; dropped once somebody wrote it down.
    voice_file_id: Mapped[str | None]
    #: On every agenda of the body, not only the next one.
    standing: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    body: Mapped[Body] = relationship(lazy="joined")
