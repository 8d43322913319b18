"""Fills a Word template: docxtpl's Jinja, in a sandbox, with everything that is inserted taken for plain text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from bot.documents.word import legal

#: docxtpl takes `{_{` in the filled text for its own; an entity is only a brace once XML is read.
_BRACES = {"{": "&#123;", "}": "&#125;"}


def fill(template: Path, values: Mapping[str, Any]) -> Any:
    """Return the template as a python-docx document with the values in their places."""
    filled = DocxTemplate(io.BytesIO(template.read_bytes()))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_text)
    filled.render(dict(values), environment)
    return filled.docx


def _as_text(inserted: object) -> object:
    """Return what is inserted, if it is text, as XML in which nothing but text can be seen."""
    if not isinstance(inserted, str):
        return inserted
    escaped = str(escape(legal(inserted)))
    return Markup("".join(_BRACES.get(letter, letter) for letter in escaped))  # noqa: S704 - it is escaped just above
