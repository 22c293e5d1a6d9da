"""What evidence is used for: facts it proves, talks and briefings it belongs to."""

from collections import Counter
from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a piece of evidence is used.

    ``record_type`` and ``record_id`` name the record that points at it (``proof``, ``talk``,
    ``briefing``, ``briefing_item``); ``title`` and ``detail`` are texts of the mission;
    ``page`` is the page cited; ``number_one`` says that it concerns a number one.
    """

    record_type: str
    record_id: str
    title: str
    detail: str = ""
    page: int | None = None
    number_one: bool = False


def uses_of(reader: Reader, evidence: str) -> list[Use]:
    """Return where a piece of evidence is used: proofs first."""
    first = {one.id for one in reader.find("official", {"number_one": True})}
    return [
        *_proofs(reader, evidence),
        *_talks(reader, evidence, first),
        *_briefings(reader, evidence, first),
    ]


def _proofs(reader: Reader, evidence: str) -> list[Use]:
    found = []
    for proof in reader.find("proof", {"evidence": evidence}):
        fact = reader.get("fact", proof.text("fact"))
        paper = reader.get("working_paper", fact.text("working_paper")) if fact else None
        if fact is None or paper is None or fact.deleted or paper.deleted:
            continue
        number = paper.text("number") or paper.text("draft_number")
        found.append(
            Use(
                "proof",
                proof.id,
                f"{number} {paper.text('title')}".strip(),
                fact.text("text"),
                proof.number("page"),
                paper.flag("concerns_number_one"),
            )
        )
    return sorted(found, key=lambda use: (use.title, use.page or 0))


def _talks(reader: Reader, evidence: str, first: set[str]) -> list[Use]:
    found = []
    for talk in reader.find("talk"):
        if evidence in talk.items("evidence"):
            person = reader.get("official", talk.text("official"))
            name = person.text("name") if person else ""
            about = talk.text("official") in first
            found.append(Use("talk", talk.id, f"{talk.text('number')} {name}", number_one=about))
    return found


def _briefings(reader: Reader, evidence: str, first: set[str]) -> list[Use]:
    found = []
    items = reader.find("briefing_item")
    for briefing in reader.find("briefing"):
        if evidence in briefing.items("evidence"):
            about = any(
                item.text("briefing") == briefing.id and item.text("official") in first
                for item in items
            )
            name = briefing.text("organ_name")
            found.append(Use("briefing", briefing.id, name, number_one=about))
    found += [
        Use(
            "briefing_item",
            item.id,
            item.text("theme"),
            item.text("text"),
            number_one=item.text("official") in first,
        )
        for item in items
        if evidence in item.items("evidence")
    ]
    return found


def use_counts(reader: Reader) -> Counter[str]:
    """Return how often each piece of evidence is used, in one pass."""
    papers = {paper.id for paper in reader.find("working_paper")}
    facts = {one.id for one in reader.find("fact") if one.text("working_paper") in papers}
    counts = Counter(
        proof.text("evidence") for proof in reader.find("proof") if proof.text("fact") in facts
    )
    for kind in ("talk", "briefing", "briefing_item"):
        for record in reader.find(kind):
            counts.update(record.items("evidence"))
    counts.pop("", None)
    return counts


def view_is_logged(evidence: Record, uses: list[Use]) -> bool:
    """Say whether looking at a piece of evidence is logged.

    It is when not everybody may read it, or when it concerns a number one.
    """
    return evidence.audience != Audience.TEAM or any(use.number_one for use in uses)
