"""How a mission comes to trust headquarters, and its leader to be trusted by it.

Headquarters' card is pinned and its fingerprint compared over a second channel; the leader's
request goes to headquarters and comes back as a certificate. With headquarters' folder at
hand, as when missions are prepared at the office, it is one step: ``issue_here``.
"""

from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.cards import (
    MAX_BYTES,
    CertificateRequest,
    HqCard,
    read_card,
    write_request,
)
from inspector_app.services.hq import OpenHq, certify, hq_card
from inspector_app.services.mission import (
    OpenMission,
    certified,
    mission_record,
    require_leader,
    trust_root,
)
from inspector_app.store.certificates import Certificate, check_chain
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.safe_files import os_errors, write_atomically


@dataclass(frozen=True, slots=True)
class Trust:
    """How far team and headquarters trust each other.

    ``fingerprint`` is empty while no card is pinned; ``leader_certified`` says that
    headquarters would take a delivery; ``team`` are the users with (name, role, certified).
    """

    office: str
    fingerprint: str
    confirmed: bool
    leader_certified: bool
    team: tuple[tuple[str, Role, bool], ...]


def trust_state(reader: Reader, mission_id: str) -> Trust:
    """Return who is pinned, compared and certified."""
    record = mission_record(reader, mission_id)
    known = certified(reader, mission_id)
    team = tuple(
        (user.text("name"), Role(user.text("role") or Role.MEMBER.value), user.id in known)
        for user in reader.find("user", order=[Order("name")])
    )
    return Trust(
        office=record.text("hq_name"),
        fingerprint=headquarters_fingerprint(reader, mission_id),
        confirmed=record.flag("hq_confirmed"),
        leader_certified=any(one.role is Role.LEADER for one in known.values()),
        team=tuple(sorted(team, key=lambda one: list(Role).index(one[1]))),
    )


def pin_headquarters(mission: OpenMission, card: str) -> tuple[HqCard, Changes]:
    """Take headquarters' public keys into the mission (leader, store lane).

    They count for a delivery once their fingerprint was compared: ``confirm_headquarters``.
    Raises what ``exchange.cards.read_card`` raises, and
    ``RefusedError('hq.another_confirmed')`` when another headquarters was confirmed before.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    shown = read_card(card)
    record = mission_record(reader, mission.id)
    if trust_root(reader, mission.id) == shown.keys:
        return shown, mission.journal.write(Write("mission", mission.id, {"hq_name": shown.name}))
    if record.flag("hq_confirmed"):
        raise RefusedError("hq.another_confirmed", name=record.text("hq_name"))
    changes = mission.journal.write(
        Write(
            "mission",
            mission.id,
            {
                "hq_name": shown.name,
                "hq_sign_key": shown.keys.sign,
                "hq_seal_key": shown.keys.seal,
                "hq_confirmed": False,
            },
        )
    )
    return shown, changes


def headquarters_fingerprint(reader: Reader, mission_id: str) -> str:
    """Return the digits to be compared with headquarters; empty when no card was pinned."""
    root = trust_root(reader, mission_id)
    return root.fingerprint if root else ""


def confirm_headquarters(mission: OpenMission) -> Changes:
    """Record that headquarters' fingerprint was compared over a second channel (leader).

    Raises ``RefusedError('mission.no_headquarters')`` when there is nothing to compare.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    if trust_root(reader, mission.id) is None:
        raise RefusedError("mission.no_headquarters")
    return mission.journal.write(Write("mission", mission.id, {"hq_confirmed": True}))


def certificate_request(mission: OpenMission) -> str:
    """Return the leader's request to be certified, a text to be carried to headquarters.

    Raises ``RefusedError('mission.leader_only')``.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    record = mission_record(reader, mission.id)
    leader = reader.get("user", mission.me)
    own = mission.folder.vault.keys
    return write_request(
        CertificateRequest(
            mission_id=mission.id,
            user_id=mission.me,
            leader=leader.text("name") if leader else "",
            body=record.text("body_name"),
            round=record.text("round"),
            year=record.number("year") or 0,
            team=record.text("team_name"),
            keys=own.public,
        ),
        own,
    )


def install_certificate(mission: OpenMission, text: str) -> Changes:
    """Take in the leader's certificate that headquarters sent back (store lane).

    Raises ``RefusedError`` or ``DamagedError`` if it does not chain to the pinned key, or is
    somebody else's.
    """
    certificate = Certificate.from_text(text)
    root = trust_root(mission.journal.reader, mission.id)
    if root is None:
        raise RefusedError("mission.no_headquarters")
    check_chain(certificate, [], root=root, mission_id=mission.id)
    own = mission.folder.vault.keys.public
    mine = certificate.user_id == mission.me and certificate.role is Role.LEADER
    if certificate.keys != own or not mine:
        raise DamagedError("mission.certificate_for_other", name=certificate.name)
    return mission.journal.write(
        Write("user", certificate.user_id, {"certificate": certificate.to_text()})
    )


def read_small_file(path: Path) -> str:
    """Return the text of a card or certificate; what is larger than any of them is cut.

    Raises ``KnownError`` ``system.*`` if it cannot be read; what is no text is found out by
    whoever reads it.
    """
    with os_errors(path), path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1).decode("utf-8", "replace")


def save_request(request: str, path: Path) -> None:
    """Write a leader's request where the user wants it (any lane)."""
    write_atomically(path, request.encode("utf-8"))


def issue_here(hq: OpenHq, mission: OpenMission) -> Changes:
    """Pin, request, certify and install at one desk (store lanes of both).

    The fingerprint is confirmed by its own act, as everywhere: ``confirm_headquarters``.
    """
    _, pinned = pin_headquarters(mission, hq_card(hq))
    issued = certify(hq, certificate_request(mission))
    return pinned | install_certificate(mission, issued.certificate)
