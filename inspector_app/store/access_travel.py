"""The access log as it travels to headquarters: line by line, its chain to be checked there."""

import json
from collections.abc import Iterable, Mapping

from inspector_app.domain.canonical import Json
from inspector_app.store.access_log import link_hash
from inspector_app.store.driver import known_errors
from inspector_app.store.folder import MISSION_DB, MissionFolder


def access_lines(folder: MissionFolder) -> list[dict[str, Json]]:
    """Return every line of the log with what its link covers, oldest first."""
    with known_errors(MISSION_DB):
        rows = folder.journal.db.conn.execute(
            "SELECT seq, device, prev, body FROM access ORDER BY seq"
        ).fetchall()
    return [
        {"seq": int(seq), "device": str(device), "prev": str(prev), "body": json.loads(str(body))}
        for seq, device, prev, body in rows
    ]


def lines_hold(lines: Iterable[Mapping[str, Json]]) -> bool:
    """Say whether lines that came from elsewhere are a whole chain, none missing or altered."""
    prev = ""
    for expected, line in enumerate(lines, start=1):
        device, body = line.get("device"), line.get("body")
        if line.get("seq") != expected or line.get("prev") != prev:
            return False
        if not isinstance(device, str) or not isinstance(body, Mapping):
            return False
        try:
            prev = link_hash(expected, device, prev, body)
        except (TypeError, ValueError, RecursionError):
            return False
    return True
