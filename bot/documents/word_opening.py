"""A Word file that somebody sent, opened without trusting it: sizes before contents, no entity, no network, no macro.

Only text is taken out of it; nothing in it is run, shown or handed on.
"""

from __future__ import annotations

import io
import zipfile
from posixpath import join, normpath
from typing import Any

from lxml import etree

from bot.errors import BadFile, FileProblem

MEGABYTE = 1024 * 1024
#: Of everything in it unpacked, and of one part that is read, as the archive declares; zipfile reads no byte more.
_UNPACKED_LIMIT, _PART_LIMIT, _MOST_PARTS = 60 * MEGABYTE, 8 * MEGABYTE, 2000
#: How files of Microsoft's older kind begin: password-protected ones are wrapped in it, and .doc is one.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO_TYPE = "macroEnabled"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: The one kind of thing outside that a document may name: nothing is fetched by being linked to.
_HARMLESS = "/hyperlink"
#: How the relationship to the document's text ends, in the usual and in the strict form of the format.
_MAIN = "/officeDocument"


class OpenedFile:
    """The parts of a Word file, parsed when asked for."""

    def __init__(self, content: bytes) -> None:
        """Look at what the file declares.

        Raises:
            BadFile: it is no Word file, or not one that is read here.
        """
        if content.startswith(_COMPOUND):
            raise BadFile(FileProblem.PROTECTED if _ENCRYPTED in content else FileProblem.NO_WORD)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise BadFile(FileProblem.NO_WORD) from None
        self._parts = {part.filename: part for part in self._archive.infolist()}
        self._check_sizes()
        self._check_types()
        self._check_relations()
        self.main = self._find_main()

    def parse(self, name: str) -> Any:
        """Return the root element of a part, or None where there is no such part.

        Raises:
            BadFile: it is too large, damaged, protected, or no plain XML.
        """
        if name not in self._parts:
            return None
        root = _parse(self._read(name))
        if root.getroottree().docinfo.internalDTD is not None:
            raise BadFile(FileProblem.NO_WORD)
        return root

    def parse_beside(self, name: str) -> Any:
        """Return a part that lies in the folder of the document's text; see `parse`."""
        return self.parse(join(self.main.rpartition("/")[0], name))

    def _check_sizes(self) -> None:
        parts = self._parts.values()
        if any(part.flag_bits & 1 for part in parts):
            raise BadFile(FileProblem.PROTECTED)
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED_LIMIT:
            raise BadFile(FileProblem.TOO_BIG)

    def _check_types(self) -> None:
        types = self.parse("[Content_Types].xml")
        if types is None:
            raise BadFile(FileProblem.NO_WORD)
        declared = {one.get("ContentType", "") for one in types.iter() if isinstance(one.tag, str)}
        if any(_MACRO_TYPE in one for one in declared) or any(name.endswith("vbaProject.bin") for name in self._parts):
            raise BadFile(FileProblem.ACTIVE)
        if _DOCUMENT_TYPE not in declared:
            raise BadFile(FileProblem.NO_WORD)

    def _check_relations(self) -> None:
        """Refuse what would be fetched from elsewhere when the file is opened: templates, frames, pictures."""
        for name in [name for name in self._parts if name.endswith(".rels")]:
            for relation in self.parse(name).iter(_RELATION):
                outside = relation.get("TargetMode") == "External"
                if outside and not relation.get("Type", "").endswith(_HARMLESS):
                    raise BadFile(FileProblem.ACTIVE)

    def _find_main(self) -> str:
        relations = self.parse("_rels/.rels")
        for relation in relations.iter(_RELATION) if relations is not None else ():
            if relation.get("Type", "").endswith(_MAIN):
                return str(normpath(relation.get("Target", "").lstrip("/")))
        raise BadFile(FileProblem.NO_WORD)

    def _read(self, name: str) -> bytes:
        if self._parts[name].file_size > _PART_LIMIT:
            raise BadFile(FileProblem.TOO_BIG)
        try:
            return self._archive.read(name)
        except Exception:  # noqa: BLE001 - each kind of damage and each packing method raises something of its own
            raise BadFile(FileProblem.NO_WORD) from None


def _parse(content: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadFile(FileProblem.NO_WORD) from None
