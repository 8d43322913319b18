"""Who may do what with fact sheets, and with the plans and networks that results are linked to."""

from __future__ import annotations

from bot.callback_data import profiles, tags
from tests.rights.base import GONE, READERS, Action, World

#: Who writes: speakers of the groups behind a result, the steering group, coordinators; and who keeps the plans.
WRITERS, DESK = "PTC", "TC"


def profile_actions(world: World) -> list[Action]:
    """Return what is done with fact sheets."""
    show, some, one, every = profiles.ShowSheet, profiles.ListFields, profiles.WriteField, profiles.WriteFields
    old, paper, fields, mark = (
        profiles.ShowVersions,
        profiles.PrintSheet,
        profiles.ShowConcerned,
        profiles.MarkConcerned,
    )
    own, women = world.result, world.women
    return [
        Action("read a fact sheet", show(own), READERS, nowhere=show(GONE)),
        Action("list its fields", some(own), WRITERS, nowhere=some(GONE)),
        Action("begin a field", one(own, "goals"), WRITERS, acts=True, nowhere=one(GONE, "goals")),
        Action("begin what is open", every(own), WRITERS, nowhere=every(GONE)),
        Action("read earlier versions", old(own), READERS, nowhere=old(GONE)),
        Action("print a fact sheet", paper(own), READERS, nowhere=paper(GONE)),
        Action("look at concerned fields", fields(own), WRITERS, nowhere=fields(GONE)),
        Action("mark a field", mark(own, women, 1), WRITERS, acts=True, nowhere=mark(GONE, women, 1)),
    ]


def tag_actions(world: World) -> list[Action]:
    """Return what is done with plans and networks."""
    own, tag = world.result, world.tag
    show, links, link, tell = tags.ShowTag, tags.ShowLinks, tags.LinkTag, tags.TellContact
    return [
        Action("list plans", tags.ListTags(), DESK),
        Action("open a plan", show(tag), DESK, nowhere=show(GONE)),
        Action("look at a result's plans", links(own), DESK, nowhere=links(GONE)),
        Action("link a plan", link(own, tag, 1), DESK, acts=True, nowhere=link(own, GONE, 1)),
        Action("begin a plan", tags.AddTag(own), DESK, acts=True, nowhere=tags.AddTag(GONE)),
        Action("change a plan", tags.ChangeTag(tag), DESK, acts=True, nowhere=tags.ChangeTag(GONE)),
        Action("take the usual plans", tags.AddUsualTags(own), DESK, nowhere=tags.AddUsualTags(GONE)),
        Action("see whom to tell", tell(own, tag), DESK, nowhere=tell(GONE, tag)),
    ]
