"""What buttons carry comes back as it was, or not at all."""

import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.callback_data as room
from bot.callback_data.base import LIMIT, CallbackData
from bot.callback_data.bodies import JoinBody
from bot.callback_data.registration import Agree, PickLanguage
from bot.errors import Outdated


def _kinds() -> list[type[CallbackData]]:
    for module in pkgutil.iter_modules(room.__path__):
        importlib.import_module(f"bot.callback_data.{module.name}")
    return CallbackData.__subclasses__()


def test_packed_and_parsed_it_is_the_same() -> None:
    assert Agree.parse(Agree("ar", "1", "BIL-ar").pack()) == Agree("ar", "1", "BIL-ar")
    assert JoinBody(7).pack() == "join:7"


def test_no_two_kinds_share_a_prefix() -> None:
    prefixes = [kind.prefix for kind in _kinds()]

    assert sorted(prefixes) == sorted(set(prefixes))


@pytest.mark.parametrize(
    "data", ["join", "join:", "join:x", "join:-1", "join:1:2", "join:1.5", "join:²", f"join:{2**60}", "leave:1", ""]
)
def test_what_no_button_of_ours_carries_is_outdated(data: str) -> None:
    with pytest.raises(Outdated):
        JoinBody.parse(data)


@given(st.text(max_size=80))
def test_any_text_is_parsed_or_outdated(data: str) -> None:
    for kind in _kinds():
        try:
            parsed = kind.parse(data)
        except Outdated:
            continue
        assert parsed.prefix == data.split(":", maxsplit=1)[0]


def test_too_much_for_a_button_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="lang"):
        PickLanguage("de", "x" * LIMIT).pack()
