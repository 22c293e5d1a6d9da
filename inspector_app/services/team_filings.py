"""What every member of the team files before entry: recusal (回避) and confidentiality pledge.

Handbook A2, A3. Filed means that a day is recorded; a member with a ground for recusal is said
to be recused, and then does not belong into the team.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspector_app.domain.briefing import Filing
from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Role
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.services.results import Imported
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class MemberFilings:
    """Somebody of the team, with what he has filed."""

    user: Record
    filings: Mapping[Filing, Record]

    def filed(self, kind: Filing) -> bool:
        """Say whether a filing is there."""
        return kind in self.filings and bool(self.filings[kind].text("filed_on"))

    @property
    def recused(self) -> bool:
        """Say whether he has a ground for recusal."""
        return Filing.RECUSAL in self.filings and self.filings[Filing.RECUSAL].flag("recused")


def team_filings(reader: Reader) -> list[MemberFilings]:
    """Return everybody active in the team, by role, with the latest they filed of each kind."""
    found: dict[tuple[str, str], Record] = {
        (one.text("user"), one.text("kind")): one
        for one in reader.find("team_filing", order=[Order("filed_on"), Order("id")])
    }
    members = [
        MemberFilings(
            user,
            {kind: found[user.id, kind.value] for kind in Filing if (user.id, kind.value) in found},
        )
        for user in reader.find("user", order=[Order("name")])
        if user.values.get("active") is not False
    ]
    return sorted(members, key=lambda one: list(Role).index(role_of(reader, one.user.id)))


def file_all(mission: OpenMission, day: str) -> Imported:
    """Record that everybody has filed what is not filed yet on *day*, in one step (store lane)."""
    writes = []
    for one in team_filings(mission.journal.reader):
        for kind in Filing:
            if one.filed(kind):
                continue
            there = one.filings.get(kind)
            fields: dict[str, Json] = {"filed_on": day}
            if there is not None:
                writes.append(Write("team_filing", there.id, fields))
            else:
                whose: dict[str, Json] = {"user": one.user.id, "kind": kind.value}
                writes.append(mission.journal.create("team_filing", {**whose, **fields}))
    writes = [replace(write, entry_id=mission.journal.new_id()) for write in writes]
    changes = mission.journal.write(*writes) if writes else Changes()
    return Imported(
        changes,
        len(writes),
        ids=tuple(write.record_id for write in writes),
        entries=tuple(write.entry_id for write in writes),
    )


def file_for(
    mission: OpenMission, user: str, kind: Filing, *, entry: str = "", **fields: Json
) -> Changes:
    """Record what a member has filed, or change it (store lane).

    *fields* are those of ``team_filing``. *entry* fixes the id of the entry, so that the step
    can be taken back with it.
    """
    where: dict[str, Json] = {"user": user, "kind": kind.value}
    there = mission.journal.reader.find(
        "team_filing", where, order=[Order("filed_on"), Order("id")]
    )
    if there:
        write = Write("team_filing", there[-1].id, fields)
    else:
        write = mission.journal.create("team_filing", {**where, **fields})
    return mission.journal.write(replace(write, entry_id=entry))
