"""Which organs a mission asks before entry, and on what basis: settings, not code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import Organ
from inspector_app.intake.text import clean_line
from inspector_app.services.mission import OpenMission, require_leader, setting
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.resources import resources

_KEY = "source_organ."
_MANDATORY, _OPTIONAL = "mandatory", "optional"
#: So many days before something is due the team is reminded, unless a mission says otherwise.
REMIND_DAYS = ("briefing.remind_days", 3)


@dataclass(frozen=True, slots=True)
class SourceOrgan:
    """An organ that can be asked. ``basis`` says why it must or may be.

    ``own`` says that this mission decided it; otherwise it is as shipped.
    """

    organ: Organ
    mandatory: bool
    basis: str
    own: bool = False


@cache
def _shipped() -> Mapping[Organ, SourceOrgan]:
    path = resources() / "briefing" / "organs.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            organ: SourceOrgan(organ, given[organ.value]["mandatory"], given[organ.value]["basis"])
            for organ in Organ
        }
    )


def source_organs(reader: Reader) -> tuple[SourceOrgan, ...]:
    """Return every kind of organ in the order of the list, as this mission has it."""
    keys: dict[str, Json] = {"key": [_KEY + organ.value for organ in Organ]}
    own = {one.text("key"): one for one in reader.find("setting", keys, order=[Order("id")])}
    found = []
    for organ, shipped in _shipped().items():
        record = own.get(_KEY + organ.value)
        if record is None:
            found.append(shipped)
        else:
            mandatory = record.text("value") == _MANDATORY
            found.append(SourceOrgan(organ, mandatory, record.text("basis"), own=True))
    return tuple(found)


def mandatory_organs(reader: Reader) -> tuple[Organ, ...]:
    """Return the organs that must have been asked before entry."""
    return tuple(one.organ for one in source_organs(reader) if one.mandatory)


def set_source_organ(
    mission: OpenMission, organ: Organ, *, mandatory: bool, basis: str, entry: str = ""
) -> Changes:
    """Say whether an organ must be asked, and why (leader, store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``RefusedError('mission.leader_only')`` and ``InputError('briefing.no_basis')``: what
    differs from place to place has its basis written beside it.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    reason = clean_line(basis)
    if not reason:
        raise InputError("briefing.no_basis")
    fields: dict[str, Json] = {
        "value": _MANDATORY if mandatory else _OPTIONAL,
        "basis": reason,
    }
    key = _KEY + organ.value
    there = reader.find("setting", {"key": key}, order=[Order("id")])
    if there:
        write = Write("setting", there[-1].id, fields)
    else:
        write = mission.journal.create("setting", {"key": key, **fields})
    return mission.journal.write(replace(write, entry_id=entry))


def remind_days(reader: Reader) -> int:
    """Return how many days before something is due the team is reminded."""
    return setting(reader, *REMIND_DAYS)
