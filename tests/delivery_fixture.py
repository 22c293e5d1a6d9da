"""On top of a finished mission: headquarters, and deliveries to take apart and forge (示例)."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from inspector_app.domain.vocabulary import Purpose
from inspector_app.exchange.container import OutgoingFile, save_package
from inspector_app.exchange.manifest import FileEntry, Manifest
from inspector_app.exchange.reading import open_package
from inspector_app.services import (
    certification,
    delivery,
    evidence,
    hq,
    leads,
    receiving,
    report,
    report_final,
    session,
)
from inspector_app.services.approvals import approval_write
from inspector_app.services.delivery_contents import CHECKSUMS
from inspector_app.services.hq import HqSitting, OpenHq
from inspector_app.services.mission import OpenMission
from inspector_app.store.identity import UserKeys
from inspector_app.store.journal import Write
from tests.mission_fixture import CHEAP, PASSPHRASE, SmallMission
from tests.mission_fixture import _make as make_mission
from tests.paper_fixture import LEADER, finished_mission

OFFICE = "示例市委巡察办"
OFFICER = "佴𫖯"
PAPERS = {"report.pdf": b"%PDF-1.7 printed \xe5\xb2\x91", "report.docx": b"PK docx"}
#: Phrases that must never lie in clear: in a lead, in evidence, in evidence names, in papers.
LEAD = "反映某某收受礼金的线索内容𠮷"
NOTE = "会议室门口的监控录像说明"
EVIDENCE_NAME = "现场𬀩记录?*.txt"
EVIDENCE_TEXT = "这是一份证据的正文，不得以明文出现。" * 40


@dataclass
class Case:
    """A mission ready to deliver and its headquarters, both open; ``made``: delivered already."""

    small: SmallMission
    office: HqSitting
    officer: str
    report: str
    folder: Path
    made: Path | None = None

    @property
    def mission(self) -> OpenMission:
        return self.small.mission

    @property
    def hq(self) -> OpenHq:
        return self.office.hq

    @property
    def leader_keys(self) -> UserKeys:
        return self.mission.folder.vault.keys

    def deliver(self, name: str = "移交.age") -> Path:
        """Make a delivery; returns its path."""
        return delivery.make_delivery(self.mission, self.folder / name, papers=PAPERS).path

    def receive(self, path: Path) -> receiving.Received:
        return receiving.receive(self.hq, path)

    def end(self) -> None:
        self.office.end()
        self.small.sitting.end()


def make_office(small: SmallMission, folder: Path, name: str = OFFICE) -> HqSitting:
    """Make a headquarters' folder and open it."""
    sitting, _code = hq.create_hq(
        small.surroundings,
        folder,
        name=name,
        officer=OFFICER,
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    return sitting


def add_evidence(small: SmallMission, folder: Path, name: str, text: str, **more: str) -> str:
    """Capture a text file under a *name* that need not be a file name."""
    path = folder / "captured.txt"
    path.write_text(text, encoding="utf-8")
    made = evidence.add_evidence(small.mission, path, title=name, **more).id
    write = Write("evidence", made, {"file_name": name})
    small.mission.journal.write(write)
    return made


class CaseTemplate:
    """The case made once and copied for each test: making one takes seconds."""

    def __init__(self, folder: Path) -> None:
        small, self._report, _paper = finished_mission(folder)
        mission = small.mission
        leads.record_lead(mission, content=LEAD, about_number_one=True)
        add_evidence(small, folder, EVIDENCE_NAME, EVIDENCE_TEXT, note=NOTE)
        add_evidence(small, folder, EVIDENCE_NAME, "第二份", audience="leader")
        add_evidence(small, folder, "一字.txt", "一")
        office = make_office(small, folder / "示例.hq")
        self._officer = office.hq.me
        certification.issue_here(office.hq, mission)
        certification.confirm_headquarters(mission)
        report_final.finalise_report(mission, self._report)
        self.hq_name = office.hq.name
        office.end()
        small.sitting.end()
        self._small, self._folder = small, folder

    def copy(self, folder: Path) -> Case:
        """Return the case in *folder*, open for the leader and the officer."""
        small = self.laptop(folder / "示例.mission")
        return Case(small, self.office(folder), self._officer, self._report, folder)

    def office(self, folder: Path) -> HqSitting:
        """Return a copy of headquarters in *folder*, open for the officer."""
        path = folder / "示例.hq"
        shutil.copytree(self._folder / "示例.hq", path)
        return hq.open_hq(self._small.surroundings, path, user=self._officer, passphrase=PASSPHRASE)

    def laptop(self, target: Path, user: str = LEADER) -> SmallMission:
        """Return a copy of the mission folder at *target*, open for *user*: a laptop of its own."""
        shutil.copytree(self._small.folder, target)
        sitting = session.open_mission(
            self._small.surroundings,
            target,
            user=self._small.users[user],
            passphrase=PASSPHRASE,
        )
        return replace(self._small, sitting=sitting, folder=target)


def another_mission(folder: Path, hq: OpenHq) -> SmallMission:
    """Make a mission with an id of its own, certified by *hq* and signed as final."""
    small = make_mission(folder)
    mission = small.mission
    certification.issue_here(hq, mission)
    certification.confirm_headquarters(mission)
    text = report.begin_report(mission).id
    signed = approval_write(
        mission, purpose=Purpose.REPORT_FINAL, subject_type="report", subject=text
    )
    mission.journal.write(signed, Write("report", text, {"final": True}))
    return small


# --- taking packages apart and putting them together ------------------------------------


class _Kept(dict[str, bytes]):
    """A staging area in memory."""

    manifest: Manifest

    def begin(self, manifest: Manifest) -> None:
        self.manifest = manifest

    def open_file(self, file: FileEntry) -> "_Slot":
        return _Slot(self, file.name)


class _Slot:
    def __init__(self, kept: _Kept, name: str) -> None:
        self._kept, self._name = kept, name
        kept[name] = b""

    def write(self, data: bytes, /) -> None:
        self._kept[self._name] += data

    def close(self) -> None:
        pass

    def discard(self) -> None:
        pass


def unpack(path: Path, keys: UserKeys, sender: UserKeys) -> tuple[Manifest, dict[str, bytes]]:
    """Return a package's manifest and files."""
    kept = _Kept()
    with path.open("rb") as source:
        open_package(
            source,
            [keys.age_identity],
            resolve_sender=lambda _: sender.public,
            staging=kept,
        )
    return kept.manifest, dict(kept)


def repack(
    target: Path,
    manifest: Manifest,
    files: Mapping[str, bytes],
    *,
    sender: UserKeys,
    to: tuple[str, ...] = (),
    sums: bool = True,
    **header: object,
) -> Path:
    """Make a package of *files* with the manifest's header, changed by *header*.

    The list of checksums is made to fit unless not *sums*.
    """
    outgoing = [
        OutgoingFile.of_bytes(name, data) for name, data in files.items() if name != CHECKSUMS
    ]
    if sums and CHECKSUMS in files:
        lines = "".join(f"{one.sha256}  {one.name}\n" for one in outgoing)
        outgoing.append(OutgoingFile.of_bytes(CHECKSUMS, lines.encode()))
    elif CHECKSUMS in files:
        outgoing.append(OutgoingFile.of_bytes(CHECKSUMS, files[CHECKSUMS]))
    save_package(
        target,
        header=replace(manifest.header, **header),  # type: ignore[arg-type]
        files=outgoing,
        sender=sender,
        recipients=to or manifest.to,
    )
    return target


def edited(data: bytes, change: Callable[[dict[str, object]], object]) -> bytes:
    """Return a JSON file with something changed in it."""
    tree = json.loads(data)
    change(tree)
    return json.dumps(tree, ensure_ascii=False).encode()


def in_clear(folder: Path, *phrases: str) -> list[str]:
    """Return the files under *folder* that hold one of *phrases* in some encoding."""
    needles = [phrase.encode(code) for phrase in phrases for code in ("utf-8", "utf-16-le")]
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]
