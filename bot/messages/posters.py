"""Posters: what hangs on a wall in one language, around the code that leads to the bot."""

from __future__ import annotations

from bot.i18n import _
from bot.messages import spoken
from bot.messages.formats import plain_body_name
from models import Body, BodyKind


@spoken
def headline(body: Body) -> str:
    """Return the body's name as a poster's headline, plain text."""
    return plain_body_name(body)


@spoken
def call(body: Body) -> str:
    """Return what the poster asks for, plain text."""
    if body.kind is BodyKind.CIRCLE:
        return _("Scan the code and hear of every meeting, in your language.")
    return _("Scan the code and take part, in your language.")
