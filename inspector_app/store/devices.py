"""What each laptop has written into the journal, as far as it is here."""

from dataclasses import dataclass
from itertools import groupby
from typing import cast

from inspector_app.store.reader import Reader

#: How many entries of a device are read for who wrote them: reading every body takes a while.
_LATEST = 300
#: Goes from device to device in the index, instead of over every entry.
_DEVICES = (
    "WITH RECURSIVE known (device) AS (SELECT min(device) FROM entry UNION ALL"
    " SELECT (SELECT min(device) FROM entry WHERE device > known.device) FROM known"
    " WHERE known.device IS NOT NULL) SELECT device FROM known WHERE device IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class DeviceLog:
    """One device's part of the journal.

    ``entries`` counts its entries that are here, stubs included; ``last_seq`` is the number of
    the last one; ``authors`` are the users who wrote the latest few hundred, the last one first;
    ``last_at`` is when the last readable entry was written, by that laptop's clock (empty if
    none is).
    """

    device: str
    entries: int
    last_seq: int
    authors: tuple[str, ...]
    last_at: str


def numbers_by_device(reader: Reader) -> dict[str, list[int]]:
    """Return the numbers of the entries that are here, by device, both in order.

    Read as bare numbers: SQL that groups or windows over the whole journal copies every device
    id, and with locked memory each copy costs more than reading the row.
    """
    found = {}
    for (device,) in reader.rows(_DEVICES):
        rows = reader.rows("SELECT seq FROM entry WHERE device = ? ORDER BY seq", (device,))
        found[str(device)] = [cast("int", seq) for (seq,) in rows]
    return found


def latest_moment(reader: Reader) -> str:
    """Return the latest moment that a device's last entry claims, empty if none can be read.

    Only the last entry of each device is looked at: cheaper than ``device_logs``.
    """
    rows = reader.rows(
        "SELECT json_extract(coalesce(e.body, o.body), '$.claimed_at')"
        " FROM (SELECT device, max(seq) AS last FROM entry GROUP BY device) d"
        " JOIN entry e ON e.device = d.device AND e.seq = d.last"
        " LEFT JOIN temp.own_body o ON o.id = e.id"
    )
    return max((str(at) for (at,) in rows if at), default="")


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
