"""The small mark-up of ``source/papers``: one text, set as .docx, as PDF or as a "scan".

A TOML head between ``+++`` lines says where the paper goes (``out``). Then line by line:
``# `` title, ``## `` heading, ``^ `` centred, ``> `` right, ``! `` not indented, ``| … |`` a row
of a table, ``~ `` handwriting, ``@ `` the words of a round seal, ``---`` a new page; any other
line is a paragraph.
"""

from dataclasses import dataclass
from pathlib import Path

from generator.transcript_source import split_head

_MARKS = {
    "# ": "title",
    "## ": "heading",
    "^ ": "center",
    "> ": "right",
    "! ": "plain",
    "~ ": "hand",
    "@ ": "seal",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One block; *rows* only for ``table``, *text* for all others."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its pages of blocks, how a scan of it lay on the glass, its length when set."""

    out: str
    pages: tuple[tuple[Block, ...], ...]
    tilt: float
    seed: int
    warm: bool
    length: int

    @property
    def title(self) -> str:
        """Return the words of its first block."""
        return self.pages[0][0].text


def read_paper(path: Path) -> Paper:
    """Read one source of a paper."""
    head, body = split_head(path.read_text(encoding="utf-8"))
    pages: list[list[Block]] = [[]]
    for line in body.splitlines():
        if line == "---":
            pages.append([])
        elif line.startswith("|"):
            _add_row(pages[-1], tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif line:
            pages[-1].append(_block(line))
    return Paper(
        out=str(head["out"]),
        pages=tuple(tuple(page) for page in pages),
        tilt=float(str(head.get("tilt", 0))),
        seed=int(str(head.get("seed", 0))),
        warm=head.get("paper") == "warm",
        length=int(str(head.get("pages", len(pages)))),
    )


def _block(line: str) -> Block:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    return Block("paragraph", line)


def _add_row(page: list[Block], row: tuple[str, ...]) -> None:
    if page and page[-1].kind == "table":
        page[-1] = Block("table", rows=(*page[-1].rows, row))
    else:
        page.append(Block("table", rows=(row,)))
