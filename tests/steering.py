"""A town whose steering group has work: groups, people in every role, and two results, one of them named by both."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from models import BodyKind, MembershipRole, Priority, Role
from tests.factories import create_body, create_membership, create_participant, create_result, grant_role
from tests.towns import Resident, Town

#: Who is what: the code of the body and the role in it.
PEOPLE = {
    "Petra": ("STG", MembershipRole.MEMBER),
    "Sabine": ("STG", MembershipRole.SPEAKER),
    "Gül": ("STG", MembershipRole.GUEST),
    "Bernd": ("BEI", MembershipRole.MEMBER),
    "Amal": ("BIL", MembershipRole.MEMBER),
    "Mehmet": ("BIL", MembershipRole.MEMBER),
    "Olga": ("IKB", MembershipRole.SPEAKER),
    "Darya": ("GES", MembershipRole.GUEST),
}
BODIES = {
    "BIL": ("Bildung", BodyKind.WORKING_GROUP, "Education"),
    "IKB": ("Begegnung", BodyKind.WORKING_GROUP, "Encounter"),
    "STG": ("Steuergruppe", BodyKind.STEERING_GROUP, None),
    "BEI": ("Beirat", BodyKind.ADVISORY_BOARD, None),
    "GES": ("Gesprächskreis", BodyKind.CIRCLE, None),
}

#: What the bot says of it.
MOTHERS = (
    "BIL-01 · Stadtteilmütter\n\nMütter besuchen Familien.\n\n"
    "named by 2 groups, 2 times high\n• AG Bildung (Education): High\n• AG Begegnung (Encounter): High\n\n"
    "Concerns: AG Bildung (Education) and AG Begegnung (Encounter)\n\nState: handed in"
)
FESTIVAL = (
    "IKB-01 · Begegnungsfest\n\nEin <Fest> für alle.\n\n"
    "named by 1 group, 0 times high\n• AG Begegnung (Encounter): Not stated\n\n"
    "Concerns: AG Begegnung (Encounter)\n\nState: handed in"
)
TOLD_LATER = "The groups and authors will be told in a few minutes."
FOR_MEMBERS = "You get this because you are in a group that handed it in."
NOT_HERE = "That is not available here. /help shows what is possible."


@dataclass
class Steered:
    """The numbers of what was created: bodies by code, participants by name, results by number."""

    bodies: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    results: dict[str, int] = field(default_factory=dict)


def create_steered(session: Session, telegram_ids: dict[str, int] | None = None) -> Steered:
    """Create it all; Klaus coordinates and belongs to no body, Amal typed in the first result."""
    made = Steered()
    for code, (name, kind, english) in BODIES.items():
        numbered = 1 if kind is BodyKind.WORKING_GROUP else 0
        made.bodies[code] = create_body(session, code, name, kind, english=english, result_count=numbered)
    for name, (code, role) in PEOPLE.items():
        made.people[name] = create_participant(session, (telegram_ids or {}).get(name), display_name=name)
        create_membership(session, made.people[name], made.bodies[code], role)
    made.people["Klaus"] = create_participant(session, (telegram_ids or {}).get("Klaus"))
    grant_role(session, made.people["Klaus"], Role.COORDINATOR)
    education, encounter = made.bodies["BIL"], made.bodies["IKB"]
    both = {education: Priority.HIGH, encounter: Priority.HIGH}
    made.results["BIL-01"] = create_result(
        session,
        "BIL-01",
        "Stadtteilmütter",
        both,
        fields=[education, encounter],
        text="Mütter besuchen Familien.",
        author_id=made.people["Amal"],
    )
    made.results["IKB-01"] = create_result(
        session, "IKB-01", "Begegnungsfest", {encounter: None}, fields=[encounter], text="Ein <Fest> für alle."
    )
    return made


async def steered(town: Town) -> tuple[Steered, dict[str, Resident]]:
    """Settle these people in `town`, each with the bot's chat open."""
    residents = {name: town.resident(name, "en") for name in [*PEOPLE, "Klaus"]}
    made = town.database.transact(create_steered, {name: resident.id for name, resident in residents.items()})
    for resident in residents.values():
        await resident.opens()
    return made, residents
