"""Write ``talks.toml``: every talk's facts and answers, as the demonstration plays them."""

from collections.abc import Iterable, Sequence

from generator.transcript_source import Transcript

_HEAD = """\
# 示例：三十场谈话。Made by build_files.py from source/transcripts; edit there.
"""


def talks_toml(talks: Iterable[Transcript]) -> str:
    """Return the file's text."""
    return "\n".join([_HEAD, *(_talk(talk) for talk in talks)])


def _talk(talk: Transcript) -> str:
    lines = [
        "[[talks]]",
        f"number = {_text(talk.number)}",
        f"talker = {_text(talk.talker)}",
        f"category = {_text(talk.category)}",
        f"interviewers = {_texts(talk.interviewers)}",
        f"recorder = {_text(talk.recorder)}",
        f"starts_at = {talk.day.isoformat()}T{talk.start}:00",
        f"ends_at = {talk.day.isoformat()}T{talk.end}:00",
        f"place = {_text(talk.place)}",
        f"file = {_text(f'transcripts/{talk.number}.docx')}",
        f"layout = {_text(talk.layout)}",
        "opening_done = true",
        "read_back = true",
        "signed = true",
    ]
    if talk.gap_items and talk.gap_decided_at:
        consent = [
            f"by = {_text(talk.gap_decided_by)}",
            f"on = {talk.gap_decided_at.isoformat()}",
            f"reason = {_text(talk.gap_decision)}",
        ]
        lines += [
            f"gap_items = {_texts(talk.gap_items)}",
            f"gap_reason = {_text(talk.gap_reason)}",
            f"gap_consent = {{ {', '.join(consent)} }}",
        ]
    lines.append("answers = [")
    for paragraph in talk.paragraphs:
        for answer in paragraph.answers:
            fields = [
                f"item = {_text(answer.item)}",
                f"kind = {_text(answer.kind)}",
                f"text = {_text(answer.text)}",
                f"find = {_text(answer.find)}",
                f"lead = {str(answer.lead).lower()}",
                f"verify = {_text(answer.verify)}",
            ]
            lines.append(f"  {{ {', '.join(fields)} }},")
    lines.append("]\n")
    return "\n".join(lines)


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _texts(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"
