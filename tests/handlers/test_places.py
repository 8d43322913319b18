"""How many come, as organisers say and read it: places, people on paper, numbers of what is needed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.services import attendances, needs
from models import Meeting, MembershipRole
from models.database import Database
from tests.factories import create_body, create_meeting, create_membership, create_participant
from tests.towns import Resident, Town, local

PLACE = "Pestalozzischule, Seminargäßchen 3, 96450 Coburg"
CARD = f"Meeting: AG Bildung\n📅 Tuesday, 27.10.2009, 19:00\n📍 {PLACE}"
NUMBER = "Please write a number, like this: 12"
NOT_HERE = ["That is not available here. /help shows what is possible."]


class Group:
    """AG Bildung with a meeting; Fatma speaks for it, Amal is a member."""

    def __init__(self, town: Town) -> None:
        self.database: Database = town.database
        self.fatma, self.amal = town.resident("Fatma", "en"), town.resident("Amal", "en")
        self.body = town.database.transact(create_body, place=PLACE)
        self.meeting = town.database.transact(create_meeting, self.body, local(27, 10, 2009, 19), place=PLACE)
        self.join(self.fatma, MembershipRole.SPEAKER)
        self.join(self.amal)
        self.now = town.clock.now()

    @classmethod
    async def found(cls, town: Town) -> Group:
        """Found the group; both have opened the chat."""
        group = cls(town)
        await group.fatma.opens()
        await group.amal.opens()
        return group

    def join(self, resident: Resident, role: MembershipRole = MembershipRole.MEMBER) -> None:
        self.member(resident.id, role=role)

    def member(self, telegram_id: int, locale: str = "en", role: MembershipRole = MembershipRole.MEMBER) -> int:
        person = self.database.transact(create_participant, telegram_id, locale)
        self.database.transact(create_membership, person, self.body, role)
        return person

    def come(self, person: int, guests: int = 0, *kinds: str) -> None:
        bring = attendances.bring_guests
        self.database.transact(bring, self.meeting, 0, guests, acting=person, now=self.now)
        for kind in kinds:
            self.database.transact(needs.state, kind, needed=True, acting=person)

    def look(self) -> Meeting:
        return self.database.look(_meeting, self.meeting)


def _meeting(session: Session, number: int) -> Meeting:
    return session.get_one(Meeting, number)


async def test_three_on_paper_take_two_taps_and_one_message(town: Town) -> None:
    group = await Group.found(town)
    group.come(group.member(800_001), 2)
    await group.fatma.says("/plan")

    await group.fatma.presses("✏️ 27.10. AG Bildung")
    asked = await group.fatma.presses("📄 On paper")
    saved = await group.fatma.says("3 Zusagen auf Papier")

    assert asked[0].splitlines()[0].startswith("📄 How many people said on paper")
    assert saved[0].splitlines()[:2] == ["✅ Saved.", ""]
    assert "👥 Expected: 6 (1 ✅ + 2 guests + 3 on paper)" in saved[0]
    assert group.look().paper_count == 3


async def test_what_was_said_on_paper_for_a_date_is_not_taken_for_another_one(town: Town) -> None:
    group = await Group.found(town)
    klaus = town.resident("Klaus", "en")
    group.join(klaus, MembershipRole.SPEAKER)
    await klaus.opens()
    await group.fatma.forges(f"paper:{group.meeting}")
    await klaus.forges(f"move:{group.meeting}")
    await klaus.presses("Take 28.10.2009 19:00")
    await group.fatma.hears()

    asked = await group.fatma.says("3")
    before = group.look().paper_count
    await group.fatma.says("2")

    assert asked[0].splitlines()[0].startswith("📄 How many people said on paper")
    assert "Wednesday, 28.10.2009, 19:00" in asked[0]
    assert (before, group.look().paper_count) == (0, 2)


async def test_a_number_in_other_digits_is_a_number_and_anything_else_is_asked_again(town: Town) -> None:
    group = await Group.found(town)
    await group.fatma.forges(f"room:{group.meeting}")

    refused = [await group.fatma.says(text) for text in ("many", "3 or 4", "-2", "0", "99999")]
    saved = await group.fatma.says("٢٠")

    assert [heard[0] for heard in refused] == [NUMBER] * 5
    assert "🪑 Places: 20, free: 20" in saved[0]
    assert group.look().capacity == 20


async def test_places_are_limited_and_the_limit_is_taken_away(town: Town) -> None:
    group = await Group.found(town)
    group.come(group.member(800_001), 1)
    await group.fatma.forges(f"planned:{group.meeting}")
    await group.fatma.presses("👥 Places")
    limited = await group.fatma.says("2")
    group.come(group.member(800_002))
    await group.fatma.presses("🗓 To the meeting")
    details = group.fatma.screen

    await group.fatma.presses("👥 Places")
    freed = await group.fatma.presses("♾ No limit")

    assert "🪑 Places: 2, free: 0" in limited[0]
    assert "🪑 Places: 2, free: 0\n⏳ Waiting for a place: 1" in details
    assert "✅ Coming: 2" in freed[0]
    assert "🪑" not in freed[0]
    assert group.look().capacity is None


async def test_organisers_read_numbers_of_what_is_needed_in_their_language_and_no_names(town: Town) -> None:
    group = await Group.found(town)
    for number, locale in enumerate(["ar", "ar", "tr", "de-simple"], 800_001):
        group.come(group.member(number, locale), 0, "interpreter")
    group.come(group.member(800_009), 0, "childcare", "way")

    await group.fatma.forges(f"planned:{group.meeting}")

    needed = "🗣 Interpreter: Arabic 2, Einfaches Deutsch 1, Turkish 1 · 👶 Childcare: 1 · 🧭 Help with the way: 1"
    assert group.fatma.screen.splitlines()[-1] == needed


async def test_members_neither_limit_places_nor_count_paper(town: Town) -> None:
    group = await Group.found(town)

    heard = [await group.amal.forges(f"{what}:{group.meeting}") for what in ("room", "paper")]

    assert heard == [NOT_HERE, NOT_HERE]


async def test_a_meeting_that_begins_meanwhile_ends_the_question(town: Town) -> None:
    group = await Group.found(town)
    await group.fatma.forges(f"room:{group.meeting}")
    await town.move_to(local(27, 10, 2009, 19))
    await group.fatma.hears()

    heard = await group.fatma.says("20")

    assert heard[0] == NOT_HERE[0]
    assert group.look().capacity is None
