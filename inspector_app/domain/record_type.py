"""How a record type is declared: the one source of tables, validation, labels and merging."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from inspector_app.domain.canonical import MAX_SAFE_INTEGER, Json


class Kind(StrEnum):
    """What a field holds. Every kind is spelt with JSON strings, integers, booleans or lists."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"  # yyyy-mm-dd
    MOMENT = "moment"  # yyyy-mm-ddThh:mm, local time as written on paper; or the day alone
    CHOICE = "choice"
    REFERENCE = "reference"  # id of a record
    REFERENCES = "references"  # set of ids
    TEXTS = "texts"  # set of texts


class Merge(StrEnum):
    """What happens when two people wrote a field without having seen each other's value."""

    EXCLUSIVE = "exclusive"  # one value; a person decides
    TEXT = "text"  # one text; a person decides, with a three-way proposal beside
    SET = "set"  # items are added and removed one by one
    APPEND = "append"  # items are only added


class Audience(StrEnum):
    """Who may read a record. Restricted bodies are sealed to their readers' keys."""

    TEAM = "team"
    NAMED = "named"
    LEADER = "leader"


#: ISO 8601 has more spellings; with one, texts sort as dates do.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")

SET_KINDS = frozenset({Kind.REFERENCES, Kind.TEXTS})

#: From the fewest readers to the most; ``None`` is what the record inherits.
_NARROW_FIRST: tuple[str | None, ...] = (Audience.LEADER, Audience.NAMED, None, Audience.TEAM)


def narrowest(values: "Iterable[Json]") -> str | None:
    """Return the audience with the fewest readers; a word nobody knows counts as the leader's."""
    known = [
        None if value is None else Audience(value).value if value in list(Audience) else "leader"
        for value in values
    ]
    return min(known, key=_NARROW_FIRST.index)


#: Fields every record has; changing an audience is an entry like any other.
AUDIENCE_FIELD = "audience"
READERS_FIELD = "readers"

#: What every record's row holds before its own fields: names that no field may take.
COMMON = ("id", "owner", AUDIENCE_FIELD, "deleted", "conflicts", READERS_FIELD, "extra")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type. Its label is worded under ``records.<type>.fields.<name>``.

    ``aliases`` are the names it had before. ``convert`` reads a value that was written when
    the field was of another kind; it returns a value of today's kind (a list for a set) and
    raises ``ValueError`` for what it cannot read, which is then kept as it is.
    """

    name: str
    kind: Kind = Kind.TEXT
    merge: Merge = Merge.EXCLUSIVE
    choices: tuple[str, ...] = ()
    target: str = ""
    searchable: bool = False
    aliases: tuple[str, ...] = ()
    convert: Callable[[Json], Json] | None = None

    def read(self, value: Json) -> Json:
        """Return a journal's *value* as today's kind spells it."""
        if self.convert is None or value is None:
            return value
        if isinstance(value, Mapping) if self.is_set else self.problem(value) is None:
            return value
        try:
            return self.convert(value)
        except ValueError:
            return value

    @property
    def is_set(self) -> bool:
        """Say whether the field holds a set of items."""
        return self.kind in SET_KINDS

    def problem(self, value: Json) -> str | None:
        """Say what is wrong with *value* for this field, or ``None``.

        ``None`` as a value is always allowed: not recorded.
        """
        if value is None:
            return None
        match self.kind:
            case Kind.BOOLEAN:
                return None if isinstance(value, bool) else "not a boolean"
            case Kind.INTEGER:
                return _integer_problem(value)
            case Kind.REFERENCES | Kind.TEXTS:
                if isinstance(value, list | tuple) and all(isinstance(i, str) for i in value):
                    return None
                return "not a list of texts"
            case _:
                return _text_problem(self, value)


def _integer_problem(value: Json) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "not an integer"
    return None if abs(value) <= MAX_SAFE_INTEGER else "too large"


def _text_problem(field: Field, value: Json) -> str | None:
    if not isinstance(value, str):
        return "not a text"
    if field.kind is Kind.CHOICE and value not in field.choices:
        return f"not one of {', '.join(field.choices)}"
    try:
        if field.kind is Kind.DATE:
            date.fromisoformat(value)
            return None if _DATE.fullmatch(value) else "not a date"
        if field.kind is Kind.MOMENT:
            datetime.fromisoformat(value)
            return None if _MOMENT.fullmatch(value) else "not a date"
    except ValueError:
        return "not a date"
    return None


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of record: name, fields, version, and from whom it inherits its audience.

    ``parent`` names the field that points at the record this one belongs to: a paragraph
    is read by whoever may read its talk. ``dynamic`` types keep answers under node paths
    that a form decides (``/must_ask/work/W1_1/kind``) beside their declared fields.
    """

    name: str
    fields: tuple[Field, ...]
    version: int = 1
    audience: Audience = Audience.TEAM
    parent: str = ""
    dynamic: bool = False
    _named: Mapping[str, Field] = dataclass_field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named: dict[str, Field] = {}
        for field in self.fields:
            for name in (field.name, *field.aliases):
                if name in named or name in COMMON:
                    raise ValueError(f"{self.name}.{name} is declared twice")
                named[name] = field
        object.__setattr__(self, "_named", MappingProxyType(named))

    def field(self, name: str) -> Field | None:
        """Return the field called *name*, now or in an earlier version."""
        return self._named.get(name)

    def accepts(self, name: str) -> bool:
        """Say whether *name* is a field, now or earlier, or an answer of a form."""
        return name in self._named or (self.dynamic and name.startswith("/"))

    def canonical_name(self, name: str) -> str:
        """Return today's name of a field that was renamed, else *name* itself."""
        field = self.field(name)
        return field.name if field else name


def text(name: str, *, searchable: bool = False, aliases: tuple[str, ...] = ()) -> Field:
    """Declare a short text."""
    return Field(name, Kind.TEXT, searchable=searchable, aliases=aliases)


def long_text(name: str, *, searchable: bool = True) -> Field:
    """Declare a text of sentences, merged with a proposal."""
    return Field(name, Kind.LONG_TEXT, Merge.TEXT, searchable=searchable)


def integer(name: str) -> Field:
    """Declare a whole number."""
    return Field(name, Kind.INTEGER)


def boolean(name: str) -> Field:
    """Declare a yes/no; ``None`` is not recorded, never no."""
    return Field(name, Kind.BOOLEAN)


def day(name: str) -> Field:
    """Declare a date."""
    return Field(name, Kind.DATE)


def moment(name: str) -> Field:
    """Declare a date with time of day, as written on paper."""
    return Field(name, Kind.MOMENT)


def choice(name: str, choices: Iterable[str]) -> Field:
    """Declare one of fixed codes."""
    return Field(name, Kind.CHOICE, choices=tuple(choices))


def reference(name: str, target: str) -> Field:
    """Declare a pointer at one record of type *target*."""
    return Field(name, Kind.REFERENCE, target=target)


def references(name: str, target: str, merge: Merge = Merge.SET) -> Field:
    """Declare a set of pointers at records of type *target*."""
    return Field(name, Kind.REFERENCES, merge, target=target)


def texts(name: str, merge: Merge = Merge.SET) -> Field:
    """Declare a set of short texts."""
    return Field(name, Kind.TEXTS, merge)


def by_name(types: Iterable[RecordType]) -> Mapping[str, RecordType]:
    """Index record types by name; a name declared twice is a bug."""
    table: dict[str, RecordType] = {}
    for record_type in types:
        if record_type.name in table:
            raise ValueError(f"record type {record_type.name} is declared twice")
        table[record_type.name] = record_type
    return table
