"""Headquarters' folder: its keys, its card, and whom it has certified.

``NAME.hq/`` is kept by the same store code as a mission. Its keys belong to the office, not
to a person: every officer's slot wraps the same pair, so that any of them can open what was
sealed to headquarters and sign for it. Who of them did it is in the journal.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.records import HQ_TYPES
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.cards import CertificateRequest, read_request, write_card
from inspector_app.services.mission import shipped_vocabulary
from inspector_app.services.results import Created
from inspector_app.services.seat import Seat, Surroundings, take_seat
from inspector_app.store import blobs, keys
from inspector_app.store.certificates import Certificate, issue_certificate
from inspector_app.store.folder import MissionFolder, create_databases
from inspector_app.store.identity import PublicKeys, UserKeys
from inspector_app.store.journal import Journal, Write
from inspector_app.store.key_file import KdfCost, UserSlot
from inspector_app.store.keys import Vault
from inspector_app.store.reader import Order, Reader
from inspector_app.store.verify import Verified, verify_folder
from inspector_app.system.clock import id_maker
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.safe_files import private_folder
from inspector_app.system.wording import Wording

HQ_ENDING = ".hq"


@dataclass(frozen=True, slots=True)
class OpenHq:
    """Headquarters' folder, opened by one officer; what ``OpenMission`` is to the team."""

    folder: MissionFolder
    language: str

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
        """Return the folder's id, which is also the id of its ``hq`` record."""
        return self.folder.vault.mission_id

    @property
    def me(self) -> str:
        """Return the id of the officer who unlocked."""
        return self.folder.vault.user_id

    @property
    def keys(self) -> UserKeys:
        """Return headquarters' keys."""
        return self.folder.vault.keys

    @property
    def name(self) -> str:
        """Return headquarters' name."""
        record = self.reader.get("hq", self.id)
        return record.text("name") if record else ""

    @property
    def wording(self) -> Wording:
        """Return the texts in the officer's language; missions' own words are not known here."""
        return Wording(self.language, shipped_vocabulary(self.language))


class HqSitting:
    """An unlocked headquarters' folder: use ``hq``, then ``end`` it."""

    def __init__(self, hq: OpenHq, seat: Seat) -> None:
        self.hq = hq
        self._seat = seat

    @property
    def rolled_back(self) -> bool:
        """Say whether the folder is older than what was last seen of it."""
        return self._seat.rolled_back

    def index(self, slices: int = 1) -> int:
        """Index some of what was written since (store lane); return how much is left."""
        return self._seat.index(slices)

    def end(self) -> None:
        """Write where the logs end, close the folder, forget the keys."""
        self._seat.leave()


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate for a mission's leader.

    ``certificate`` is the text to be carried back; ``fingerprint`` the leader's, to be
    compared with him; ``again`` says that he had it already.
    """

    certificate: str
    mission_id: str
    leader: str
    fingerprint: str
    again: bool
    changes: Changes


def create_hq(
    surroundings: Surroundings,
    folder: Path,
    *,
    name: str,
    officer: str,
    passphrase: str,
    cost: KdfCost,
) -> tuple[HqSitting, str]:
    """Make headquarters' folder with its keys and its first officer.

    Returns the sitting and the officer's recovery code, which is shown once. Raises
    ``RefusedError('store.folder_in_place')`` for a folder that is there and not empty,
    ``RefusedError('hq.name_missing')``, and those for a weak passphrase. Nothing is left
    behind when it fails.
    """
    if not name.strip():
        raise RefusedError("hq.name_missing")
    if folder.exists() and any(folder.iterdir()):
        raise RefusedError("store.folder_in_place", folder=folder.name)
    new_id = id_maker(surroundings.clock)
    user = UserSlot(new_id(), officer)
    try:
        private_folder(folder)
        vault, code = keys.create_vault(
            folder,
            mission_id=new_id(),
            user=user,
            passphrase=passphrase,
            cost=cost,
            kind="hq",
            minimum_length=surroundings.least_passphrase,
        )
        private_folder(folder / blobs.FOLDER_NAME)
        create_databases(folder, vault)
        sitting = _sit_down(surroundings, folder, vault)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    hq = sitting.hq
    public = hq.keys.public
    hq.journal.write(
        hq.journal.create(
            "hq", {"name": name.strip(), "sign_key": public.sign, "seal_key": public.seal}, hq.id
        ),
        _officer_write(hq, user, public),
    )
    return sitting, code


def open_hq(surroundings: Surroundings, folder: Path, *, user: str, passphrase: str) -> HqSitting:
    """Unlock headquarters' folder with an officer's passphrase.

    Raises ``WrongSecretError('store.wrong_passphrase')``, ``DamagedError``,
    ``KnownError('store.in_use')``, ``KnownError('hq.not_headquarters')`` for a mission.
    """
    vault = keys.unlock_passphrase(folder, user, passphrase, minimum=surroundings.least_cost)
    return _sit_down(surroundings, folder, vault)


def verify_hq(surroundings: Surroundings, folder: Path, *, user: str, passphrase: str) -> Verified:
    """Check headquarters' closed folder, every package it keeps included; changes nothing.

    Raises ``WrongSecretError`` for a wrong passphrase, ``KnownError`` ``store.in_use`` and
    ``hq.not_headquarters``.
    """
    vault = keys.unlock_passphrase(folder, user, passphrase, minimum=surroundings.least_cost)
    try:
        if vault.kind != "hq":
            raise KnownError("hq.not_headquarters", folder=folder.name)
        with lock_folder(folder, program=surroundings.program, clock=surroundings.clock):
            return verify_folder(folder, vault, HQ_TYPES)
    finally:
        vault.wipe()


def _sit_down(surroundings: Surroundings, folder: Path, vault: Vault) -> HqSitting:
    if vault.kind != "hq":
        vault.wipe()
        raise KnownError("hq.not_headquarters", folder=folder.name)
    seat = take_seat(surroundings, folder, vault, HQ_TYPES)
    return HqSitting(OpenHq(seat.folder, surroundings.language), seat)


def add_officer(
    hq: OpenHq, surroundings: Surroundings, *, name: str, passphrase: str, cost: KdfCost
) -> tuple[Created, str]:
    """Give another officer a passphrase to headquarters' folder and keys (store lane).

    Returns who was added, and his recovery code, which is shown once.
    """
    user = UserSlot(hq.journal.new_id(), name)
    made = keys.add_user(
        hq.folder.vault,
        user=user,
        passphrase=passphrase,
        cost=cost,
        keys=hq.keys,
        minimum_length=surroundings.least_passphrase,
    )
    changes = hq.journal.write(_officer_write(hq, user, made.public))
    return Created(user.user_id, changes), made.recovery_code


def _officer_write(hq: OpenHq, user: UserSlot, public: PublicKeys) -> Write:
    return hq.journal.create(
        "user",
        {
            "name": user.name,
            "role": Role.OFFICE.value,
            "sign_key": public.sign,
            "seal_key": public.seal,
            "active": True,
        },
        user.user_id,
    )


def hq_card(hq: OpenHq) -> str:
    """Return headquarters' public card, to be given to teams. It holds no secret."""
    return write_card(hq.name, hq.keys)


# --- certifying leaders -----------------------------------------------------------------


def issued_missions(reader: Reader) -> list[Record]:
    """Return the missions whose leader was certified here, newest first."""
    return reader.find("issued_mission", order=[Order("issued_at", descending=True)])


def certify(hq: OpenHq, request: str) -> Issued:
    """Certify the leader who made *request*, and record the mission (store lane).

    Compare the leader's fingerprint with him beforehand (``read_request`` shows it): the
    request proves that he holds the keys, not who he is. Somebody else's keys for the same
    mission replace the leader; the same keys give the same certificate again. Raises what
    ``exchange.cards.read_request`` raises.
    """
    asked = read_request(request)
    known = hq.journal.reader.get("issued_mission", asked.mission_id)
    before = Certificate.from_text(known.text("certificate")) if known else None
    again = before is not None and before.keys == asked.keys and before.user_id == asked.user_id
    certificate = (
        before
        if before is not None and again
        else issue_certificate(
            hq.keys,
            user_id=asked.user_id,
            name=asked.leader,
            role=Role.LEADER,
            keys=asked.keys,
            mission_id=asked.mission_id,
            serial=before.serial + 1 if before else 1,
        )
    )
    write = Write(
        "issued_mission",
        asked.mission_id,
        {
            "mission": asked.mission_id,
            "body_name": asked.body,
            "round": asked.round or None,
            "year": asked.year,
            "team_name": asked.team or None,
            "leader_name": certificate.name,
            "leader_sign_key": asked.keys.sign,
            "certificate": certificate.to_text(),
            "issued_at": known.text("issued_at") if known and again else _now(hq),
        },
        Operation.SET if known else Operation.CREATE,
    )
    changes = hq.journal.write(write)
    return Issued(
        certificate=certificate.to_text(),
        mission_id=asked.mission_id,
        leader=certificate.name,
        fingerprint=asked.fingerprint,
        again=again,
        changes=changes,
    )


def _now(hq: OpenHq) -> str:
    return hq.folder.setting.now()


__all__ = [
    "HQ_ENDING",
    "CertificateRequest",
    "HqSitting",
    "Issued",
    "OpenHq",
    "add_officer",
    "certify",
    "create_hq",
    "hq_card",
    "issued_missions",
    "open_hq",
    "read_request",
    "verify_hq",
]
