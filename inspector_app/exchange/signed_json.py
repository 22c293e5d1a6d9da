"""Reading the signed pages of the exchange: canonical JSON, every field checked by name.

Only canonical bytes are read, so a page has one spelling and cannot mean two things to two
readers. What comes here may be hostile: not yet verified, built to break a parser.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NoReturn, TypeGuard

from inspector_app.domain.canonical import MAX_SAFE_INTEGER, Json, canonical
from inspector_app.domain.errors import InputError
from inspector_app.exchange.names import shown

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
KEY_ID = re.compile(r"[0-9a-f]{32}")
SHA256 = re.compile(r"[0-9a-f]{64}")


def is_count(value: object, least: int) -> TypeGuard[int]:
    """Say whether *value* is a whole number of at least *least* that survives any reader."""
    return type(value) is int and least <= value <= MAX_SAFE_INTEGER


class Fields:
    """The fields of one signed page; a wrong one raises ``InputError(code, field=…)``."""

    def __init__(self, raw: bytes, *, code: str) -> None:
        self._code = code
        try:
            tree: Json = json.loads(raw.decode("utf-8"))
            canonical_spelling = canonical(tree) == raw
        # endless nesting, numbers of a million digits, floats, lone surrogates, other bytes
        except (ValueError, TypeError, RecursionError):
            self.bad("JSON")
        if not canonical_spelling or not isinstance(tree, Mapping):
            self.bad("JSON")
        self._tree = tree

    def bad(self, name: str) -> NoReturn:
        """Refuse the page for its field *name*."""
        raise InputError(self._code, field=name)

    def check_version(self, version: int, suite: str | None = None) -> None:
        """Refuse pages of another version, or with another suite than *suite*.

        Raises ``InputError('exchange.newer_version')``.
        """
        found = self._tree.get("v")
        if not is_count(found, version):
            self.bad("v")
        if found > version or self._tree.get("suite") != suite:
            raise InputError("exchange.newer_version")

    def check_names(self, names: frozenset[str]) -> None:
        """Refuse a page whose fields are not exactly *names*."""
        wrong = self._tree.keys() ^ names
        if wrong:
            self.bad(shown(min(wrong)))

    def value(self, name: str) -> Json:
        """Return the field *name*, whatever it is."""
        return self._tree[name]

    def text(self, name: str, pattern: re.Pattern[str]) -> str:
        """Return a text that is *pattern* from end to end."""
        value = self._tree[name]
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.bad(name)
        return value

    def optional_text(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """Return a text as ``text`` does, or ``None`` for null."""
        return None if self._tree[name] is None else self.text(name, pattern)

    def count(self, name: str, least: int) -> int:
        """Return a whole number of at least *least*."""
        value = self._tree[name]
        if not is_count(value, least):
            self.bad(name)
        return value

    def time(self, name: str) -> str:
        """Return a time with its offset from UTC (RFC 3339)."""
        value = self._tree[name]
        if not isinstance(value, str) or not _has_offset(value):
            self.bad(name)
        return value

    def mapping(self, name: str) -> Mapping[str, Json]:
        """Return an object."""
        value = self._tree[name]
        if not isinstance(value, Mapping):
            self.bad(name)
        return value

    def items(self, name: str) -> Sequence[Json]:
        """Return a list."""
        value = self._tree[name]
        if isinstance(value, str) or not isinstance(value, Sequence):
            self.bad(name)
        return value


def _has_offset(time: str) -> bool:
    try:
        return datetime.fromisoformat(time).tzinfo is not None
    except ValueError:
        return False
