"""What the tour does not lead to about the board and questions: two at once, nobody's name, many results, nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.i18n import use_locale
from bot.messages import OutgoingMessage, advice, conclusions, releases, replies
from bot.services.conclusions import Inspection
from bot.services.dossiers import Dossier
from bot.services.releases import ReleasedPage
from bot.services.standings import Standing
from models import Advice, Delivery, Release, Result, ResultState

_BERLIN = ZoneInfo("Europe/Berlin")
_NOW = datetime(2009, 10, 13, 8, 0, tzinfo=UTC)
_HOSTILE = '<b>&" مرحبا'


def _result() -> Result:
    result = Result(id=1, number="BIL-01", title=_HOSTILE, text=_HOSTILE, state=ResultState.SUBMITTED)
    result.submissions, result.fields, result.conclusions = [], [], []
    return result


def _inspection(release: Release | None, name: str = "") -> Inspection:
    said = (Advice(id=1, result_id=1, text=_HOSTILE, given_at=_NOW),)
    return Inspection(Standing(_result()), dossier=Dossier(release, name, said))


def _digest(locale: str, count: int) -> OutgoingMessage:
    with use_locale(locale):
        facts = {"results": [[number, f"BIL-{number:02}", _HOSTILE] for number in range(count)]}
        return releases.digest(Delivery(facts=facts), _BERLIN)


def board_said(locale: str) -> list[OutgoingMessage]:
    """Say it."""
    released = Release(id=1, result_id=1, released_at=_NOW)
    withdrawn = Release(id=1, result_id=1, released_at=_NOW, withdrawn_at=_NOW)
    seen = [_inspection(released), _inspection(released, _HOSTILE), _inspection(withdrawn)]
    return [
        *(conclusions.release_page(locale, one, _BERLIN, overtaken=late) for one in seen for late in (False, True)),
        *(_digest(locale, count) for count in (1, 9)),
        advice.opinions(locale, seen[0], 0, _BERLIN),
        releases.board(locale, ReleasedPage([], 0, 0)),
        replies.question_over(locale, _HOSTILE),
    ]
