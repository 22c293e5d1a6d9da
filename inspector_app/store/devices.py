"""What each laptop has written into the journal, as far as it is here."""

from dataclasses import dataclass
from itertools import groupby

from inspector_app.store.reader import Reader

#: How many entries of a device are read for who wrote them: reading every body takes a while.
_LATEST = 1000


@dataclass(frozen=True, slots=True)
class DeviceLog:
    """One device's part of the journal.

    ``entries`` counts its entries that are here, stubs included; ``last_seq`` is the number of
    the last one; ``authors`` are the users who wrote the latest thousand, the last one first;
    ``last_at`` is when the last readable entry was written, by that laptop's clock (empty if
    none is).
    """

    device: str
    entries: int
    last_seq: int
    authors: tuple[str, ...]
    last_at: str


def device_logs(reader: Reader) -> list[DeviceLog]:
    """Return every device whose entries are here, the one with the latest entry first."""
    counted = reader.rows(
        "SELECT device, count(*), max(seq) FROM entry GROUP BY device ORDER BY device"
    )
    written = reader.rows(
        "SELECT device, author, max(at) FROM ("
        " SELECT e.device AS device,"
        " json_extract(coalesce(e.body, o.body), '$.author') AS author,"
        " json_extract(coalesce(e.body, o.body), '$.claimed_at') AS at"
        " FROM (SELECT device, max(seq) AS last FROM entry GROUP BY device) d"
        " JOIN entry e ON e.device = d.device AND e.seq > d.last - ?"
        " LEFT JOIN temp.own_body o ON o.id = e.id"
        " WHERE coalesce(e.body, o.body) IS NOT NULL)"
        " GROUP BY device, author ORDER BY device, 3 DESC",
        (_LATEST,),
    )
    people = {
        str(device): [(str(author), str(at)) for _, author, at in own]
        for device, own in groupby(written, key=lambda row: row[0])
    }
    logs = []
    for device, entries, last in counted:
        known = people.get(str(device), [])
        logs.append(
            DeviceLog(
                str(device),
                int(str(entries)),
                int(str(last)),
                tuple(author for author, _at in known),
                known[0][1] if known else "",
            )
        )
    return sorted(logs, key=lambda log: (log.last_at, log.device), reverse=True)
