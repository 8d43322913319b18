"""Who may do what with releases, opinions of the advisory board, and answers to questions."""

from __future__ import annotations

from bot.callback_data import advice, releases, replies
from tests.rights.base import BOARD, GONE, SPEAKERS, STEERING, Action, World


def release_actions(world: World) -> list[Action]:
    """Return what is done with releases, opinions, questions."""
    release, withdraw, read = releases.ReleaseResult, releases.WithdrawRelease, releases.ReadReleased
    give, back, listed, answer = advice.GiveAdvice, advice.TakeAdviceBack, advice.ListAdvice, replies.AnswerQuestion
    own, shared, asked = world.result, world.released, world.asked
    return [
        Action("release", release(own, 0), STEERING, acts=True, nowhere=release(GONE, 0)),
        Action("withdraw", withdraw(world.release), STEERING, acts=True, nowhere=withdraw(GONE)),
        Action("read what is released", read(shared), BOARD, nowhere=read(GONE)),
        Action("read what is not released", read(own), "", nowhere=read(GONE)),
        Action("begin an opinion", give(shared), BOARD, acts=True, nowhere=give(GONE)),
        Action("begin an opinion on what is not released", give(own), "", nowhere=give(GONE)),
        Action("take an opinion back", back(world.advice), BOARD, acts=True, nowhere=back(GONE)),
        Action("list opinions", listed(shared, 0), STEERING, nowhere=listed(GONE, 0)),
        Action("begin an answer", answer(asked, world.question), SPEAKERS, acts=True, nowhere=answer(GONE, GONE)),
    ]
