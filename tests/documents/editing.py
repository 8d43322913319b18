"""Editing a council paper's file as somebody does in Word."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn


def paragraphs_of(document: Any, section: str) -> list[Any]:
    """The paragraphs in the content control of a section."""
    controls = document.element.body.iter(qn("w:sdt"))
    control = next(one for one in controls if one.find(f".//{qn('w:tag')}").get(qn("w:val")) == f"mw:{section}")
    return list(control.iter(qn("w:p")))


def edited(content: bytes, **texts: str) -> bytes:
    """Return the file with the first paragraph of each section reading otherwise, as if edited in Word."""
    document = Document(io.BytesIO(content))
    for section, text in texts.items():
        first, *rest = list(paragraphs_of(document, section)[0].iter(qn("w:t")))
        first.text = text
        for other in rest:
            other.text = ""
    return saved(document)


def saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
