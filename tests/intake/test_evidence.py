"""Evidence of every kind: real files, and files meant to hurt."""

import hashlib
import io
import time
import wave
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from inspector_app.domain.errors import InputError
from inspector_app.intake import evidence
from inspector_app.intake import pdf as pdf_reader
from inspector_app.intake.evidence import capture, capture_stream
from inspector_app.intake.sniff import FileType

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def look(data: bytes, name: str = "示例.bin"):
    return capture_stream(io.BytesIO(data), name=name)


def pdf(pages=("第一页 hello", "second"), **options) -> bytes:
    stream = io.BytesIO()
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(stream, **options)
    for text in pages:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def picture(kind: str, size=(40, 30), **options) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind, **options)
    return stream.getvalue()


def test_hash_and_size_are_those_of_the_file_whatever_it_is(tmp_path):
    data = bytes(range(256)) * 9000
    path = tmp_path / "录音\u202e.m4a"
    path.write_bytes(data)
    seen = []
    captured = capture(path, progress=seen.append)
    assert captured.sha256 == hashlib.sha256(data).hexdigest()
    assert captured.size == len(data) == seen[-1]
    assert len(seen) == 3
    assert captured.name == "录音_.m4a"
    assert captured.kind is FileType.UNKNOWN
    assert captured.problems == ()


def test_a_pdf_gives_pages_and_text():
    captured = look(pdf())
    assert (captured.kind, captured.media_type) == (FileType.PDF, "application/pdf")
    assert captured.pages == 2
    assert captured.text.split("\n") == ["第一页 hello", "second"]


def test_a_locked_pdf_is_kept_and_said_to_be_locked():
    data = pdf(encrypt="secret")
    captured = look(data)
    assert captured.problems == ("encrypted",)
    assert captured.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", pdf()[:200]])
def test_a_broken_pdf_is_kept_and_said_to_be_damaged(data):
    captured = look(data)
    assert (captured.kind, captured.problems, captured.pages) == (FileType.PDF, ("damaged",), None)


def test_a_long_pdf_says_that_not_all_can_be_searched(monkeypatch):
    monkeypatch.setattr(pdf_reader, "_SECONDS", -1.0)
    captured = look(pdf())
    assert (captured.pages, captured.problems) == (2, ("text_not_read",))


def turned(value: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


def test_a_photograph_gives_size_and_orientation():
    captured = look(picture("JPEG", exif=turned(6)))
    assert (captured.width, captured.height, captured.orientation) == (40, 30, 6)
    assert look(picture("JPEG", exif=turned(99))).orientation is None
    assert look(picture("PNG")).orientation is None
    assert look(picture("PNG")).pages is None


def test_a_scan_of_several_pages_is_counted():
    more = [Image.new("L", (20, 10)) for _ in range(2)]
    captured = look(picture("TIFF", save_all=True, append_images=more))
    assert (captured.kind, captured.pages, captured.width) == (FileType.TIFF, 3, 40)


def png_claiming(width: int, height: int) -> bytes:
    data = bytearray(picture("PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


def test_a_decompression_bomb_is_not_opened():
    started = time.perf_counter()
    captured = look(png_claiming(60_000, 60_000))
    assert captured.problems == ("image_too_large",)
    assert look(png_claiming(11_000, 11_000)).width == 11_000  # large, as scans are
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\x00\xff", b"GIF8"]
)
def test_a_broken_picture_is_kept_and_said_to_be_damaged(data):
    captured = look(data)
    assert captured.problems == ("damaged",)
    assert captured.size == len(data)


def test_documents_and_tables_are_searchable():
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("示例：党组会议纪要")
    document.save(stream)
    captured = look(stream.getvalue())
    assert (captured.kind, captured.text) == (FileType.DOCX, "示例：党组会议纪要")
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["示例采购", 3, None, "𬀩"])
    book.save(stream)
    captured = look(stream.getvalue())
    assert (captured.kind, captured.text) == (FileType.XLSX, "示例采购\t3\t𬀩")
    for encoding in ("utf-8", "gb18030", "utf-16"):
        captured = look("示例：会议记录\r\n第二行".encode(encoding))
        assert (captured.kind, captured.text) == (FileType.TEXT, "示例：会议记录\n第二行")


def test_text_for_search_is_bounded(monkeypatch):
    monkeypatch.setattr(evidence, "MAX_TEXT", 10)
    assert look("字".encode() * 50).text == "字" * 10
    monkeypatch.setattr(evidence, "_MAX_PLAIN_TEXT", 10)
    captured = look("字".encode() * 50)
    assert (captured.text, captured.problems) == ("", ("text_not_read",))


def sound() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(b"\0\0" * 80)
    return stream.getvalue()


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (sound(), FileType.WAV),
        (b"ID3\x04\x00" + b"\0" * 50, FileType.MP3),
        (b"\xff\xfb\x90\x64" + b"\0" * 50, FileType.MP3),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", FileType.M4A),
        (b"\0\0\0\x20ftypheic\0\0\0\0", FileType.HEIC),
        (b"\0\0\0\x20ftypisom\0\0\0\0", FileType.MP4),
        (b"#!AMR\n\0", FileType.AMR),
        (b"Rar!\x1a\x07\x01\x00", FileType.RAR),
        (b"7z\xbc\xaf\x27\x1c", FileType.SEVEN_ZIP),
        (archive(a_dot_txt=b"a"), FileType.ZIP),
        (archive(OFD_dot_xml=b"<a/>"), FileType.OFD),
        (archive(ppt__presentation_dot_xml=b"<a/>"), FileType.PPTX),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", FileType.DOC),
        (OLE, FileType.OLE),
        (picture("BMP"), FileType.BMP),
        (picture("WEBP"), FileType.WEBP),
        (picture("GIF"), FileType.GIF),
        (b"<!DOCTYPE html><p>", FileType.HTML),
        (b"<?xml version='1.0'?><a/>", FileType.XML),
        (b"{\\rtf1 a}", FileType.RTF),
        ("字".encode() * 4000, FileType.TEXT),
        ("a字".encode("gb18030") * 4000, FileType.TEXT),
        (b"\x00\x01\x02", FileType.UNKNOWN),
        (b"abc\x01", FileType.UNKNOWN),
        (b"\x81\xff\xff\xff\xff\xff", FileType.UNKNOWN),
    ],
)
def test_the_content_says_what_a_file_is(data, kind):
    captured = look(data, name="骗人.pdf")
    assert captured.kind is kind
    assert captured.problems == ()


def test_a_locked_office_file_is_said_to_be_locked():
    captured = look(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 9)
    assert (captured.kind, captured.problems) == (FileType.LOCKED_OFFICE, ("encrypted",))


def test_a_bomb_inside_a_document_is_kept_unopened():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * 40_000_000)
    assert look(stream.getvalue()).problems == ("suspicious",)


def test_only_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    for path, code in ((tmp_path, "not_a_file"), (tmp_path / "empty.pdf", "empty")):
        with pytest.raises(InputError) as caught:
            capture(path)
        assert caught.value.code == f"intake.{code}"


SEEDS = [pdf(), picture("JPEG", exif=turned(3)), picture("TIFF"), picture("PNG"), sound()]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_evidence_is_always_captured(seed, data):
    damaged = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    damaged = damaged[: data.draw(st.integers(1, len(damaged)))]
    captured = look(bytes(damaged))
    assert captured.sha256 == hashlib.sha256(damaged).hexdigest()
    assert set(captured.problems) <= {"damaged", "encrypted", "image_too_large", "text_not_read"}


def test_a_pdf_with_a_huge_page_count_costs_little():
    document = pypdfium2.PdfDocument.new()
    for _ in range(300):
        document.new_page(100, 100)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    started = time.perf_counter()
    assert look(stream.getvalue()).pages == 300
    assert time.perf_counter() - started < 5
