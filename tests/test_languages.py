"""The whole way, walked once in each shipped language by people who read nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.languages import LOCALES
from bot.services.inbox import count_by_state
from models import Delivery, DeliveryKind, DeliveryState, InboxState
from tests.databases import Databases
from tests.speech import faults, label, utterances
from tests.tour import CLEANED, begin
from tests.tour.arriving import delete
from tests.tour.way import CHAPTERS


def _delivered(session: Session) -> set[tuple[str, str | None]]:
    sent = select(Delivery.kind, Delivery.locale).where(Delivery.state == DeliveryState.SENT)
    return {(kind, locale) for kind, locale in session.execute(sent)}


@pytest.mark.parametrize("locale", LOCALES)
async def test_the_whole_way_in_one_language(sqlite_databases: Databases, locale: str) -> None:
    async with begin(sqlite_databases.fresh(), locale) as tour:
        delivered = set()
        for chapter in CHAPTERS:
            await chapter(tour)
            # What is old is forgotten on the way.
            delivered |= tour.town.database.look(_delivered)
        await delete(tour)
        worked_off = tour.town.database.look(count_by_state)
        said, refused = utterances(tour.town.simulator), tour.town.simulator.refusals

    german = label("de", "Privacy in short")
    complaints = {fault for one in said if german not in one.shown for fault in faults(locale, one)}
    assert complaints == set()
    assert delivered == {(kind, locale) for kind in DeliveryKind}
    assert (set(worked_off), refused) == ({InboxState.DONE}, [])
    assert any(CLEANED in one.shown for one in said)


def test_a_label_that_no_catalog_knows_is_a_fault_of_the_test() -> None:
    with pytest.raises(KeyError):
        label("ar", "✅ Yes, I join in")
