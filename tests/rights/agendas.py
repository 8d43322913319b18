"""Who may do what with agendas and with topics that somebody else proposed."""

from __future__ import annotations

from bot.callback_data import agendas
from tests.rights.base import GONE, ORGANISERS, Action, World

#: Members of the body, its speakers, coordinators.
_CONCERNED = "MPC"


def agenda_actions(world: World) -> list[Action]:
    """Return what is done with agendas."""
    meeting, topic, spoken = world.meeting, world.topic, world.spoken_topic
    show, propose, listed, papers = agendas.ShowAgenda, agendas.ProposeItem, agendas.ListItems, agendas.PrintAgenda
    open_, hear, write = agendas.ShowItem, agendas.ListenToItem, agendas.WriteItem
    keep, remove = agendas.KeepItem, agendas.RemoveItem
    return [
        Action("read an agenda", show(meeting), _CONCERNED, nowhere=show(GONE)),
        Action("propose a topic", propose(meeting), _CONCERNED, acts=True, nowhere=propose(GONE)),
        Action("list topics", listed(meeting), _CONCERNED, nowhere=listed(GONE)),
        Action("look at a topic", open_(topic), ORGANISERS, nowhere=open_(GONE)),
        Action("hear a topic", hear(spoken), ORGANISERS, nowhere=hear(GONE)),
        Action("write a topic", write(topic), ORGANISERS, acts=True, nowhere=write(GONE)),
        Action("keep a topic", keep(topic, 1), ORGANISERS, acts=True, nowhere=keep(GONE, 1)),
        Action("take a topic off", remove(topic), ORGANISERS, acts=True, nowhere=remove(GONE)),
        Action("print the agenda", papers(meeting, "agenda"), ORGANISERS, nowhere=papers(GONE, "agenda")),
        Action("print the sheet", papers(meeting, "sheet"), ORGANISERS, nowhere=papers(GONE, "sheet")),
    ]
