"""What is said about finding a date where organisers come too late, and where dates have passed or suit nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.messages import OutgoingMessage, date_polls, date_votes, deliveries
from bot.services.date_polls import Count, Deed
from bot.services.date_votes import Ballot
from models import Body, BodyKind, DatePoll, DatePollState, DateProposal, Delivery, DeliveryKind

BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = '<b>&" مرحبا'
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
LATER = datetime(2009, 10, 27, 18, 0, tzinfo=UTC)


def date_polls_said(locale: str) -> list[OutgoingMessage]:
    """Say what the tour does not lead to."""
    poll = _poll()
    counts = [Count(poll, {}, 1, 1, deed=deed) for deed in (Deed.OVERTAKEN, Deed.PAST)]
    return [
        *(date_polls.standing(locale, count, BERLIN, NOW) for count in counts),
        date_polls.standing(locale, counts[0], BERLIN, LATER),
        date_votes.ballot(locale, Ballot(poll, frozenset(), answered=False), BERLIN, LATER),
        deliveries.render(locale, _complete(poll), BERLIN),
    ]


def _poll() -> DatePoll:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, emoji="🎓", place="")
    proposals = [DateProposal(id=1, starts_at=LATER)]
    state = DatePollState.OPEN
    return DatePoll(id=1, body=body, place=HOSTILE, state=state, asked_at=NOW, proposals=proposals)


def _complete(poll: DatePoll) -> Delivery:
    facts = {"poll": poll.id, "best": []}
    return Delivery(kind=DeliveryKind.DATE_POLL_ANSWERED, body=poll.body, facts=facts)
