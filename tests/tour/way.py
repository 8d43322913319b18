"""The chapters in their order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.tour import (
    Tour,
    agendas,
    arriving,
    board,
    calendars,
    cards,
    consultations,
    coordinating,
    date_polls,
    facts,
    group_chats,
    kinship,
    measures,
    meetings,
    minutes,
    paper_files,
    papers,
    places,
    planning,
    profiles,
    quiet,
    results,
    series,
)

Chapter = Callable[[Tour], Awaitable[None]]

#: The whole way, up to the farewell.
CHAPTERS: tuple[Chapter, ...] = (
    arriving.arrive,
    arriving.look_around,
    arriving.choose_a_name,
    arriving.join_and_leave,
    group_chats.connect_a_chat,
    meetings.plan_a_meeting,
    places.say_what_is_needed,
    places.fill_the_places,
    calendars.take_a_file,
    meetings.move_a_meeting,
    agendas.propose_topics,
    agendas.change_topics,
    results.hand_in_ideas,
    results.hand_in_results,
    cards.write_ideas_down,
    cards.write_ones_own_down,
    results.stand_behind_a_result,
    kinship.hand_in_something_similar,
    kinship.decide_what_belongs_together,
    agendas.meet_in_the_steering_group,
    results.conclude,
    results.summarize,
    facts.write_figures_down,
    facts.write_the_course_down,
    facts.measure,
    profiles.fill_a_fact_sheet,
    profiles.correct_every_field,
    profiles.write_at_once,
    profiles.link_plans,
    papers.draft_a_paper,
    papers.write_it_together,
    papers.finish_it,
    consultations.go_through_the_council,
    consultations.correct_a_record,
    board.answer_a_question,
    coordinating.broadcast,
    coordinating.announce_an_event,
    coordinating.appoint,
    quiet.choose_quiet,
    quiet.see_what_goes_out,
    board.release_results,
    board.advise,
    meetings.be_reminded,
    meetings.cancel_a_meeting,
    series.begin_and_end_a_series,
    calendars.take_out_what_was_cancelled,
    date_polls.find_a_date,
    date_polls.give_a_search_up,
    planning.plan_by_tapping,
    planning.change_the_place,
    planning.change_a_draft,
    planning.make_an_event_of_a_result,
    minutes.say_how_it_was,
    minutes.write_minutes,
    minutes.correct_minutes,
    quiet.ask_who_is_silent,
    measures.run_a_measure,
    paper_files.send_a_paper_back,
    group_chats.disconnect_it,
    cards.take_a_name_out,
)


async def walk(tour: Tour) -> None:
    """Walk the whole way."""
    for chapter in CHAPTERS:
        await chapter(tour)
