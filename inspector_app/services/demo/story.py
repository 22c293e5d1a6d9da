"""The story of the demonstration, read from ``resources/demo``: data, not code."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast

from inspector_app.system.resources import resources

#: A table of TOML. The files are the program's own and tested, so keys are simply looked up.
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Story:
    """The files of the story."""

    root: Path
    mission: Table
    briefings: Sequence[Table]
    evidence: Sequence[Table]
    talks: Sequence[Table]
    working_papers: Sequence[Table]
    leads: Sequence[Table]
    number_one_talk: Table
    registers: Sequence[Table] = ()
    report: Table = field(default_factory=dict)
    calendar: Table = field(default_factory=dict)
    plan: Table = field(default_factory=dict)

    def file(self, name: str) -> Path:
        """Return one of the files a team would receive."""
        return self.root / "files" / name


def load_story() -> Story:
    """Read the story that comes with the program."""
    root = resources() / "demo"

    def read(name: str) -> Table:
        with (root / name).open("rb") as stream:
            return cast("Table", tomllib.load(stream))

    mission = read("mission.toml")
    return Story(
        root=root,
        mission=mission,
        calendar=table(mission, "calendar"),
        briefings=tables(read("briefing.toml"), "briefings"),
        evidence=tables(read("evidence.toml"), "evidence"),
        talks=tables(read("talks.toml"), "talks"),
        working_papers=tables(read("working_papers.toml"), "working_papers"),
        leads=tables(read("leads.toml"), "leads"),
        number_one_talk=table(read("number_one_talk.toml"), "report"),
        registers=tables(read("registers.toml"), "entries"),
        report=read("report.toml"),
        plan=read("plan.toml"),
    )


def unfinished(story: Story) -> Story:
    """Return the story as it stands in the middle of the work, for people to go on with.

    One talk is only planned, one is being held with half its answers, and two requirements
    of the report have no deadline yet. What working papers rest on is left as it is.
    """
    cited = {
        text(proof, "talk")
        for paper in story.working_papers
        for fact in tables(paper, "facts")
        for proof in tables(fact, "proofs")
    }
    free = [
        one
        for one in story.talks
        if text(one, "number") not in cited and text(one, "category") != "N"
    ]
    stages = dict(
        zip((text(one, "number") for one in free[-2:]), ("half", "planned"), strict=False)
    )
    talks = [{**one, "stage": stages.get(text(one, "number"), "")} for one in story.talks]
    blocks: list[Table] = []
    left_open = 0
    for block in tables(story.report, "blocks"):
        if text(block, "section") == "requirements" and left_open < 2:
            block = {**block, "deadline": ""}  # noqa: PLW2901 - the block as it stands so far
            left_open += 1
        blocks.append(block)
    return replace(story, talks=talks, report={**story.report, "blocks": blocks})


def text(source: Table, name: str, default: str = "") -> str:
    """Return a text of the story; dates come as yyyy-mm-dd."""
    value = source.get(name, default)
    return value.isoformat() if isinstance(value, date) else str(value)


def day(source: Table, name: str) -> date:
    """Return a day of the story."""
    return cast("date", source[name])


def texts(source: Table, name: str) -> list[str]:
    """Return a list of texts of the story."""
    return [str(item) for item in cast("Sequence[object]", source.get(name, ()))]


def flag(source: Table, name: str) -> bool:
    """Return a yes/no of the story."""
    return source.get(name) is True


def number(source: Table, name: str) -> int | None:
    """Return a whole number of the story, or ``None``."""
    value = source.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def tables(source: Table, name: str) -> list[Table]:
    """Return a list of tables of the story."""
    return list(cast("Sequence[Table]", source.get(name, ())))


def table(source: Table, name: str) -> Table:
    """Return a table of the story."""
    return cast("Table", source.get(name, {}))
