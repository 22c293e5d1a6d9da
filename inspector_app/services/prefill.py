"""What forms are pre-filled with (``insp:from="talk.category"``): the records they are about."""

from collections.abc import Mapping

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Kind
from inspector_app.services.mission import OpenMission, vocabulary
from inspector_app.services.value_words import record_name
from inspector_app.store.reader import Reader

MISSION = "mission"
_BETWEEN = "、"


def prefill_for(
    mission: OpenMission, reader: Reader, subject_type: str, subject: str
) -> dict[str, str]:
    """Return the values of everything a form about a record may be pre-filled from, by name.

    ``<type>.<field>`` of the record itself and of the mission (people by their names, yes and
    no as ``yes`` and ``no``); ``term.<word>`` for the mission's words; ``user.name`` and
    ``user.post`` of who is working.
    """
    words = vocabulary(reader, mission.language)
    found = {f"term.{key}": text for key, text in words.items()}
    for record_type, record_id in (
        (MISSION, mission.id),
        ("user", mission.me),
        (subject_type, subject),
    ):
        record = reader.get(record_type, record_id) if record_type in reader.types else None
        if record is not None:
            found |= _fields(reader, record)
    return found


def _fields(reader: Reader, record: Record) -> Mapping[str, str]:
    declared = reader.types[record.type]
    values: dict[str, str] = {}
    for field in declared.fields:
        value = record.values.get(field.name)
        name = f"{record.type}.{field.name}"
        if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
            ids = record.items(field.name) or filter(None, [record.text(field.name)])
            values[name] = _BETWEEN.join(record_name(reader, field.target, one) for one in ids)
        elif isinstance(value, bool):
            values[name] = "yes" if value else "no"
        elif isinstance(value, str | int):
            values[name] = str(value)
        elif field.is_set:
            values[name] = _BETWEEN.join(record.items(field.name))
    return {name: value for name, value in values.items() if value}
