"""Log lines carry neither what people typed nor who they are nor the token, not even in an exception."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.log import describe, set_up_logging

TOKEN = "123456789:AAHxyzAAHxyzAAHxyzAAHxyzAAHxyzAAH_x"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave logging as it was for the tests that follow."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


def _fail(text: str) -> None:
    raise ValueError(text)


def _caught(text: str) -> ValueError:
    try:
        _fail(text)
    except ValueError as error:
        return error
    raise AssertionError


def test_an_error_is_described_by_kind_and_place() -> None:
    description = describe(_caught("what Amal typed"))

    assert description.split(":")[0] == "ValueError at tests/test_log.py"


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert describe(ValueError("what Amal typed")) == "ValueError"


def test_log_lines_hold_no_text_of_an_exception_and_no_token(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(level="INFO", as_json=True)
    error = _caught(f"what Amal typed, {TOKEN}")

    structlog.get_logger().error("it.failed", exc_info=error)
    logging.getLogger("library").error("GET /bot%s/getMe failed", TOKEN, exc_info=error)

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["it.failed", "GET /bot<token>/getMe failed"]
    assert [line["error"].split(":")[0] for line in lines] == ["ValueError at tests/test_log.py"] * 2
    assert [name for line in lines for name in line if name not in {"event", "level", "timestamp", "error"}] == []


def test_info_of_chatty_libraries_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(level="DEBUG", as_json=True)

    logging.getLogger("httpx").info("HTTP Request: POST …")

    assert capsys.readouterr().err == ""
