"""The chapters in their order."""

from __future__ import annotations

from tests.tour import (
    Tour,
    agendas,
    arriving,
    calendars,
    coordinating,
    date_polls,
    group_chats,
    meetings,
    minutes,
    places,
    planning,
    quiet,
    results,
    series,
)


async def walk(tour: Tour) -> None:
    """Walk the whole way, up to the farewell."""
    await arriving.arrive(tour)
    await arriving.look_around(tour)
    await arriving.choose_a_name(tour)
    await arriving.join_and_leave(tour)
    await group_chats.connect_a_chat(tour)
    await meetings.plan_a_meeting(tour)
    await places.say_what_is_needed(tour)
    await places.fill_the_places(tour)
    await calendars.take_a_file(tour)
    await meetings.move_a_meeting(tour)
    await agendas.propose_topics(tour)
    await agendas.change_topics(tour)
    await results.hand_in_ideas(tour)
    await results.hand_in_results(tour)
    await results.stand_behind_a_result(tour)
    await agendas.meet_in_the_steering_group(tour)
    await results.conclude(tour)
    await results.summarize(tour)
    await coordinating.broadcast(tour)
    await coordinating.announce_an_event(tour)
    await coordinating.appoint(tour)
    await quiet.choose_quiet(tour)
    await quiet.see_what_goes_out(tour)
    await meetings.be_reminded(tour)
    await meetings.cancel_a_meeting(tour)
    await series.begin_and_end_a_series(tour)
    await calendars.take_out_what_was_cancelled(tour)
    await date_polls.find_a_date(tour)
    await date_polls.give_a_search_up(tour)
    await planning.plan_by_tapping(tour)
    await planning.change_the_place(tour)
    await planning.change_a_draft(tour)
    await planning.make_an_event_of_a_result(tour)
    await minutes.say_how_it_was(tour)
    await minutes.write_minutes(tour)
    await minutes.correct_minutes(tour)
    await quiet.ask_who_is_silent(tour)
    await group_chats.disconnect_it(tour)
