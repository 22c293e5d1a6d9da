"""Headquarters in the demonstration: a folder, an officer and keys of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.services.certification import issue_here
from inspector_app.services.delivery import make_delivery
from inspector_app.services.demo.passphrases import new_passphrase
from inspector_app.services.demo.story import Story, table, text
from inspector_app.services.hq import OpenHq, create_hq, hq_card
from inspector_app.services.mission import OpenMission
from inspector_app.services.receipts import take_receipt
from inspector_app.services.receiving import receive
from inspector_app.services.register import register_sheet, register_text
from inspector_app.services.seat import Surroundings
from inspector_app.store.key_file import KdfCost
from inspector_app.system.safe_files import private_folder, write_atomically

HQ_ENDING = ".hq"
DELIVERY = "delivery.age"
OFFICER = "示例经办人"


@dataclass(frozen=True, slots=True)
class Office:
    """Headquarters' open folder and how to open it again."""

    hq: OpenHq
    folder: Path
    officer: str
    passphrase: str
    recovery_code: str

    def certify(self, mission: OpenMission) -> None:
        """Pin headquarters in the mission and certify its leader, at one desk."""
        issue_here(self.hq, mission)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery that headquarters received."""

    files: dict[str, Path] = field(default_factory=dict)
    receipt_number: str = ""
    contents: int = 0
    findings: int = 0


@contextmanager
def open_office(
    surroundings: Surroundings, out: Path, story: Story, *, cost: KdfCost
) -> Iterator[Office]:
    """Make headquarters' folder under *out* and hold it open while the block runs."""
    private_folder(out)
    name = text(table(story.mission, "mission"), "hq_name")
    passphrase = new_passphrase()
    folder = out / f"{name}{HQ_ENDING}"
    sitting, code = create_hq(
        surroundings, folder, name=name, officer=OFFICER, passphrase=passphrase, cost=cost
    )
    try:
        write_atomically(out / "hq-card.json", hq_card(sitting.hq).encode("utf-8"))
        yield Office(sitting.hq, folder, OFFICER, passphrase, code)
    finally:
        sitting.end()


def deliver(
    mission: OpenMission, office: Office, out: Path, papers: Mapping[str, bytes]
) -> Delivered:
    """Make the package, receive it at headquarters, and take the receipt back in."""
    made = make_delivery(mission, out / DELIVERY, papers=papers)
    received = receive(office.hq, made.path)
    if received.faults:
        raise RuntimeError(f"headquarters refused the demonstration: {received.faults}")
    take_receipt(mission, received.receipt.encode("utf-8"))
    files = {
        "hq/receipt.txt": received.receipt.encode("utf-8"),
        "hq/register.txt": register_text(office.hq).encode("utf-8"),
        "hq/register.xlsx": register_sheet(office.hq),
    }
    for name, data in files.items():
        write_atomically(out / name, data)
    return Delivered(
        files={DELIVERY: made.path, **{name: out / name for name in files}},
        receipt_number=received.number,
        contents=len(made.info.manifest.files),
        findings=len(received.findings),
    )
