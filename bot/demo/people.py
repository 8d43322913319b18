"""The people of the demo's town: who they are, and how they come to be registered with their roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.messages.registration import PRIVACY_VERSION, notice_hash
from bot.services import bodies, links, planning, registration
from bot.services.registration import Agreement
from bot.services.visitors import find_visitor
from models import MembershipRole, Role


@dataclass(frozen=True)
class Character:
    """A person of the town: `language_code` is their app's, `locale` what they chose; none: not registered yet."""

    name: str
    about: str
    language_code: str
    locale: str | None = None
    groups: tuple[tuple[str, MembershipRole], ...] = ()
    role: Role | None = None


#: When AG Bildung meets next.
FIRST_MEETING = datetime(2009, 10, 27, 19, 0, tzinfo=ZoneInfo("Europe/Berlin"))
_MEMBER, _SPEAKER, _GUEST = MembershipRole.MEMBER, MembershipRole.SPEAKER, MembershipRole.GUEST

CHARACTERS = (
    Character("Amal", "neu in der Stadt, liest Arabisch", "ar"),
    Character("Viktor", "Aussiedler, liest Russisch, AG Bildung", "ru", "ru", (("BIL", _MEMBER),)),
    Character("Sabine", "Sprecherin der AG Bildung", "de", "de", (("BIL", _SPEAKER),)),
    Character("Ayşe", "Sprecherin der AG Begegnung, liest Türkisch", "tr", "tr", (("BEG", _SPEAKER),)),
    Character("Minh", "AG Bildung und AG Beruf, liest Einfaches Deutsch", "de", "de-simple",
              (("BIL", _MEMBER), ("BER", _MEMBER))),
    Character("Olena", "Gast im Gesprächskreis, liest Ukrainisch", "uk", "uk", (("GSP", _GUEST),)),
    Character("Grace", "Netzwerk Migration, liest Englisch", "en", "en", (("NET", _MEMBER),)),
    Character("Jonas", "Steuergruppe", "de", "de", (("STG", _MEMBER),)),
    Character("Hatice", "Steuergruppe, liest Türkisch", "tr", "tr", (("STG", _MEMBER),)),
    Character("Dr. Berger", "Beirat", "de", "de", (("BEI", _MEMBER),)),
    Character("Herr Weber", "Integrationsbeauftragter: koordiniert", "de", "de", (), Role.COORDINATOR),
    Character("Frau Krüger", "vertritt Herrn Weber", "de", "de", (), Role.DEPUTY),
)  # fmt: skip


def register(session: Session, telegram_id: int, character: Character, *, now: datetime) -> int:
    """Register a character with consent, name, groups and role, and return the participant's number."""
    assert character.locale is not None
    agreement = Agreement(PRIVACY_VERSION, notice_hash(character.locale, PRIVACY_VERSION), character.locale)
    participant_id = registration.register(session, telegram_id, agreement, now=now)
    registration.choose_name(session, character.name, acting=participant_id)
    for code, role in character.groups:
        body = bodies.find_by_code(session, code)
        assert body is not None
        bodies.give_membership(session, participant_id, body.id, role, now=now)
    if character.role is not None:
        links.redeem(session, links.create_link(session, role=character.role, now=now), acting=participant_id, now=now)
    return participant_id


def plan_first_meeting(session: Session, speaker: int, *, timezone: ZoneInfo, now: datetime) -> None:
    """Let the speaker with this Telegram number plan the first meeting of AG Bildung: its members are invited."""
    body, visitor = bodies.find_by_code(session, "BIL"), find_visitor(session, speaker)
    assert body is not None
    assert visitor is not None
    acting = visitor.participant_id
    planning.plan(session, body.id, FIRST_MEETING, body.place, timezone=timezone, acting=acting, now=now)
