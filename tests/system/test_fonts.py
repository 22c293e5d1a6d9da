"""Finding official fonts: by family name, in real font files with other names put in."""

import struct
from pathlib import Path

import pytest

from inspector_app.system import fonts, sfnt
from inspector_app.system.fonts import Role, bundled_fonts, find_fonts
from inspector_app.system.resources import resources

LATIN = resources() / "fonts" / "LiberationSerif-Regular.ttf"


def name_table(family: str) -> bytes:
    raw = family.encode("utf-16-be")
    record = struct.pack(">6H", 3, 1, 0x0804, 1, len(raw), 0)
    return struct.pack(">HHH", 0, 1, 6 + len(record)) + record + raw


def font(
    family: str, *, fs_type: int = 8, weight: int = 400, tags: dict[bytes, bytes] | None = None
):
    """A font file: the bundled Latin one with another name, permissions and table tags."""
    data = bytearray(LATIN.read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    renamed = name_table(family)
    for at in range(12, 12 + 16 * count, 16):
        tag, offset = bytes(data[at : at + 4]), struct.unpack_from(">L", data, at + 8)[0]
        if tag == b"name":
            struct.pack_into(">LL", data, at + 8, len(data), len(renamed))
        if tag == b"OS/2":
            struct.pack_into(">HHH", data, offset + 4, weight, 5, fs_type)
        data[at : at + 4] = (tags or {}).get(tag, tag)
    return bytes(data) + renamed


def collection(*members: bytes) -> bytes:
    """A .ttc of the members, with their tables' offsets moved along."""
    head = struct.pack(">4sHHL", b"ttcf", 1, 0, len(members))
    start = len(head) + 4 * len(members)
    offsets, body = [], b""
    for member in members:
        moved = bytearray(member)
        (count,) = struct.unpack_from(">H", moved, 4)
        base = start + len(body)
        for at in range(12, 12 + 16 * count, 16):
            (offset,) = struct.unpack_from(">L", moved, at + 8)
            struct.pack_into(">L", moved, at + 8, offset + base)
        offsets.append(base)
        body += bytes(moved)
    return head + struct.pack(f">{len(members)}L", *offsets) + body


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_every_bundled_font_is_there_and_may_be_embedded():
    for role in bundled_fonts().roles.values():
        for file in (*role.chain, *role.borrowed.values()):
            (face,) = sfnt.faces(file.path)
            assert face.embeddable
            assert not file.official


def test_the_licence_lies_beside_the_fonts():
    folder = resources() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL-1.1.txt").read_text(encoding="utf-8")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert all(path.name in readme for path in folder.glob("*.ttf"))


def test_no_official_font_gives_the_bundled_ones(tmp_path):
    assert find_fonts(folders=[tmp_path]) == bundled_fonts()
    assert find_fonts(folders=[tmp_path / "missing"]) == bundled_fonts()


def test_an_official_font_goes_first_and_the_bundled_stay_behind(tmp_path):
    path = put(tmp_path, "simfang.ttf", font("仿宋_GB2312"))
    found = find_fonts(folders=[tmp_path])
    role = found.roles[Role.FANGSONG]
    assert (role.chain[0].path, role.chain[0].official) == (path, True)
    assert role.chain[1:] == bundled_fonts().roles[Role.FANGSONG].chain
    # its own figures are right: nothing is borrowed
    assert role.borrowed == {}
    assert found.served_by()[Role.FANGSONG] == "仿宋_GB2312"
    assert found.roles[Role.KAITI] == bundled_fonts().roles[Role.KAITI]


def test_the_switch_forces_the_bundled_ones(tmp_path):
    put(tmp_path, "simfang.ttf", font("仿宋_GB2312"))
    assert find_fonts(only_bundled=True, folders=[tmp_path]) == bundled_fonts()


def test_the_more_official_family_wins_whatever_the_file_is_called(tmp_path):
    put(tmp_path, "a.ttf", font("STFangsong"))
    put(tmp_path, "b.ttf", font("FangSong"))
    wanted = put(tmp_path, "z.ttf", font("仿宋_GB2312"))
    assert find_fonts(folders=[tmp_path]).roles[Role.FANGSONG].chain[0].path == wanted


def test_the_regular_weight_is_taken(tmp_path):
    put(tmp_path, "a.ttf", font("黑体", weight=700))
    wanted = put(tmp_path, "b.ttf", font("黑体", weight=400))
    assert find_fonts(folders=[tmp_path]).roles[Role.HEITI].chain[0].path == wanted


def test_a_member_of_a_collection_is_found_by_its_index(tmp_path):
    path = put(tmp_path, "simsun.ttc", collection(font("NSimSun"), font("宋体")))
    chosen = find_fonts(folders=[tmp_path]).roles[Role.SONG].chain[0]
    assert (chosen.path, chosen.index, chosen.family) == (path, 1, "宋体")


@pytest.mark.parametrize("fs_type", [2, 0x0102, 0x0108, 0x0208])
def test_a_font_that_forbids_embedding_is_passed_over(tmp_path, fs_type):
    put(tmp_path, "a.ttf", font("仿宋_GB2312", fs_type=fs_type))
    assert find_fonts(folders=[tmp_path]) == bundled_fonts()


@pytest.mark.parametrize("fs_type", [0, 4, 8])
def test_a_font_that_allows_it_is_taken(tmp_path, fs_type):
    put(tmp_path, "a.ttf", font("仿宋_GB2312", fs_type=fs_type))
    assert find_fonts(folders=[tmp_path]).roles[Role.FANGSONG].chain[0].official


@pytest.mark.parametrize("tags", [{b"glyf": b"CFF2"}, {b"glyf": b"CFF "}, {b"gasp": b"fvar"}])
def test_kinds_that_cannot_be_embedded_as_truetype_are_passed_over(tmp_path, tags):
    assert any(tag in LATIN.read_bytes()[:400] for tag in tags)
    put(tmp_path, "a.ttf", font("仿宋_GB2312", tags=tags))
    assert find_fonts(folders=[tmp_path]) == bundled_fonts()


def test_an_extension_font_stands_last_in_every_chain(tmp_path):
    path = put(tmp_path, "simsunb.ttf", font("SimSun-ExtB"))
    found = find_fonts(folders=[tmp_path])
    assert {role.chain[-1].path for role in found.roles.values()} == {path}


@pytest.mark.parametrize("length", [0, 3, 11, 12, 40, 300, 5000])
def test_a_font_cut_short_is_no_font(tmp_path, length):
    path = put(tmp_path, "a.ttf", font("仿宋_GB2312")[:length])
    assert sfnt.faces(path) == ()
    assert find_fonts(folders=[tmp_path]) == bundled_fonts()


@pytest.mark.parametrize(
    "data",
    [
        b"not a font at all",
        b"ttcf" + b"\x00\x01\x00\x00" + b"\xff" * 4,
        b"\x00\x01\x00\x00" + b"\xff" * 100,
        b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01" + struct.pack(">L", 0xFFFFFF00),
        font("x").replace(b"name", b"noname"[:4], 1),
    ],
)
def test_damaged_files_in_the_font_folder_do_no_harm(tmp_path, data):
    put(tmp_path, "bad.ttf", data)
    put(tmp_path, "good.ttf", font("楷体_GB2312"))
    found = find_fonts(folders=[tmp_path])
    assert found.roles[Role.KAITI].chain[0].official
    assert found.roles[Role.FANGSONG] == bundled_fonts().roles[Role.FANGSONG]


def test_a_file_that_is_gone_is_no_font(tmp_path):
    # as a link in a font folder often is
    assert sfnt.faces(tmp_path / "gone.ttf") == ()


def test_a_replaced_file_is_read_again(tmp_path):
    path = put(tmp_path, "a.ttf", font("仿宋_GB2312"))
    assert "仿宋_GB2312" in sfnt.faces(path)[0].families
    put(tmp_path, "a.ttf", font("楷体_GB2312 replaced"))
    assert "楷体_GB2312 replaced" in sfnt.faces(path)[0].families


def test_this_machines_folders_are_searched_without_error():
    assert all(folder.is_absolute() for folder in fonts.font_folders())
    assert set(find_fonts().roles) == set(Role)
