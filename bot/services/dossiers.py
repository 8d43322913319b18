"""What has gathered beside a result: its release to the advisory board, the board's opinions, questions and answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services.ways import way_of
from models import Advice, Body, Conclusion, ConclusionKind, Consultation, Participant, Release, Reply, Result


@dataclass(frozen=True)
class Exchange:
    """A question of the steering group with the groups' answers, in their order."""

    question: Conclusion
    answers: tuple[tuple[Body, Reply], ...]


@dataclass(frozen=True)
class Dossier:
    """What the steering group sees beside a result."""

    #: The newest release, withdrawn or not.
    newest: Release | None = None
    #: Who released it, as they want to be called; nothing where they have no name or are gone.
    releaser: str = ""
    #: Newest first.
    advices: tuple[Advice, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    #: Its way through the council, or that of what it was joined to.
    way: tuple[Consultation, ...] = ()

    @property
    def release(self) -> Release | None:
        """The release that counts."""
        return self.newest if self.newest is not None and self.newest.withdrawn_at is None else None

    @property
    def seen(self) -> int:
        """What a button carries to tell whether anything was released since: the newest release's number, or 0."""
        return self.newest.id if self.newest is not None else 0


NO_DOSSIER = Dossier()


def open_dossier(session: Session, result: Result) -> Dossier:
    """Return all that stands beside a result; who may see it is decided by who asks for it."""
    newest = find_newest_release(session, result.id)
    person = session.get(Participant, newest.released_by) if newest is not None and newest.released_by else None
    return Dossier(
        newest,
        person.display_name if person else "",
        list_advices(session, result.id),
        list_exchanges(session, result),
        tuple(way_of(session, [result.id]).get(result.id, ())),
    )


def find_newest_release(session: Session, result_id: int) -> Release | None:
    """Return the newest release of a result, withdrawn or not."""
    statement = select(Release).where(Release.result_id == result_id).order_by(Release.id.desc()).limit(1)
    return session.scalar(statement.execution_options(populate_existing=True))


def list_advices(session: Session, result_id: int) -> tuple[Advice, ...]:
    """Return the board's opinions on a result, newest first."""
    return tuple(session.scalars(select(Advice).where(Advice.result_id == result_id).order_by(Advice.id.desc())))


def list_exchanges(session: Session, result: Result) -> tuple[Exchange, ...]:
    """Return the question that is open, and those that were answered, oldest first."""
    questions = [one for one in result.conclusions if one.kind is ConclusionKind.QUERY]
    statement = select(Body, Reply).join(Reply, Reply.body_id == Body.id).order_by(Reply.id)
    found = session.execute(statement.where(Reply.conclusion_id.in_([one.id for one in questions]))).all()
    talks = [Exchange(one, tuple((b, r) for b, r in found if r.conclusion_id == one.id)) for one in questions]
    return tuple(talk for talk in talks if talk.answers or talk.question is result.conclusions[-1])
