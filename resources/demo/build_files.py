#!/usr/bin/env python3
"""Make the demonstration's files from the texts beside this script.

``python resources/demo/build_files.py [--out FOLDER]`` writes ``files/`` and ``talks.toml``.
The same sources give the same bytes, as far as the compressors of two machines agree.
Everything told is invented; every file says 示例.
"""

import argparse
from pathlib import Path

from generator.legacy import write_legacy
from generator.paper_docx import write_paper_docx
from generator.paper_pdf import write_paper_pdf
from generator.papers import read_paper
from generator.photos import write_photos
from generator.rosters import (
    read_people,
    updated_people,
    write_errors_csv,
    write_roster_xls,
    write_roster_xlsx,
    write_table_xlsx,
)
from generator.scan import write_scan
from generator.talks_toml import talks_toml
from generator.transcript_docx import write_transcript
from generator.transcript_source import read_transcript

HERE = Path(__file__).resolve().parent
#: Papers that come as a PDF with text in it; every other .pdf is a scan.
PRINTED = "minutes/2026-06-18-record.pdf"
LEGACY = {
    "legacy/notice.doc": "示例：关于做好巡察配合工作的通知（旧格式，须另存后导入）",
    "legacy/talk-outline.wps": "示例：谈话提纲（旧格式，须另存后导入）",
}


def build(out: Path) -> None:
    """Write everything below *out*."""
    source, files = HERE / "source", out / "files"
    people = read_people(source)
    offices = {person["name"]: (person["body"], person["office"]) for person in people}
    write_roster_xlsx(people, files / "roster.xlsx")
    write_roster_xls(updated_people(people, source), files / "roster-update.xls")
    write_errors_csv(source / "", files / "roster-errors.csv")
    write_table_xlsx(source / "look-back.csv", files / "look-back.xlsx")
    for table in sorted((source / "tables").glob("*.csv")):
        write_table_xlsx(table, files / "papers" / f"{table.stem}.xlsx")
    talks = [read_transcript(path) for path in sorted((source / "transcripts").glob("*.md"))]
    for talk in talks:
        path = files / "transcripts" / f"{talk.number}.docx"
        write_transcript(talk, offices[talk.talker], path)
    for path in sorted((source / "papers").glob("*.md")):
        paper = read_paper(path)
        target = files / paper.out
        if target.suffix == ".docx":
            write_paper_docx(paper, target)
        elif paper.out == PRINTED:
            write_paper_pdf(paper, target)
        else:
            write_scan(paper, target)
    write_photos(files / "photos")
    for name, text in LEGACY.items():
        write_legacy(files / name, text)
    (out / "talks.toml").write_text(talks_toml(talks), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    build(parser.parse_args().out)
