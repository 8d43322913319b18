"""A city's own template of a council paper: ours can be used, and what cannot is told in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.__main__ import main
from bot.documents.council_paper import TEMPLATE
from bot.documents.paper_template import UnusableTemplate, check_template


def _without_facts(document: Any) -> None:
    for control in list(document.element.body.iter(qn("w:sdt"))):
        if control.find(f".//{qn('w:tag')}").get(qn("w:val")) == "mw:facts":
            control.getparent().remove(control)


def _with_coat_of_arms(document: Any) -> None:
    document.sections[0].header.add_paragraph("Wappen")


def _with_unknown_name(document: Any) -> None:
    document.add_paragraph("{{ mayor }}")


def _with_unfinished_loop(document: Any) -> None:
    document.add_paragraph("{%p for a in stations %}")


def _with_dangerous_call(document: Any) -> None:
    document.add_paragraph("{{ ''.__class__.__mro__ }}")


def changed(change: Callable[[Any], None], folder: Path) -> Path:
    document = Document(str(TEMPLATE))
    change(document)
    path = folder / "vorlage.docx"
    document.save(str(path))
    return path


def reason_against(template: Path) -> str:
    with pytest.raises(UnusableTemplate) as refused:
        check_template(template)
    return str(refused.value)


def test_ours_can_be_used_and_so_can_one_with_a_coat_of_arms(tmp_path: Path) -> None:
    check_template(TEMPLATE)
    check_template(changed(_with_coat_of_arms, tmp_path))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_without_facts, "a content control with the tag mw:facts is missing or holds more than its text"),
        (_with_unknown_name, "'mayor' is undefined"),
        (_with_dangerous_call, "access to attribute '__class__' of 'str' object is unsafe."),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[Any], None], reason: str, tmp_path: Path) -> None:
    assert reason_against(changed(change, tmp_path)) == reason


def test_an_unfinished_loop_is_told(tmp_path: Path) -> None:
    assert reason_against(changed(_with_unfinished_loop, tmp_path)).startswith("Unexpected end of template.")


def test_no_word_file_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vorlage.docx"
    path.write_text("Vorlage")
    monkeypatch.setenv("PAPER_TEMPLATE", str(path))
    monkeypatch.setenv("BOT_TOKEN", "1:A")

    code = main(["run"])

    assert (code, capsys.readouterr().err) == (
        1,
        f"PAPER_TEMPLATE {path} is no usable template: File is not a zip file.\n",
    )
