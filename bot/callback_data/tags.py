"""Button data: plans and networks that results are linked to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class ListTags(CallbackData):
    """Lists the plans, page by page."""

    prefix = "tags"
    page: int = 0


@dataclass(frozen=True)
class ShowTag(CallbackData):
    """Shows a plan with a page of what is linked to it."""

    prefix = "tag"
    tag_id: int
    page: int = 0


@dataclass(frozen=True)
class ShowLinks(CallbackData):
    """Shows a page of the plans that a result may be linked to."""

    prefix = "links"
    result_id: int
    page: int = 0


@dataclass(frozen=True)
class LinkTag(CallbackData):
    """Links a result to a plan (`linked` is 1) or no longer (0); the page stays open."""

    prefix = "link"
    result_id: int
    tag_id: int
    linked: int
    page: int = 0


@dataclass(frozen=True)
class AddTag(CallbackData):
    """Asks for a new plan, to be linked to a result unless that is 0."""

    prefix = "tagnew"
    result_id: int


@dataclass(frozen=True)
class ChangeTag(CallbackData):
    """Asks for name and contact of a plan anew."""

    prefix = "tagedit"
    tag_id: int


@dataclass(frozen=True)
class AddUsualTags(CallbackData):
    """Takes the usual plans over, and shows those of a result, or all where that is 0."""

    prefix = "tagusual"
    result_id: int


@dataclass(frozen=True)
class TellContact(CallbackData):
    """Shows whom to tell that a result is linked to a plan, and in which words."""

    prefix = "tagtell"
    result_id: int
    tag_id: int
