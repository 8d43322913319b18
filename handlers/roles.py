"""Roles: a coordinator makes one-time links; redeeming them is arriving (`handlers.arrival`)."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from telegram import Update
from telegram.helpers import create_deep_linked_url

from bot.callback_data.base import CallbackData
from bot.callback_data.roles import ChooseSpokenFor, GiveMembership, GiveRole
from bot.context import BotContext
from bot.errors import Outdated
from bot.messages import roles as messages
from bot.services import bodies, links
from handlers.choices import opened_page
from handlers.routing import Handler
from models import MembershipRole, Role

Choice = TypeVar("Choice", bound=StrEnum)


async def appoint(update: Update, context: BotContext) -> None:
    """Ask which role is to be given."""
    listed = await context.database.read(bodies.list_for_coordination, acting=context.acting)
    await context.show(messages.choices(context.locale, listed, opened_page(context)))


async def choose_body(update: Update, context: BotContext) -> None:
    """Ask which body somebody is to speak for."""
    page = ChooseSpokenFor.parse(context.pressed).page
    listed = await context.database.read(bodies.list_for_coordination, acting=context.acting)
    await context.show(messages.ask_body(context.locale, listed, page))


async def give_role(update: Update, context: BotContext) -> None:
    """Make a link that gives a role over the town."""
    role = _one_of(Role, GiveRole.parse(context.pressed).role)
    now = context.now()
    payload = await context.database.run(links.appoint, role=role, acting=context.acting, now=now)
    url = create_deep_linked_url(context.bot.username, payload)
    await context.show(messages.role_link(context.locale, url, role, now + links.LIFETIME, context.settings.timezone))


async def give_membership(update: Update, context: BotContext) -> None:
    """Make a link that gives a role within a body."""
    data = GiveMembership.parse(context.pressed)
    role, now = _one_of(MembershipRole, data.role), context.now()
    payload = await context.database.run(
        links.appoint, body_id=data.body_id, membership_role=role, acting=context.acting, now=now
    )
    body = await context.database.read(bodies.get_active, data.body_id)
    url, expires_at = create_deep_linked_url(context.bot.username, payload), now + links.LIFETIME
    await context.show(messages.membership_link(context.locale, url, body, role, expires_at, context.settings.timezone))


def _one_of(kinds: type[Choice], value: str) -> Choice:
    """Return the choice that a button carries.

    Raises:
        Outdated: there is no such choice.
    """
    try:
        return kinds(value)
    except ValueError:
        raise Outdated from None


#: Buttons: each kind of data has one taker.
BUTTONS: dict[type[CallbackData], Handler] = {
    GiveRole: give_role,
    ChooseSpokenFor: choose_body,
    GiveMembership: give_membership,
}
