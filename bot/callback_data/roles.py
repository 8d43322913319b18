"""Button data: one-time links that give roles."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class GiveRole(CallbackData):
    """Makes a link that gives a role over the town: `role` is a value of `models.Role`."""

    prefix = "role"
    role: str


@dataclass(frozen=True)
class ChooseSpokenFor(CallbackData):
    """Asks which body the link's holder is to speak for, page by page."""

    prefix = "spokenfor"
    page: int = 0


@dataclass(frozen=True)
class GiveMembership(CallbackData):
    """Makes a link that gives a role within a body: `role` is a value of `models.MembershipRole`."""

    prefix = "hat"
    body_id: int
    role: str
