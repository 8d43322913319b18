"""What the tour does not lead to about ideas: every state that one's own can be in, every place of a name."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.errors import NotInText
from bot.messages import OutgoingMessage, cleaning, deliveries, errors, idea_cards, ideas, own_ideas
from bot.services.left_names import Place, PlaceKind
from bot.services.own_ideas import OwnIdea
from bot.services.visitors import DialogueView
from models import (
    Body,
    BodyKind,
    Card,
    Delivery,
    DeliveryKind,
    Idea,
    IdeaState,
    MeasureState,
    Result,
    ResultState,
)

HOSTILE = '<b>&" مرحبا'
NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def _idea(text: str = "", *, confirmed: bool | None = None, **details: str) -> Idea:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, place="")
    idea = Idea(id=1, body_id=1, body=body, text=text, state=IdeaState.NEW, created_at=NOW, author_id=1, **details)
    if confirmed is not None:
        when = NOW if confirmed else None
        idea.card = Card(idea_id=1, sentence=HOSTILE, version=1, written_at=NOW, confirmed_at=when, objection=None)
    return idea


def _result(state: ResultState) -> Result:
    result = Result(id=1, number="BIL-01", title=HOSTILE, text=HOSTILE, state=state)
    result.conclusions = []
    return result


def _own() -> list[OwnIdea]:
    accepted, merged = _result(ResultState.ACCEPTED), _result(ResultState.MERGED)
    return [
        OwnIdea(_idea()),
        OwnIdea(_idea(voice_file_id="x")),
        OwnIdea(_idea(confirmed=False)),
        OwnIdea(_idea(HOSTILE, confirmed=True)),
        OwnIdea(_idea(HOSTILE), accepted, accepted, MeasureState.REVIEWED),
        OwnIdea(_idea(HOSTILE), merged, accepted, MeasureState.REVIEWED),
        OwnIdea(_idea(HOSTILE), accepted, accepted, MeasureState.RESOLVED),
    ]


def ideas_said(locale: str) -> list[OutgoingMessage]:
    """Return what is said about ideas in every state, and about names in every kind of place."""
    own, dialogue = _own(), DialogueView(1, "card", "sentence", {"text": HOSTILE})
    places = [{"kind": kind.value, "number": 1, "name": "BIL-01"} for kind in PlaceKind]
    left = [Delivery(kind=DeliveryKind.NAME_LEFT, facts={"places": places, "more": more}) for more in (1, 2)]
    return [
        *(own_ideas.listing(locale, page, 1) for page in ([], own[:6], own)),
        *(own_ideas.details(locale, one, 0, BERLIN) for one in own),
        *(ideas.details(locale, one.idea, BERLIN, speaks=True) for one in own),
        idea_cards.ask_sentence(locale, dialogue, _idea(confirmed=False)),
        idea_cards.over(locale),
        *(deliveries.render(locale, delivery, BERLIN) for delivery in left),
        cleaning.ask(locale, dialogue, Place(PlaceKind.IDEA, 1, "BIL", (HOSTILE,))),
        errors.sentence_for(locale, NotInText()),
        ideas.ask_group(locale, DialogueView(1, "idea", "group", {"photos": [{}, {}]}), []),
    ]
