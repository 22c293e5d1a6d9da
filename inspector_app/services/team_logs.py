"""Whose work is here: the team's laptops, what is missing of each, packages given and taken."""

from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Direction, PackageKind
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.store.devices import DeviceLog, device_logs, numbers_by_device
from inspector_app.store.identity import PublicKeys
from inspector_app.store.import_log import Import, imports
from inspector_app.store.merge import Gap, forks, gaps
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class Laptop:
    """One laptop of the team as far as its work is here.

    ``number`` is how it is called (the end of its id); ``people`` who wrote on it; ``last_at``
    its latest entry by its own clock; ``gaps`` where entries of it are missing; ``forks`` the
    numbers under which it wrote two different entries, which happens when a mission folder
    was copied and both copies were written to.
    """

    device: str
    people: tuple[str, ...]
    here: bool
    entries: int
    last_at: str
    gaps: tuple[Gap, ...]
    forks: tuple[int, ...]

    @property
    def number(self) -> str:
        """Return how the laptop is called in the window."""
        return device_number(self.device)


def device_number(device: str) -> str:
    """Return how a device is called in the window: the end of its id."""
    return device[-4:].upper()


def laptops(mission: OpenMission) -> list[Laptop]:
    """Return the team's laptops whose work is here, this one first, then the latest."""
    reader = mission.reader
    names = user_names(reader)
    numbers = numbers_by_device(reader)
    missing, forked = gaps(reader, numbers), forks(reader, numbers)
    own = mission.folder.setting.device
    logs = device_logs(reader)
    if all(log.device != own for log in logs):  # nothing was written on this laptop yet
        logs.append(DeviceLog(own, 0, 0, (), ""))
    found = [
        Laptop(
            device=log.device,
            people=tuple(names.get(author, "") or author[-4:] for author in log.authors),
            here=log.device == own,
            entries=log.entries,
            last_at=log.last_at,
            gaps=tuple(gap for gap in missing if gap.device == log.device),
            forks=tuple(seq for device, seq in forked if device == log.device),
        )
        for log in logs
    ]
    return sorted(found, key=lambda laptop: not laptop.here)


@dataclass(frozen=True, slots=True)
class PackageTaken:
    """A work package that was taken in on this laptop, and who sent it."""

    package: Import
    sender: str


def work_packages_made(reader: Reader) -> list[Record]:
    """Return the work packages that the team made, as far as it is known here, latest first."""
    where = {"kind": PackageKind.WORK.value, "direction": Direction.OUT.value}
    return reader.find("package", where, order=[Order("made_at", descending=True)])


def work_packages_taken(reader: Reader) -> list[PackageTaken]:
    """Return the packages taken in on this laptop, the latest first."""
    people = {
        PublicKeys(user.text("sign_key"), user.text("seal_key")).key_id: user.text("name")
        for user in reader.find("user")
        if user.text("sign_key")
    }
    taken = sorted(imports(reader), key=lambda one: one.imported_at, reverse=True)
    return [PackageTaken(one, people.get(one.sender, "")) for one in taken]


def recipients(mission: OpenMission) -> list[Record]:
    """Return the users of the team whom a work package can be made for."""
    return [
        user
        for user in mission.reader.find("user", order=[Order("name")])
        if user.id != mission.me
        and user.text("seal_key")
        and user.values.get("active") is not False
    ]


def suggested_work_name(mission: OpenMission, sequence: int) -> str:
    """Return a file name for the next work package; it names nobody, for it travels in clear."""
    device = mission.folder.setting.device[-4:].lower()
    return f"work-{mission.id[-8:]}-{device}-{sequence:03d}.age"
