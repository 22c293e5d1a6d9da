"""问题底稿: one matter, its facts with their proofs, and who has signed it (handbook §1.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector_app.documents.papers.common import (
    MissionFacts,
    Person,
    Words,
    classification,
    counted_footer,
    signatures,
)
from inspector_app.documents.tree import (
    Align,
    Block,
    Column,
    Marks,
    Paper,
    Paragraph,
    Table,
    text,
)
from inspector_app.domain.vocabulary import FindingClass
from inspector_app.system.fonts import Role
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that was looked into: how, when and where, and what proves it.

    ``proofs`` name the exhibit and the page, e.g. ``证据 E-012 第 3 页``.
    """

    text: str
    proofs: tuple[str, ...]
    method: str = ""
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for the matter, and how."""

    body: str = ""
    first_responsible: tuple[Person, ...] = ()
    main_leaders: tuple[Person, ...] = ()
    supervising: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person held responsible says himself."""

    person: Person
    text: str
    given_on: date | None


class SignOffRole(StrEnum):
    """The three signatures of a working paper."""

    UNDERTAKER = "undertaker"  # 承办人
    REVIEWER = "reviewer"  # 副组长复核
    LEADER = "leader"  # 组长审签


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signs, and the day of the signature in the program if it is signed there."""

    role: SignOffRole
    name: str
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkingPaperContent:
    """A working paper. Its ``number`` is given on approval; before, ``draft_number`` stands."""

    mission: MissionFacts
    classification: str
    number: str
    draft_number: str
    title: str
    finding_class: FindingClass
    concerns_number_one: bool
    sources: str
    facts: tuple[Fact, ...]
    analysis: str
    basis: str
    responsibility: Responsibility
    statements: tuple[Statement, ...]
    sign_offs: tuple[SignOff, ...]


def _fact_lines(fact: Fact, number: int, words: Words) -> Iterator[str]:
    yield f"{number}.{fact.text.strip()}"
    circumstances = (
        ("working_paper.method", fact.method),
        ("working_paper.when", fact.when),
        ("working_paper.where", fact.where),
    )
    for key, value in circumstances:
        if value:
            yield words("labelled", label=words(key), value=value)
    proofs = words.joined(fact.proofs)
    yield words("labelled", label=words("working_paper.proofs"), value=proofs)


def _responsibility_lines(who: Responsibility, words: Words) -> Iterator[str]:
    rows = (
        ("working_paper.responsible_body", who.body),
        (
            "working_paper.first_responsible",
            words.joined(map(words.person, who.first_responsible)),
        ),
        ("working_paper.main_leaders", words.joined(map(words.person, who.main_leaders))),
        ("working_paper.supervising", words.joined(map(words.person, who.supervising))),
    )
    for key, value in rows:
        yield words("labelled", label=words(key), value=value or words("not_recorded"))


def _statement_lines(statements: tuple[Statement, ...], words: Words) -> Iterator[str]:
    for statement in statements:
        person = words.person(statement.person)
        day = words.date(statement.given_on)
        yield words("working_paper.statement", person=person, date=day, text=statement.text)


def _sign_off_lines(sign_offs: tuple[SignOff, ...], words: Words) -> Iterator[str]:
    for sign_off in sign_offs:
        role = words(f"working_paper.{sign_off.role.value}")
        key = "working_paper.signed" if sign_off.signed_on else "working_paper.not_signed"
        date_words = words.date(sign_off.signed_on) if sign_off.signed_on else ""
        yield words(key, role=role, name=sign_off.name, date=date_words)


def _rows(content: WorkingPaperContent, words: Words) -> Iterator[tuple[str, str]]:
    number = content.number or words("working_paper.draft", number=content.draft_number)
    facts = [
        line
        for position, fact in enumerate(content.facts, 1)
        for line in _fact_lines(fact, position, words)
    ]
    not_recorded = words("not_recorded")
    yield words("working_paper.number"), number
    yield words("working_paper.body"), content.mission.body
    yield words("working_paper.subject"), content.title
    yield words("working_paper.class"), words(f"finding_class.{content.finding_class.value}")
    yield (
        words("working_paper.concerns_number_one"),
        words("yes") if content.concerns_number_one else words("no"),
    )
    yield words("working_paper.sources"), content.sources or not_recorded
    yield words("working_paper.facts"), "\n".join(facts) or not_recorded
    yield words("working_paper.analysis"), content.analysis or not_recorded
    yield words("working_paper.basis"), content.basis or not_recorded
    responsibility = _responsibility_lines(content.responsibility, words)
    yield words("working_paper.responsibility"), "\n".join(responsibility)
    statements = _statement_lines(content.statements, words)
    yield words("working_paper.statements"), "\n".join(statements) or not_recorded
    signed = _sign_off_lines(content.sign_offs, words)
    yield words("working_paper.sign_offs"), "\n".join(signed) or not_recorded


def working_paper_paper(content: WorkingPaperContent, wording: Wording) -> Paper:
    """Return a working paper as a form, with lines to sign on by hand."""
    words = Words(wording, content.mission)
    columns = (
        Column("", 1, Align.CENTRE, Role.HEITI),
        Column("", 5, Align.JUSTIFY),
    )
    blocks: list[Block] = [
        Paragraph(text(words("working_paper.team")), indent=0),
        Table(columns, tuple(_rows(content, words)), header=False, split_rows=True),
    ]
    blocks += signatures(words, [f"working_paper.{role.value}" for role in SignOffRole])
    return Paper(
        kind=words("working_paper.kind"),
        title=words.lines("working_paper.title"),
        blocks=tuple(blocks),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )
