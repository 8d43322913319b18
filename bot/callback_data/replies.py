"""Button data: answers to questions of the steering group."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data.base import CallbackData


@dataclass(frozen=True)
class AnswerQuestion(CallbackData):
    """Begins the answer to a question about a result, which is one of its conclusions."""

    prefix = "answerq"
    result_id: int
    conclusion_id: int
