"""What German words mean for comparing: stems, one name for words of one meaning, compounds taken apart.

`vocabulary.json` has the words of this field: `synonyms` (a concept and its words), further `parts` of compounds, the
`joints` between them, and `stopwords`. A town may add to it; what was indexed before is indexed anew at the next start.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

_FILE = Path(__file__).with_name("vocabulary.json")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SHORTEST_WORD = 3
#: What is longer is no word. Of four thousand letters in a row each end was looked at: half a minute for one message.
_LONGEST_WORD = 80
_SHORTEST_PART = 4
#: A part of which only one side is known is taken apart if what is left is at least so long.
_SHORTEST_REST = 4


@dataclass(frozen=True)
class Vocabulary:
    """The words of the file, by their stems."""

    #: From a stem to the concepts that it stands for.
    meanings: Mapping[str, Sequence[str]]
    #: Written beginnings and ends of compounds, each with what it stands for.
    parts: Mapping[str, Sequence[str]]
    joints: frozenset[str]
    stopwords: frozenset[str]
    #: Changes with the file, so that what was indexed with another one is known.
    edition: str


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary, read once."""
    content = _FILE.read_bytes()
    read = json.loads(content)
    meanings, parts = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for word in read["parts"].split():
        parts[word.casefold()].append(stem(word.casefold()))
    for concept, words in read["synonyms"].items():
        for stemmed in {stem(word.casefold()) for word in [concept, *words.split()]}:
            meanings[stemmed].append(f"={concept}")
        for part in {form for word in [concept, *words.split()] for form in (word.casefold(), stem(word.casefold()))}:
            if len(part) >= _SHORTEST_PART:
                parts[part].append(f"={concept}")
    stopwords = frozenset(word.casefold() for word in read["stopwords"].split())
    edition = hashlib.sha256(content).hexdigest()[:12]
    return Vocabulary(dict(meanings), dict(parts), frozenset(read["joints"].split()), stopwords, edition)


@cache
def _stemmer() -> Any:
    # Loaded by the first text that is compared: a fresh bot need not hold 3 MB for it.
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer("german")


def stem(word: str) -> str:
    """Return the stem of a word in lower case, by the Snowball rules for German."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def find_terms(text: str) -> dict[str, str]:
    """Return what a text speaks of: each term with the first word that stands for it, as it was written."""
    vocabulary, found = load_vocabulary(), dict[str, str]()
    for letters in _WORD.findall(text):
        word = letters[:_LONGEST_WORD]
        if len(word) >= _SHORTEST_WORD and word.casefold() not in vocabulary.stopwords:
            for term in _terms_of(word.casefold(), vocabulary):
                found.setdefault(term, word)
    return found


def _terms_of(word: str, vocabulary: Vocabulary) -> Sequence[str]:
    stemmed = stem(word)
    if stemmed in vocabulary.meanings:
        return vocabulary.meanings[stemmed]
    whole = _take_apart(word, vocabulary)
    if whole:
        return list(dict.fromkeys(whole))
    return [stemmed, *_one_side(word, vocabulary)]


def _take_apart(word: str, vocabulary: Vocabulary) -> Sequence[str]:
    """Return the meanings of a compound's parts if all of them are known, the longest beginnings tried first."""
    stemmed = stem(word)
    if word in vocabulary.parts or stemmed in vocabulary.parts:
        return vocabulary.parts.get(word) or vocabulary.parts[stemmed]
    for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if word[:end] in vocabulary.parts:
            for rest in _after_joint(word[end:], vocabulary):
                following = _take_apart(rest, vocabulary)
                if following:
                    return [*vocabulary.parts[word[:end]], *following]
    return []


def _after_joint(rest: str, vocabulary: Vocabulary) -> list[str]:
    joints = [joint for joint in ("", *sorted(vocabulary.joints)) if rest.startswith(joint)]
    return [rest[len(joint) :] for joint in joints if len(rest) - len(joint) >= _SHORTEST_PART]


def _one_side(word: str, vocabulary: Vocabulary) -> Sequence[str]:
    """Return the meaning of a compound's known end, or else beginning; what is left is not looked at."""
    for begin in range(_SHORTEST_REST, len(word) - _SHORTEST_PART + 1):
        end = vocabulary.parts.get(word[begin:]) or vocabulary.parts.get(stem(word[begin:]))
        if end is not None:
            return end
    for end_of_part in range(len(word) - _SHORTEST_REST, _SHORTEST_PART, -1):
        if word[:end_of_part] in vocabulary.parts:
            return vocabulary.parts[word[:end_of_part]]
    return []
