"""Sittings: create a mission, unlock it as one of its users, lock it again.

A sitting holds the folder's lock, the open databases and the keys; ending it writes the heads
of the logs and forgets everything.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError, KnownError, RefusedError
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.domain.rights import CERTIFIERS
from inspector_app.domain.vocabulary import MissionKind, Phase, Role
from inspector_app.services.certification import confirm_headquarters, install_certificate
from inspector_app.services.checklist import load_checklist
from inspector_app.services.mission import OpenMission, role_of, shipped_vocabulary
from inspector_app.services.seat import Seat, Surroundings, take_seat
from inspector_app.services.shipped_forms import shipped_form_records
from inspector_app.store import blobs, keys
from inspector_app.store.certificates import issue_certificate
from inspector_app.store.folder import create_databases
from inspector_app.store.identity import PublicKeys, UserKeys
from inspector_app.store.journal import Write
from inspector_app.store.key_file import KdfCost, UserSlot
from inspector_app.store.keys import Vault
from inspector_app.store.verify import Verified, verify_folder
from inspector_app.system.clock import id_maker
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.safe_files import private_folder
from inspector_app.system.wording import Wording

__all__ = [
    "MissionSpec",
    "Sitting",
    "Surroundings",
    "add_member",
    "certify_leader",
    "confirm_headquarters",
    "create_mission",
    "install_certificate",
    "open_mission",
    "open_with_keyring",
    "open_with_recovery",
    "verify_mission",
]

MISSION_ENDING = ".mission"


@dataclass(frozen=True, slots=True)
class MissionSpec:
    """What is known when a mission is configured (授权书)."""

    body_name: str
    round: str
    year: int
    team_name: str
    sending_committee: str
    addressee: str
    office: str
    kind: MissionKind = MissionKind.ROUTINE
    body_short_name: str = ""
    hq_name: str = ""
    classification: str = ""
    entry_on: str = ""
    leave_on: str = ""
    report_due_on: str = ""
    period_from: str = ""
    period_to: str = ""
    phase: Phase = Phase.CONFIGURE
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    milestones: Sequence[Mapping[str, str]] = ()
    hq: PublicKeys | None = None


class Sitting:
    """An unlocked mission: use ``mission``, then ``end`` it."""

    def __init__(self, mission: OpenMission, seat: Seat) -> None:
        self.mission = mission
        self._seat = seat

    @property
    def surroundings(self) -> Surroundings:
        """Return what the sitting was given of the machine."""
        return self._seat.surroundings

    @property
    def rolled_back(self) -> bool:
        """Say whether the folder is older than what was last seen of it."""
        return self._seat.rolled_back

    def index(self, slices: int = 1) -> int:
        """Index some of what was written since (store lane); return how much is left."""
        return self._seat.index(slices)

    def checkpoint(self) -> None:
        """Write where the logs end, now and then (store lane)."""
        self._seat.checkpoint()

    def end(self) -> None:
        """Write where the logs end, close the folder, forget the keys."""
        self._seat.leave()


def create_mission(
    surroundings: Surroundings,
    folder: Path,
    spec: MissionSpec,
    *,
    leader: str,
    passphrase: str,
    cost: KdfCost,
) -> tuple[Sitting, str]:
    """Make a mission folder with its leader as first user.

    The words of *spec* that differ between places are completed by those that come with the
    program (``vocabulary.*`` of the wording), so that every paper has its words.

    Returns the sitting and the leader's recovery code, which is shown once. Raises
    ``RefusedError('store.folder_in_place')`` for a folder that is there and not empty,
    ``InputError('mission.spec_blank')`` naming what must be said, and those for a weak
    passphrase. Nothing is left behind when it fails.
    """
    _check_spec(surroundings, spec)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError("store.folder_in_place", folder=folder.name)
    new_id = id_maker(surroundings.clock)
    user = UserSlot(new_id(), leader)
    with ExitStack() as undoing:
        undoing.callback(shutil.rmtree, folder, ignore_errors=True)
        private_folder(folder)
        vault, code = keys.create_vault(
            folder,
            mission_id=new_id(),
            user=user,
            passphrase=passphrase,
            cost=cost,
            minimum_length=surroundings.least_passphrase,
        )
        private_folder(folder / blobs.FOLDER_NAME)
        create_databases(folder, vault)
        sitting = _sit_down(surroundings, folder, vault, publish=True)
        undoing.callback(sitting.end)
        _write_spec(sitting.mission, spec, leader)
        undoing.pop_all()
    return sitting, code


def _check_spec(surroundings: Surroundings, spec: MissionSpec) -> None:
    words = Wording(surroundings.language)
    for name in ("body_name", "round", "team_name", "sending_committee"):
        if not str(getattr(spec, name)).strip():
            label = words.text(f"records.mission.fields.{name}")
            raise InputError("mission.spec_blank", field=label)


def _write_spec(mission: OpenMission, spec: MissionSpec, leader: str) -> None:
    journal = mission.journal
    names = (
        "body_name",
        "body_short_name",
        "round",
        "team_name",
        "sending_committee",
        "addressee",
        "office",
        "hq_name",
        "classification",
        "entry_on",
        "leave_on",
        "report_due_on",
        "period_from",
        "period_to",
    )
    values: dict[str, Json] = {name: getattr(spec, name) or None for name in names}
    values |= {"year": spec.year, "kind": spec.kind.value, "phase": spec.phase.value}
    if spec.hq is not None:
        values |= {"hq_sign_key": spec.hq.sign, "hq_seal_key": spec.hq.seal}
    writes = [
        journal.create("mission", values, mission.id),
        journal.create(
            "user", _user_fields(leader, Role.LEADER, mission.folder.vault.keys.public), mission.me
        ),
    ]
    writes += [
        journal.create("term", {"key": key, "text": text})
        for key, text in {**shipped_vocabulary("zh_CN"), **spec.vocabulary}.items()
    ]
    writes += [
        journal.create("milestone", {name: value or None for name, value in milestone.items()})
        for milestone in spec.milestones
    ]
    journal.write(*writes)


def _user_fields(name: str, role: Role, public: PublicKeys, post: str = "") -> dict[str, Json]:
    return {
        "name": name,
        "role": role.value,
        "post": post or None,
        "sign_key": public.sign,
        "seal_key": public.seal,
        "active": True,
    }


def open_mission(
    surroundings: Surroundings, folder: Path, *, user: str, passphrase: str
) -> Sitting:
    """Unlock a mission with a passphrase.

    Raises ``WrongSecretError('store.wrong_passphrase')``, ``DamagedError``, and
    ``KnownError('store.in_use')`` when another program has it.
    """
    vault = keys.unlock_passphrase(folder, user, passphrase, minimum=surroundings.least_cost)
    return _sit_down(surroundings, folder, vault)


def open_with_recovery(
    surroundings: Surroundings, folder: Path, *, user: str, code: str
) -> Sitting:
    """Unlock a mission with a recovery code; a new passphrase should be set next."""
    return _sit_down(surroundings, folder, keys.unlock_recovery(folder, user, code))


def open_with_keyring(
    surroundings: Surroundings, folder: Path, *, user: str, secret: bytes
) -> Sitting:
    """Unlock a mission with the secret that this computer's keyring keeps."""
    return _sit_down(surroundings, folder, keys.unlock_keyring(folder, user, secret))


def _sit_down(
    surroundings: Surroundings, path: Path, vault: Vault, *, publish: bool = False
) -> Sitting:
    if vault.kind != "mission":
        vault.wipe()
        raise KnownError("mission.not_a_mission", folder=path.name)
    seat = take_seat(surroundings, path, vault, MISSION_TYPES)
    try:
        journal = seat.folder.journal
        if publish:
            journal.write(*(journal.create("form", fields) for fields in shipped_form_records()))
        checklist = load_checklist(journal.reader)
    except BaseException:
        seat.leave()
        raise
    mission = OpenMission(
        seat.folder, surroundings.language, checklist, surroundings.today, surroundings
    )
    return Sitting(mission, seat)


def verify_mission(
    surroundings: Surroundings, folder: Path, *, user: str, passphrase: str
) -> Verified:
    """Check a closed mission folder; changes nothing.

    Raises ``DamagedError('store.keys_damaged')`` for a damaged key file, without which
    nothing can be checked, ``WrongSecretError`` for a wrong passphrase,
    ``KnownError('mission.not_a_mission')`` and ``KnownError('store.in_use')``.
    """
    vault = keys.unlock_passphrase(folder, user, passphrase, minimum=surroundings.least_cost)
    try:
        if vault.kind != "mission":
            raise KnownError("mission.not_a_mission", folder=folder.name)
        with _held(surroundings, folder):
            return verify_folder(folder, vault, MISSION_TYPES)
    finally:
        vault.wipe()


@contextmanager
def _held(surroundings: Surroundings, folder: Path) -> Iterator[None]:
    """Hold the folder's lock where one can be made: nobody writes to a read-only medium."""
    with ExitStack() as held:
        try:
            held.enter_context(
                lock_folder(folder, program=surroundings.program, clock=surroundings.clock)
            )
        except KnownError as error:
            if error.code != "system.read_only_medium":
                raise
        yield


# --- the team ---------------------------------------------------------------------------


def add_member(
    mission: OpenMission,
    surroundings: Surroundings,
    *,
    name: str,
    role: Role,
    passphrase: str,
    cost: KdfCost,
    post: str = "",
) -> tuple[str, str, Changes]:
    """Give somebody of the team a passphrase and keys, and certify them (leader, store lane).

    Returns the user's id, the recovery code (shown once) and what was touched.
    """
    journal = mission.journal
    if role_of(journal.reader, mission.me) not in CERTIFIERS:
        raise RefusedError("mission.leader_only")
    user = UserSlot(journal.new_id(), name)
    made = keys.add_user(
        mission.folder.vault,
        user=user,
        passphrase=passphrase,
        cost=cost,
        minimum_length=surroundings.least_passphrase,
    )
    fields = _user_fields(name, role, made.public, post)
    certificate = issue_certificate(
        mission.folder.vault.keys,
        user_id=user.user_id,
        name=name,
        role=role,
        keys=made.public,
        mission_id=mission.id,
        serial=1,
    )
    fields["certificate"] = certificate.to_text()
    changes = journal.write(journal.create("user", fields, user.user_id))
    return user.user_id, made.recovery_code, changes


def certify_leader(hq_keys: UserKeys, mission: OpenMission, *, serial: int = 1) -> Changes:
    """Let headquarters certify the mission's leader and pin its keys (configuring, store lane)."""
    journal = mission.journal
    leader = journal.reader.get("user", mission.me)
    certificate = issue_certificate(
        hq_keys,
        user_id=mission.me,
        name=leader.text("name") if leader else "",
        role=Role.LEADER,
        keys=mission.folder.vault.keys.public,
        mission_id=mission.id,
        serial=serial,
    )
    public = hq_keys.public
    return journal.write(
        Write("mission", mission.id, {"hq_sign_key": public.sign, "hq_seal_key": public.seal}),
        Write("user", mission.me, {"certificate": certificate.to_text()}),
    )
