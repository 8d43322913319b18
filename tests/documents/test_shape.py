"""Within a section what looks like a heading stands out; sentences, points of a list and single lines do not."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.documents.council_paper import LEAD_STYLE, TEMPLATE, write_paper
from models import PaperSection
from tests.documents.test_council_paper import paper, section_of


@pytest.mark.parametrize(
    ("text", "leading"),
    [
        ("Anlass\nDer Stadtrat hat beschlossen.", ["Anlass"]),
        ("Eine Zeile", []),
        ("Ein Satz.\nNoch ein Satz.", []),
        ("1. Punkt\n2. Punkt", []),
        ("• Punkt\n• Punkt", []),
        ("Vorweg.\nMehr.\n\nBIL-01 „Stadtteilmütter“\nMütter besuchen Familien.", ["BIL-01 „Stadtteilmütter“"]),
        (f"{'x' * 81}\nMehr", []),
    ],
)
def test_what_looks_like_a_heading_stands_out(text: str, leading: list[str]) -> None:
    document = Document(io.BytesIO(write_paper(paper({PaperSection.FACTS: text}), TEMPLATE)))
    style = document.styles[LEAD_STYLE].style_id

    found = [one for one in section_of(document, PaperSection.FACTS).iter(qn("w:p")) if one.style == style]

    assert ["".join(text.text for text in one.iter(qn("w:t"))) for one in found] == leading
