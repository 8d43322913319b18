"""Every command at once: registered, described in every language, in the menus and in the help text."""

import asyncio
import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import handlers
from bot.languages import LANGUAGES, LOCALES
from bot.messages.commands import COMMANDS, Audience, description, help_text, menu_commands
from bot.services.visitors import Hat, Visitor
from models import BodyKind, InboxState, InboxUpdate, MembershipRole
from tests.towns import Town

LISTED = re.compile(r"^[\u200f\u2066]*/(\w+)\u2069? –", re.MULTILINE)
EVERYONE = Visitor(1, 1, "", "en", (), is_coordinator=False, dialogue=None)
HATS = (
    Hat(1, BodyKind.STEERING_GROUP, MembershipRole.MEMBER),
    Hat(2, BodyKind.WORKING_GROUP, MembershipRole.SPEAKER),
    Hat(3, BodyKind.ADVISORY_BOARD, MembershipRole.MEMBER),
)
ALL_HATS = Visitor(1, 1, "", "en", HATS, is_coordinator=True, dialogue=None)


def _states(session: Session) -> set[InboxState]:
    return set(session.scalars(select(InboxUpdate.state)))


def test_no_name_twice_and_every_one_has_its_page() -> None:
    names = [command.name for command in COMMANDS]

    assert sorted(names) == sorted(set(names))
    assert set(names) == set(handlers.PAGES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_is_described_within_telegrams_limits(locale: str) -> None:
    commands = menu_commands(locale, COMMANDS)

    assert [re.fullmatch(r"[a-z0-9_]{1,32}", command.command) is not None for command in commands] == [True] * len(
        COMMANDS
    )
    assert [command.command for command in commands if not 3 <= len(command.description) <= 256] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_is_in_the_help_of_those_who_may(locale: str) -> None:
    shown = re.findall(r"^[\u200f\u2066]*/(\w+)\u2069? –", help_text(locale, ALL_HATS, "").text, re.MULTILINE)
    shown_to_everyone = re.findall(
        r"^[\u200f\u2066]*/(\w+)\u2069? –", help_text(locale, EVERYONE, "").text, re.MULTILINE
    )

    assert shown == [command.name for command in COMMANDS]
    assert shown_to_everyone == [
        command.name for command in COMMANDS if command.audience in {Audience.EVERYONE, Audience.REGISTERED}
    ]


@pytest.mark.parametrize("command", ["/mydata", "/help@{username}", "/start i-secret"])
async def test_a_command_in_a_group_is_answered_to_the_person_alone(town: Town, command: str) -> None:
    amal, boris = town.resident("Amal", "en"), town.resident("Boris", "en")
    await amal.registers("English", "✅ Yes, I take part")
    group = town.simulator.add_group("Gesprächskreis", members=[amal.person, boris.person])
    await town.settle()
    greeting = list(group.messages)

    for person in (amal, boris):
        group.say(person.person, command.format(username=town.simulator.bot.username))
    heard = await amal.hears()

    assert heard == ["That is not available here. /help shows what is possible."]
    said = [number for number, message in group.messages.items() if message.from_bot]
    assert [number for number in said if number not in greeting] == []
    assert town.database.look(_states) == {InboxState.DONE}


def test_the_towns_contact_is_text_and_no_markup() -> None:
    assert "Amt &amp; Büro &lt;amt@example.org&gt;" in help_text("en", None, "Amt & Büro <amt@example.org>").text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_description_fits(locale: str) -> None:
    text = description(locale, "Integrationskonzept für Coburg")

    assert 100 < len(text) < 512
    assert "Integrationskonzept für Coburg" in text


async def test_the_general_menu_speaks_every_two_letter_language(town: Town) -> None:
    general = [command for command in COMMANDS if command.audience in {Audience.EVERYONE, Audience.REGISTERED}]
    languages = [language.locale for language in LANGUAGES if len(language.locale) == 2]
    expected = {
        locale: [(one.command, one.description) for one in menu_commands(locale, general)] for locale in languages
    }

    async with asyncio.timeout(10):
        while town.resident(languages[-1], languages[-1]).person.commands() != expected[languages[-1]]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    assert {locale: town.resident(locale, locale).person.commands() for locale in languages} == expected


def test_no_two_dialogues_share_a_kind() -> None:
    kinds = [spec.kind for spec in handlers.DIALOGUES]

    assert sorted(set(kinds)) == sorted(kinds)
