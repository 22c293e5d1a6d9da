"""The registers of the demonstration: entries filled in question by question, as people do."""

import re
from collections.abc import Iterator
from datetime import date

from inspector_app.forms.sitting import Sitting
from inspector_app.services.demo.story import Story, Table, table, text
from inspector_app.services.entries import begin_entry, create_entry
from inspector_app.services.mission import OpenMission
from inspector_app.services.registers import open_register

_INSTANCE = re.compile(r"(.+)\[([0-9]+)\]/")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


def record_entries(mission: OpenMission, story: Story, name: str) -> int:
    """Make the entries of the story that *name*, who is working, makes; return how many."""
    own = [one for one in story.registers if text(one, "by") == name]
    for one in own:
        register = open_register(mission, mission.reader, text(one, "form")).register
        sitting = begin_entry(mission, mission.reader, register)
        for path, value in _answers(one):
            _make_room(sitting, path)
            sitting.set(path, value)
        create_entry(mission, register, sitting.filled())
    return len(own)


def _answers(entry: Table) -> Iterator[tuple[str, str]]:
    form = text(entry, "form")
    for path, value in table(entry, "answers").items():
        said = value.isoformat() if isinstance(value, date) else str(value)
        if _MOMENT.fullmatch(said):
            said = f"{said}:00.000+08:00"
        yield f"/{form}/{path}", said


def _make_room(sitting: Sitting, path: str) -> None:
    found = _INSTANCE.match(path)
    while found is not None and len(sitting.instances(found[1])) < int(found[2]):
        sitting.add(found[1])
