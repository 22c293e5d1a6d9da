"""The life of a form: published, exported, read again, moved to a new version, exported whole."""

import io

import openpyxl
import pytest

from inspector_app.domain.errors import InputError, KnownError, RefusedError
from inspector_app.forms.load import form_from
from inspector_app.forms.register import number_format, register_of
from inspector_app.intake.tables import tables_from
from inspector_app.services.form_files import COLUMNS, form_workbook
from inspector_app.services.form_moves import (
    Fit,
    leftovers,
    move_submission,
    newer_version,
    preview_move,
)
from inspector_app.services.form_source import FormSource, read_form_file, source_from
from inspector_app.services.published_forms import (
    newest_form,
    publish,
    published_forms,
    version_key,
)
from inspector_app.services.register_sheet import register_sheet
from inspector_app.services.registers import entry_rows, list_entries, open_register, wanted_entries
from inspector_app.services.shipped_forms import SHIPPED, shipped_form
from inspector_app.services.submissions import open_form, save, stored
from inspector_app.system.wording import LANGUAGES, Wording
from tests.mission_fixture import small_mission
from tests.services.form_fixture import SURVEY, published, sample_form
from tests.services.test_entries import petition
from tests.services.test_submissions import Desk


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def refused(act, *given):
    with pytest.raises(KnownError) as caught:
        act(*given)
    for language in LANGUAGES:
        assert Wording(language).error(caught.value)
    return caught.value.code


# --- publishing -----------------------------------------------------------------------------


def test_the_same_form_is_published_once_and_a_version_names_one_form(small):
    form = published(small.mission)
    assert refused(publish, small.mission, sample_form()) == "published.already"
    other = sample_form(text=SURVEY.replace("甲", "甲甲"))
    assert other.hash != form.hash
    assert refused(publish, small.mission, other) == "published.version_taken"
    assert refused(publish, small.mission, sample_form(version="")) == "published.no_version"
    assert len(published_forms(small.mission.reader, "sample")) == 1


def test_only_the_leader_publishes(small):
    mission = small.reopen("骆珩")
    assert refused(publish, mission, sample_form()) == "mission.leader_only"


def test_a_checklist_or_register_that_is_none_is_not_published(small):
    broken = SURVEY.replace("namespaces |", "namespaces | attribute::insp:register |").replace(
        'xforms" |', 'xforms" | REG |'
    )
    assert refused(publish, small.mission, sample_form(text=broken)) == "register.no_columns"


def test_versions_are_ordered_by_their_numbers(small):
    assert sorted(["2026.10", "2026.9", "2026.1", "1"], key=version_key) == [
        "1", "2026.1", "2026.9", "2026.10",
    ]  # fmt: skip
    for version in ("2", "10", "9"):
        publish(small.mission, sample_form(version))
    assert newest_form(small.mission.reader, "sample").version == "10"


# --- as spreadsheets --------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", SHIPPED)
def test_a_shipped_form_written_as_xlsx_is_read_again_as_the_very_same(form_id, tmp_path):
    form, source = shipped_form(form_id)
    path = tmp_path / f"{form_id}.xlsx"
    path.write_bytes(form_workbook(form.title, form.version, source, Wording("zh_CN")))
    again, again_source = read_form_file(path)
    assert again.hash == form.hash
    assert form_workbook(form.title, form.version, again_source, Wording("zh_CN")) == (
        path.read_bytes()
    )


def test_our_columns_are_explained_on_a_sheet_of_their_own():
    form, source = shipped_form("petitions")
    for language in LANGUAGES:
        data = form_workbook(form.title, form.version, source, Wording(language))
        explained = tables_from(data, name="x.xlsx")[-1]
        assert len(explained.rows) == len(COLUMNS) + 1
    known = {column for _, column, _, _ in COLUMNS}
    for form_id in SHIPPED:
        for sheet in shipped_form(form_id)[1].sheets:
            assert {label for label in sheet.header if "insp:" in label} <= known


def test_what_a_published_form_was_made_of_is_kept(small):
    mission = small.mission
    form, source = shipped_form("petitions")
    kept = newest_form(mission.reader, "petitions")
    assert kept.hash == form.hash
    assert kept.register == "XF"
    assert kept.source().sheets[0].header == source.sheets[0].header
    data = form_workbook(kept.title, kept.version, kept.source(), mission.wording)
    assert form_from(data, name="x.xlsx").hash == form.hash
    published(mission)
    bare = newest_form(mission.reader, "sample")
    assert refused(form_workbook, bare.title, bare.version, bare.source(), mission.wording) == (
        "published.no_sheets"
    )


def test_lists_beside_a_form_are_kept_with_it(tmp_path):
    (tmp_path / "places.csv").write_text("name,label\na,甲地\n", encoding="utf-8")
    text = SURVEY.replace("select_one yn | b", "select_one_from_file places.csv | b")
    path = tmp_path / "form.md"
    path.write_text(text.replace("VERSION", "1"), encoding="utf-8")
    form, source = read_form_file(path)
    assert source.files["places.csv"].decode() == "name,label\na,甲地\n"
    again = source_from(source.text())
    out = tmp_path / "out"
    out.mkdir()
    (out / "form.xlsx").write_bytes(form_workbook("x", "1", again, Wording("en")))
    (out / "places.csv").write_bytes(again.files["places.csv"])
    assert read_form_file(out / "form.xlsx")[0].hash == form.hash


# --- moving to another version ----------------------------------------------------------------

#: Question a is a whole number now, b has other choices, c and the inner repeat are gone.
CHANGED = """
| survey |
|        | type | name | label | required |
|        | integer | a | 甲数 |  |
|        | select_one yn | b | 乙 |  |
|        | text | who | 记录人 |  |
|        | text | new | 新题 | yes |
|        | begin repeat | rep | 组 |  |
|        | text | x | 子 |  |
|        | end repeat |  |  |  |
| choices |
|         | list_name | name | label |
|         | yn | n | 否 |
| settings |
|          | form_title | form_id | name | version |
|          | 示例表 | sample | sample | 2 |
"""


def filled_desk(small):
    desk = Desk(small.mission, published(small.mission))
    for path, value in (("a", "一二三"), ("b", "y"), ("c", "细节"), ("rep[1]/x", "子一"),
                        ("rep[1]/inner[1]/y", "丑一")):  # fmt: skip
        desk.set(f"/sample/{path}", value)
    return desk


def test_a_move_is_previewed_answer_by_answer(small):
    desk = filled_desk(small)
    target = published(small.mission, form_from(CHANGED.encode(), name="x.md"))
    reader = small.mission.reader
    preview = preview_move(small.mission, reader, desk.id, target.hash)
    fits = {one.path: one.fit for one in preview.answers}
    assert fits == {
        "/sample/a": Fit.CHANGED,
        "/sample/b": Fit.WRONG,
        "/sample/c": Fit.GONE,
        "/sample/who": Fit.FITS,
        "/sample/rep/x": Fit.FITS,
        "/sample/rep/inner/y": Fit.GONE,
    }
    said = {one.path: (one.question, one.answer) for one in preview.answers}
    assert said["/sample/b"] == ("关于一把手", "是")
    assert [one.path for one in preview.answers][:3] == ["/sample/a", "/sample/b", "/sample/c"]
    assert said["/sample/c"] == ("丙", "细节")
    assert preview.asked == ("新题",)
    assert stored(reader, desk.id)[0].text("form_hash") == desk.form.hash  # nothing is changed


def test_a_move_drops_nothing_and_shows_the_rest_under_its_old_label(small):
    desk = filled_desk(small)
    before = desk.read()
    target = published(small.mission, form_from(CHANGED.encode(), name="x.md"))
    reader = small.mission.reader
    assert newer_version(reader, "sample", desk.form.hash).hash == target.hash
    move_submission(small.mission, desk.id, target.hash)
    record, after = stored(reader, desk.id)
    assert after == before
    assert (record.text("form_hash"), record.text("version")) == (target.hash, "2")
    assert newer_version(reader, "sample", target.hash) is None
    rest = leftovers(small.mission, reader, desk.id)
    assert [(one.question, one.answer, one.version) for one in rest] == [
        ("丙", "细节", "1"),
        ("丑", "丑一", "1"),
    ]
    opened = open_form(small.mission, reader, desk.id)
    assert opened.sitting.state("/sample/a").problem == "type"  # kept, shown, to be mended
    assert opened.sitting.state("/sample/a").kept == "一二三"


def test_answering_in_the_new_version_leaves_what_it_does_not_ask(small):
    desk = filled_desk(small)
    target = published(small.mission, form_from(CHANGED.encode(), name="x.md"))
    move_submission(small.mission, desk.id, target.hash)
    opened = open_form(small.mission, small.mission.reader, desk.id)
    opened.sitting.set("/sample/new", "新答")
    save(small.mission, opened.form, desk.id, opened.saved, opened.sitting.filled())
    filled = desk.read()
    assert filled.values["/sample/c"] == "细节"
    inner = filled.repeats["/sample/rep"][0].repeats["/sample/rep/inner"][0]
    assert inner.values["/sample/rep/inner/y"] == "丑一"
    move_submission(small.mission, desk.id, desk.form.hash)  # and back: everything is there
    assert leftovers(small.mission, small.mission.reader, desk.id)[0].question == "新题"


def test_moves_that_make_no_sense_are_refused(small):
    desk = filled_desk(small)
    reader = small.mission.reader
    other = newest_form(reader, "petitions").hash
    assert refused(preview_move, small.mission, reader, desk.id, desk.form.hash) == (
        "published.same_version"
    )
    assert refused(preview_move, small.mission, reader, desk.id, other) == "published.other_form"
    assert refused(move_submission, small.mission, desk.id, "f" * 64) == "published.unknown"
    assert refused(move_submission, small.mission, "gone", desk.form.hash) == "record.gone"


# --- the union of all versions ----------------------------------------------------------------


def rows_of(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_a_register_is_exported_whole_over_its_versions(small):
    mission = small.mission
    first = petition(mission, "第一版登记的", note="旧题的答案")
    text = (shipped_form("petitions")[1], shipped_form("petitions")[0])
    source = FormSource(
        tuple(
            type(sheet)(
                sheet.name,
                sheet.header,
                tuple(
                    (number, tuple(cell.replace("2026.1", "2026.2") for cell in cells))
                    for number, cells in sheet.rows
                    if "note" not in cells
                ),
            )
            for sheet in text[0].sheets
        )
    )
    from inspector_app.forms.load import form_from_sheets

    publish(mission, form_from_sheets(source.sheets, name="x"), source)
    second = petition(mission, "第二版登记的", channel="visit")
    opened = open_register(mission, mission.reader, "petitions")
    ids = list_entries(mission.reader, wanted_entries(opened.register, order="number"))
    assert ids == [first, second]
    rows = entry_rows(mission.reader, opened, ids)
    assert [rows[one].earlier for one in ids] == [True, False]
    sheets = rows_of(register_sheet(mission, mission.reader, opened, ids))
    header, one, two = sheets["来信来电来访登记"]
    assert one[0] == "XF-2026-A001"
    old_note = header.index("备注（2026.1 版）")
    assert (one[old_note], two[old_note]) == ("旧题的答案", None)
    assert (one[header.index("方式")], two[header.index("方式")]) == ("来信", "来访")
    assert "是否反映一把手" in header
    people = sheets["被反映人"]
    assert people[1][:2] == ["XF-2026-A001", "贾某某（示例）"]
    assert len(people) == 3


# --- the marks of a register --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("XF-{year}-{who}{000}", "XF-2026-A007"),
        ("{year}年第{0}号", "2026年第7号"),
        ("调阅〔{year}〕{00}{who}", "调阅〔2026〕07A"),
    ],
)
def test_number_formats(text, number):
    assert number_format(text).number(7, 2026, "A") == number


@pytest.mark.parametrize("text", ["", "XF", "{000}{00}", "{month}-{000}", "{000", "{}{000}"])
def test_number_formats_that_are_none(text):
    assert refused(number_format, text) == "register.bad_number"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("| XF |", "| 信 访 |", "register.bad_code"),
        ("| content | -received_at |", "| nothing | -received_at |", "register.no_question"),
        ("| content | -received_at |", "| content | -name |", "register.no_question"),
        ("XF-{year}-{who}{000}", "XF", "register.bad_number"),
        ("letter | 来信", "letter | 来信", ""),
    ],
)
def test_a_register_marked_wrongly_is_refused_in_words(old, new, code):
    from inspector_app.system.resources import shipped_forms

    text = (shipped_forms() / "petitions.md").read_text(encoding="utf-8")
    assert old in text
    form = form_from(text.replace(old, new).encode(), name="x.md")
    if code:
        assert refused(register_of, form) == code
    else:
        assert register_of(form).code == "XF"


def test_refusals_are_of_the_two_known_kinds():
    with pytest.raises(InputError):
        number_format("")
    with pytest.raises(RefusedError):
        form_workbook("x", "1", FormSource(), Wording("en"))
