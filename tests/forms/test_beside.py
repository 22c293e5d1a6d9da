"""Lists in files beside the form become part of it, whatever they hold within the bounds."""

import json
import time

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.forms.load import form_from, load_form
from inspector_app.forms.sitting import Sitting
from inspector_app.system.wording import LANGUAGES, Wording

CSV = 'name,label,province,含 空格\nx,"示例, 一",p,1\n\ny,示例二,q\n'.encode()


def form_with(*rows, files):
    """Return the form of survey *rows* with *files* beside it."""
    header = "| | type | name | label | calculation | choice_filter | parameters |"
    data = "\n".join(["| survey |", header, *rows]).encode()
    return form_from(data, name="a.md", beside=files.get)


def refused(*rows, files) -> InputError:
    with pytest.raises(InputError) as caught:
        form_with(*rows, files=files)
    for language in LANGUAGES:
        assert Wording(language).error(caught.value)
    return caught.value


def values(form, path):
    return [choice.value for choice in Sitting(form).choices(path)]


def test_a_csv_becomes_part_of_the_form_and_of_its_hash():
    row = "| | select_one_from_file city.csv | c | C |"
    form = form_with(row, files={"city.csv": CSV})
    assert values(form, "/data/c") == ["x", "y"]
    labels = [c.label.in_language(form.languages[0]) for c in Sitting(form).choices("/data/c")]
    assert labels == ["示例, 一", "示例二"]
    again = form_from(form.definition.encode(), name="again")
    assert again.hash == form.hash
    other = form_with(row, files={"city.csv": CSV.replace(b"q", b"r")})
    assert other.hash != form.hash


@pytest.mark.parametrize("encode", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_as_spreadsheets_save_it(encode):
    text = CSV.decode().replace(",", ";").replace("; 一", ", 一")
    form = form_with(
        "| | select_one_from_file city.csv | c | C |", files={"city.csv": text.encode(encode)}
    )
    assert values(form, "/data/c") == ["x", "y"]


def test_an_xml_list():
    data = (
        "<a:root xmlns:a='urn:x'><a:item q='1'><a:name>x</a:name><a:label>示例</a:label>"
        "</a:item></a:root>"
    )
    form = form_with(
        "| | select_one_from_file city.xml | c | C |", files={"city.xml": data.encode()}
    )
    assert values(form, "/data/c") == ["x"]


def test_features_of_a_map():
    features = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": "i1", "geometry": {"type": "Point", "coordinates": [1.5, 2]},
             "properties": {"title": "示例", "size": 3, "no": None}},
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]},
             "properties": {"id": "i2", "title": "二"}},
        ],
    }  # fmt: skip
    form = form_with(
        "| | select_one_from_file map.geojson | c | C |",
        files={"map.geojson": json.dumps(features).encode()},
    )
    assert values(form, "/data/c") == ["i1", "i2"]
    assert "<geometry>2 1.5 0 0</geometry>" in form.definition
    assert "<geometry>2 1 0 0; 4 3 0 0</geometry>" in form.definition


@pytest.mark.parametrize(
    ("kind", "files", "code"),
    [
        ("x.csv", {}, "cell_list_missing"),
        ("x.csv", {"x.csv": b'name,label\n"x'}, "bad_csv"),
        ("x.csv", {"x.csv": b"\x00\x01"}, "not_text"),
        ("x.csv", {"x.csv": b"name,label\nx," + b"y" * 60_000}, "cell_too_long"),
        ("x.csv", {"x.csv": b"name,label\n" + b"x,y\n" * 210_000}, "list_too_large"),
        ("x.csv", {"x.csv": b"x" * (33 << 20)}, "list_too_large"),
        ("x.xml", {"x.xml": b"<a>"}, "bad_xml"),
        ("x.xml", {"x.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "xml_doctype"),
        ("x.xml", {"x.xml": b"<a>" + b"<b/>" * 400_001 + b"</a>"}, "list_too_large"),
        ("x.geojson", {"x.geojson": b"[]"}, "list_damaged"),
        ("x.geojson", {"x.geojson": b"[" * 100_000}, "list_damaged"),
        (
            "x.geojson",
            {"x.geojson": b'{"type":"FeatureCollection","features":[1]}'},
            "list_damaged",
        ),
        ("../x.csv", {"../x.csv": CSV}, "list_outside"),
        ("/etc/x.csv", {"/etc/x.csv": CSV}, "list_outside"),
        ("c:x.csv", {"c:x.csv": CSV}, "list_outside"),
        ("a\\x.csv", {"a\\x.csv": CSV}, "list_outside"),
    ],
)
def test_every_bad_list_is_refused_in_words_and_in_time(kind, files, code):
    started = time.process_time()
    problem = refused(f"| | select_one_from_file {kind} | c | C |", files=files)
    assert problem.code.rpartition(".")[2] == code
    assert time.process_time() - started < 5


def test_a_missing_list_names_the_cell_that_asks_for_it():
    problem = refused("| | text | t | T |", "| | csv-external | city | |", files={})
    assert problem.params["cell"] == "C4"
    problem = refused("| | calculate | t | | pulldata('fares', 'a', 'b', 1) |", files={})
    assert (problem.params["cell"], problem.params["file"]) == ("E3", "fares.csv")


def test_a_list_without_the_columns_of_choices_names_the_question():
    row = "| | select_one_from_file city.csv | c | C |"
    problem = refused(row, files={"city.csv": b"code,title\nx,X"})
    assert (problem.code, problem.params["cell"]) == ("forms.cell_list_incomplete", "B3")
    named = "| | select_one_from_file city.csv | c | C | | | value=code label=title |"
    assert values(form_with(named, files={"city.csv": b"code,title\nx,X"}), "/data/c") == ["x"]


def test_lists_are_looked_for_in_the_folder_of_the_form(tmp_path):
    (tmp_path / "city.csv").write_bytes(CSV)
    form = tmp_path / "a.md"
    form.write_text(
        "| survey |\n| | type | name | label |\n| | select_one_from_file city.csv | c | C |",
        encoding="utf-8",
    )
    assert values(load_form(form), "/data/c") == ["x", "y"]
    (tmp_path / "city.csv").unlink()
    (tmp_path / "city.csv").symlink_to("/etc/hostname")
    with pytest.raises(InputError) as caught:
        load_form(form)
    assert caught.value.code == "intake.link"
