"""Seals: which bodies lie open for the whole team, and to whom the others are closed."""

from collections.abc import Iterable

import pyrage

from inspector_app.domain.canonical import canonical
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.rights import Action, may
from inspector_app.domain.vocabulary import Role
from inspector_app.store.identity import UserKeys, seal
from inspector_app.store.projection import Reach, reach_shown
from inspector_app.store.reader import Reader
from inspector_app.store.restricted import bump_epoch, keep_open

_ROLES = frozenset(Role)
_AUDIENCES = frozenset(Audience)


class Seals:
    """Closes and opens the bodies of records on the writing connection, for one user."""

    def __init__(self, reader: Reader, user: str, keys: UserKeys) -> None:
        self._reader = reader
        self._user = user
        self._keys = keys

    def recipients(self, reach: Reach, author: str) -> list[str]:
        """Return the sealing keys of everybody who may read a restricted record.

        That is whom the table of rights or the record names, and the author of the entry. A
        role or a key that cannot be used counts as none. Where nobody known has the right by
        his role, the one who is working keeps what he holds: a body is never sealed away
        from everyone.
        """
        keys = {self._keys.public.seal} if author == self._user else set()
        entitled = False
        for user in self._reader.find("user"):
            key = user.text("seal_key")
            if not _usable(key):
                continue
            here = user.values.get("active") is not False  # who left keeps his own words only
            by_role = here and _may_read(user, reach)
            entitled = entitled or by_role
            if by_role or (here and user.id in reach.readers) or user.id == author:
                keys.add(key)
        return sorted(keys if entitled else keys | {self._keys.public.seal})

    def closed(self, content: bytes, reach: Reach, author: str) -> bytes:
        """Return the *content* of a body as it lies in the journal of a restricted record."""
        return seal(content, self.recipients(reach, author))

    def close(self, record_type: str, record_id: str, reach: Reach, *, anew: bool) -> bool:
        """Seal the bodies of a record that lie open; *anew* those too that are sealed.

        Says whether any was sealed away from this user.
        """
        rows = self._reader.rows(
            "SELECT id FROM entry WHERE record_type = ? AND record_id = ? AND body IS NOT NULL",
            (record_type, record_id),
        )
        lying_open = {str(row[0]) for row in rows}
        if not lying_open and not anew:
            return False
        db = self._reader.db
        lost = False
        for entry in self._reader.entries(record_type, record_id):
            if entry.id not in lying_open and not anew:
                continue
            recipients = self.recipients(reach, entry.body.author)
            content = canonical(entry.body.as_json())
            db.conn.execute(
                "UPDATE entry SET record_type = NULL, record_id = NULL, body = NULL, sealed = ?"
                " WHERE id = ?",
                (seal(content, recipients), entry.id),
            )
            if self._keys.public.seal in recipients:
                keep_open(db, entry.id, entry.body, content)
            else:
                db.conn.execute("DELETE FROM temp.own_body WHERE id = ?", (entry.id,))
                lost = True
        bump_epoch(db)
        return lost

    def open(self, record_type: str, record_id: str) -> None:
        """Lay the bodies of a record open that this user can read."""
        rows = self._reader.rows(
            "SELECT id, body FROM temp.own_body WHERE record_type = ? AND record_id = ?",
            (record_type, record_id),
        )
        db = self._reader.db
        for identifier, text in rows:
            db.conn.execute(
                "UPDATE entry SET record_type = ?, record_id = ?, body = ?, sealed = NULL"
                " WHERE id = ?",
                (record_type, record_id, text, identifier),
            )
            db.conn.execute("DELETE FROM temp.own_body WHERE id = ?", (identifier,))
        if rows:
            bump_epoch(db)

    def renew(self) -> None:
        """Seal every restricted record anew: the team or its keys have changed."""
        for record_type, record_id in self._restricted():
            record = self._reader.get(record_type, record_id)
            if record is not None:
                self.close(record_type, record_id, reach_shown(record), anew=True)

    def _restricted(self) -> Iterable[tuple[str, str]]:
        rows = self._reader.rows("SELECT DISTINCT record_type, record_id FROM temp.own_body")
        known = [(str(record_type), str(record_id)) for record_type, record_id in rows]
        return [pair for pair in known if pair[0] in self._reader.types]


def _may_read(user: Record, reach: Reach) -> bool:
    role = user.text("role")
    # An audience that a newer program knows is the leader's here.
    audience = reach.audience if reach.audience in _AUDIENCES else Audience.LEADER
    return role in _ROLES and may(Role(role), Audience(audience), Action.READ)


def _usable(key: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        return False
    return True
