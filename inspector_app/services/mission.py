"""An open mission, and what every activity of it needs: who works, words, settings, rights."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Role
from inspector_app.services.checklist import Checklist
from inspector_app.services.seat import Surroundings
from inspector_app.store.certificates import Certificate, trusted_certificates
from inspector_app.store.folder import MissionFolder
from inspector_app.store.identity import PublicKeys
from inspector_app.store.journal import Journal
from inspector_app.store.reader import Reader
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class OpenMission:
    """A mission folder opened by one user.

    Reading methods of services use ``reader`` (the window's thread), writing methods
    ``journal`` (the store lane) and read through ``journal.reader`` while they write.
    ``today`` gives the laptop's date as yyyy-mm-dd: for ages and reminders only.
    ``surroundings`` are what the sitting was given of the machine.
    """

    folder: MissionFolder
    language: str
    checklist: Checklist
    today: Callable[[], str]
    surroundings: Surroundings

    @property
    def reader(self) -> Reader:
        """Return the reading connection, up to date."""
        return self.folder.reader

    @property
    def journal(self) -> Journal:
        """Return the writer."""
        return self.folder.journal

    @property
    def id(self) -> str:
        """Return the mission's id, which is also the id of its mission record."""
        return self.folder.vault.mission_id

    @property
    def me(self) -> str:
        """Return the id of the user who unlocked."""
        return self.folder.vault.user_id

    @property
    def wording(self) -> Wording:
        """Return the texts in the user's language with the mission's vocabulary."""
        return Wording(self.language, vocabulary(self.reader, self.language))


def mission_record(reader: Reader, mission_id: str) -> Record:
    """Return the mission's own record; a folder without it was never finished."""
    record = reader.get("mission", mission_id)
    if record is None:
        raise RefusedError("mission.unfinished")
    return record


#: What every paper needs a word for; the words that come with the program are ``vocabulary.*``.
VOCABULARY = ("inspection", "party_group", "number_one")


def shipped_vocabulary(language: str) -> dict[str, str]:
    """Return the words that hold until a mission says otherwise."""
    words = Wording(language)
    return {key: words.text(f"vocabulary.{key}") for key in VOCABULARY}


def vocabulary(reader: Reader, language: str = "zh_CN") -> dict[str, str]:
    """Return the words that differ between places, as this mission has them.

    They are Chinese words, for papers; in another *language* what that language says for
    them all wins: an English sentence says inspection for 巡视 and 巡察 alike.
    """
    terms = {term.text("key"): term.text("text") for term in reader.find("term")}
    shipped = shipped_vocabulary(language)
    return {**shipped, **terms} if language == "zh_CN" else {**terms, **shipped}


def role_of(reader: Reader, user: str) -> Role:
    """Return a user's role; somebody unknown, or of a newer program's role, is a plain member."""
    record = reader.get("user", user)
    role = record.text("role") if record else ""
    return Role(role) if role in frozenset(Role) else Role.MEMBER


def require_leader(reader: Reader, user: str) -> None:
    """Raise ``RefusedError('mission.leader_only')`` for anybody but the leader."""
    if role_of(reader, user) is not Role.LEADER:
        raise RefusedError("mission.leader_only")


def user_names(reader: Reader) -> dict[str, str]:
    """Return the names of the team by user id."""
    return {user.id: user.text("name") for user in reader.find("user")}


def setting(reader: Reader, key: str, default: int) -> int:
    """Return a number that differs from place to place, as set in this mission."""
    for record in reader.find("setting", {"key": key}):
        if record.text("value").isdigit():
            return int(record.text("value"))
    return default


def trust_root(reader: Reader, mission_id: str) -> PublicKeys | None:
    """Return headquarters' keys as pinned when the mission was issued."""
    mission = mission_record(reader, mission_id)
    sign, seal = mission.text("hq_sign_key"), mission.text("hq_seal_key")
    return PublicKeys(sign, seal) if sign and seal else None


def certified(reader: Reader, mission_id: str) -> Mapping[str, Certificate]:
    """Return the certificates that chain to headquarters, by user id."""
    root = trust_root(reader, mission_id)
    if root is None:
        return {}
    known = []
    for user in reader.find("user"):
        # One that cannot be read is worth as much as none; the others must go on counting.
        with contextlib.suppress(DamagedError):
            known.append(Certificate.from_text(user.text("certificate")))
    trusted = trusted_certificates(known, root=root, mission_id=mission_id)
    return {certificate.user_id: certificate for certificate in trusted.values()}
