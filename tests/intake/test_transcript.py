"""Talk records as they come from word processors: real .docx files."""

import io
import time
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import InputError
from inspector_app.intake.dates import DateError
from inspector_app.intake.docx import read_docx
from inspector_app.intake.talk_time import Period, read_period
from inspector_app.intake.transcript import read_transcript
from inspector_app.system.wording import LANGUAGES, Wording

OPENING = (
    "我们是巡察组的工作人员，今天找你谈话，先说明我们的身份、目的和保密纪律，请你如实反映情况。"
)


@pytest.fixture
def save(tmp_path):
    def write(*paragraphs, build=None, name="谈话.docx"):
        document = docx.Document()
        if build:
            build(document)
        for paragraph in paragraphs:
            text, bold = paragraph if isinstance(paragraph, tuple) else (paragraph, False)
            document.add_paragraph().add_run(text).bold = bold
        path = tmp_path / name
        document.save(path)
        return path

    return write


def spoken(transcript):
    return [(paragraph.kind.value, paragraph.text) for paragraph in transcript.paragraphs]


def codes(transcript):
    return [problem.code for problem in transcript.problems]


def test_a_record_with_its_head_in_paragraphs(save):
    transcript = read_transcript(
        save(
            "个别谈话记录",
            "谈话编号：T-031",
            "谈 话 时 间：2026年10月21日15时04分至16时20分    地点：谈话二室",
            "谈话人：示例甲（组长）、示例丁　　记录人：示例丁",
            "谈话对象：张 𬀩  性别：男  单位：示例局  职务：副局长",
            OPENING,
            "问：党组会上谁先发言？",
            "答：多数时候是分管同志先讲。",
            "今年六月那次，一把手先定了调。",
            "（停顿）",
            "问：那次会议记录是怎么写的？答：记录我没有看过，应该在办公室。",
            "以上记录我看过，与我所说的一致。",
            "被谈话人签名：        2026年10月21日",
        )
    )
    facts = transcript.facts
    assert transcript.title == "个别谈话记录"
    assert facts.number == "T-031"
    assert facts.period == Period("2026-10-21T15:04", "2026-10-21T16:20")
    assert (facts.place, facts.interviewers, facts.recorder) == (
        "谈话二室",
        ("示例甲", "示例丁"),
        "示例丁",
    )
    assert (facts.subject, facts.gender, facts.body, facts.office) == (
        "张𬀩",
        "男",
        "示例局",
        "副局长",
    )
    assert spoken(transcript) == [
        ("opening", OPENING),
        ("question", "党组会上谁先发言？"),
        ("answer", "多数时候是分管同志先讲。"),
        ("answer", "今年六月那次，一把手先定了调。"),
        ("note", "（停顿）"),
        ("question", "那次会议记录是怎么写的？"),
        ("answer", "记录我没有看过，应该在办公室。"),
        ("read_back", "以上记录我看过，与我所说的一致。"),
        ("note", "被谈话人签名：        2026年10月21日"),
    ]
    assert codes(transcript) == []


def test_a_record_with_its_head_in_a_table(save):
    def build(document):
        table = document.add_table(rows=0, cols=4)
        for cells in (
            ("谈话时间", "2026年10月21日上午9时至11时", "谈话地点", "示例宾馆"),
            ("谈话对象", "李四", "单位及职务", "示例局 办公室主任"),
            ("谈话人", "示例甲 示例乙", "记录人", "王 五"),
        ):
            row = table.add_row()
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        row = table.add_row()
        row.cells[0].text = "谈话内容"
        row.cells[1].merge(row.cells[3]).text = "问：你好。\n答：好。"

    transcript = read_transcript(save(build=build))
    facts = transcript.facts
    assert facts.period == Period("2026-10-21T09:00", "2026-10-21T11:00")
    assert facts.interviewers == ("示例甲", "示例乙")
    assert (facts.subject, facts.recorder, facts.office) == ("李四", "王五", "示例局 办公室主任")
    assert spoken(transcript) == [
        ("note", "谈话内容"), ("question", "你好。"), ("answer", "好。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("问：", "答："),
        ("问:", "答:"),
        ("Q：", "A："),
        ("1．问 ：", "答 ："),
        ("谈话人：", "被谈话人："),
        ("示例甲：", "李四："),
        ("提问：", "回答："),
    ],
)
def test_every_way_of_marking_speakers(save, question, answer):
    transcript = read_transcript(
        save(
            "谈话人：示例甲    谈话对象：李四    谈话时间：2026-10-21 9:00-10:30",
            f"{question}近来工作怎么样？",
            f"{answer}还好。",
            "谈话人：示例甲    记录人：示例乙",
        )
    )
    assert spoken(transcript)[:2] == [("question", "近来工作怎么样？"), ("answer", "还好。")]
    assert "no_questions" not in codes(transcript)


def test_a_line_of_names_at_the_end_is_no_question(save):
    transcript = read_transcript(
        save("谈话对象：李四", "问：好吗？", "答：好。", "谈话人：示例甲  记录人：示例乙")
    )
    assert transcript.facts.interviewers == ("示例甲",)
    assert transcript.facts.recorder == "示例乙"
    assert len(transcript.paragraphs) == 2


def test_bold_paragraphs_are_questions_where_nothing_is_marked(save):
    transcript = read_transcript(
        save(
            "谈话对象：李四",
            "说明",
            ("班子团结吗？", True),
            "团结。",
            "有分歧也能讲。",
            ("还有吗？", True),
        )
    )
    assert spoken(transcript) == [
        ("note", "说明"), ("question", "班子团结吗？"), ("answer", "团结。"),
        ("answer", "有分歧也能讲。"), ("question", "还有吗？"),
    ]  # fmt: skip


def test_an_opening_in_brackets_is_an_opening(save):
    transcript = read_transcript(save("（已说明身份、目的、保密纪律。）", "问：好吗？", "答：好。"))
    assert spoken(transcript)[0] == ("opening", "（已说明身份、目的、保密纪律。）")


def test_a_speakers_mark_on_a_line_of_its_own(save):
    transcript = read_transcript(save("问：", "工作怎么样？", "答：", "还好。"))
    assert spoken(transcript) == [("question", "工作怎么样？"), ("answer", "还好。")]


def test_nothing_recognised_is_said_and_nothing_lost(save):
    transcript = read_transcript(save("今天天气很好。", "时间：明天", "散会。"))
    assert spoken(transcript) == [("note", "今天天气很好。"), ("note", "散会。")]
    assert codes(transcript) == ["no_questions", "no_subject", "bad_time"]
    for language in LANGUAGES:
        words = Wording(language)
        assert all(words.text(p.wording, **p.params) for p in transcript.problems)


def test_tracked_changes_are_read_as_accepted(save):
    def build(document):
        run = "<w:r><w:t>{}</w:t></w:r>"
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:p {nsdecls('w')}>{run.format('答：我')}"
                f'<w:del w:id="1"><w:r><w:delText>没有</w:delText></w:r></w:del>'
                f'<w:ins w:id="2">{run.format("确实")}</w:ins>'
                f'<w:moveFrom w:id="3">{run.format("搬走")}</w:moveFrom>'
                f"{run.format('说过。')}</w:p>"
            ),
        )
        document.element.body.insert(
            1,
            parse_xml(
                f"<w:p {nsdecls('w')}><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr>"
                f"{run.format('问：后来')}</w:p>"
            ),
        )

    transcript = read_transcript(save("呢？", build=build))
    assert spoken(transcript) == [("answer", "我确实说过。"), ("question", "后来呢？")]
    assert codes(transcript) == ["no_subject", "no_time", "tracked"]


def test_controls_boxes_and_breaks_are_read_once():
    w, mc = nsdecls("w"), 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f"<w:document {w} {mc}><w:body>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r><w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    text = read_docx(package(xml.encode()), name="a.docx").plain()
    assert text == "控件\n一\t二\n三\n框里\n内"


def package(document: bytes, **members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026年10月21日15时04分至16时20分", ("2026-10-21T15:04", "2026-10-21T16:20")),
        ("2026年10月21日 下午3:00—4:30", ("2026-10-21T15:00", "2026-10-21T16:30")),
        ("２０２６．１０．２１　９：００－１１：００", ("2026-10-21T09:00", "2026-10-21T11:00")),
        ("2026-10-21 上午9点半到下午1点一刻", ("2026-10-21T09:30", "2026-10-21T13:15")),
        ("2026年10月21日23时至2026年10月22日1时", ("2026-10-21T23:00", "2026-10-22T01:00")),
        ("2026年10月21日9时整", ("2026-10-21T09:00", "")),
        ("2026年10月21日", ("2026-10-21", "")),
        ("2026年10月21日16时至15时", ("2026-10-21T16:00", "")),
        ("2026年10月21日99时", ("2026-10-21", "")),
    ],
)
def test_the_time_of_a_talk(text, period):
    assert read_period(text) == Period(*period)


@pytest.mark.parametrize("text", ["", "昨天", "2026年13月1日", "9时"])
def test_no_time_of_a_talk(text):
    with pytest.raises(DateError):
        read_period(text)


# --- wrong and hostile files --------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le") + b"\0" * 9, "old_word"),
        ("a.wps", OLE + "WordDocument".encode("utf-16-le") + b"\0" * 9, "old_word"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le") + b"\0" * 9, "old_word"),
        ("a.wps", OLE, "old_word"),
        ("a.doc", b"{\\rtf1 a}", "old_word"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 9, "encrypted"),
        ("a.docx", b"PK\x03\x04 cut short", "damaged"),
        ("a.docx", b"%PDF-1.4", "no_transcript"),
        ("a.docx", b"just text", "no_transcript"),
        ("a.docx", package(b"<a/>"), "damaged"),
        ("a.docx", package(b"<a><b></a>"), "bad_xml"),
        ("a.docx", package(b""), "bad_xml"),
        ("a.docx", package(b"<a>" * 300), "bad_xml"),
        ("a.docx", package(b"<a>" + b"<b/>" * 1_000_001 + b"</a>"), "xml_too_large"),
        ("a.docx", package(b" " * 34_000_000), "zip_bomb"),
        (
            "a.docx",
            package(b'<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>'),
            "xml_doctype",
        ),
        (
            "a.docx",
            package(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
            "xml_doctype",
        ),
        (
            "a.docx",
            package('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")),
            "xml_doctype",
        ),
    ],
)
def test_what_is_no_record_is_answered_in_words(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    started = time.perf_counter()
    with pytest.raises(InputError) as caught:
        read_transcript(path)
    assert caught.value.code == f"intake.{code}"
    assert time.perf_counter() - started < 5
    assert Wording().error(caught.value)


def test_an_empty_record_points_to_evidence(save):
    with pytest.raises(InputError) as caught:
        read_transcript(save("  "))
    assert caught.value.code == "intake.transcript_empty"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_record_is_read_or_refused(data):
    document = docx.Document()
    document.add_paragraph("问：好吗？")
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "谈话对象"
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        part = bytearray(archive.read("word/document.xml"))
    at = data.draw(st.integers(0, len(part) - 1))
    part[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    try:
        outcome = read_docx(package(bytes(part)), name="a.docx").plain()
    except InputError as problem:
        outcome = problem.code
    assert isinstance(outcome, str)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(
            st.sampled_from("问答：:谈话人时间 2026年月日张三\n\t，。？以上记录签名"),
            min_size=1,
            max_size=30,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_is_written_no_word_is_lost(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    from inspector_app.intake.transcript import _recognise

    read = read_docx(stream.getvalue(), name="a.docx")
    if not read.plain().strip():
        return
    transcript = _recognise(read, "a.docx")
    kept = (
        "".join(p.text for p in transcript.paragraphs) + transcript.title + repr(transcript.facts)
    )
    for char in "".join(lines):
        if char in "张三以上记录签":
            assert char in kept
