"""What the tour does not lead to about what belongs together: every kind of reason, and none."""

from __future__ import annotations

from bot.messages import OutgoingMessage, kinship, searching
from bot.services.likeness import Likeness
from bot.services.searching import Found
from bot.services.topics import Topic
from models import Body, BodyKind, Result, ResultState, Submission

HOSTILE = '<b>&" مرحبا'


def _result(number: int) -> Result:
    body = Body(id=1, kind=BodyKind.WORKING_GROUP, code="BIL", name=HOSTILE, short_name=HOSTILE, place="")
    result = Result(id=number, number=f"BIL-{number:02}", title=HOSTILE, text=HOSTILE, state=ResultState.SUBMITTED)
    result.submissions, result.fields = [Submission(body=body, body_id=1, priority=None)], [body]
    return result


def kinship_said(locale: str) -> list[OutgoingMessage]:
    """Return two comparisons: of results with everything and nothing in common, and one page of many results."""
    everything = Likeness(1.0, ((HOSTILE, "Fest"),), frozenset(Topic), frozenset({1}))
    compared = [kinship.comparison(locale, _result(1), _result(2), like, 0) for like in (everything, Likeness(0.0))]
    return [*compared, searching.found(locale, Found(HOSTILE, [_result(1)], 9, steers=False))]
