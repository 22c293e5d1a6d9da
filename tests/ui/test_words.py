"""Words of the window: literals, translated, complete; and manners of the code."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

import inspector_app.ui
from inspector_app.system.resources import resources
from inspector_app.ui import catalogues
from inspector_app.ui.i18n import PseudoTranslator, Translations
from inspector_app.ui.widgets import FormRow, PasswordRow, PdfView

FILES = sorted(Path(inspector_app.ui.__file__).parent.rglob("*.py"))


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            yield name, node


def not_literal(source):
    """Lines where tr() or translate() is given something lupdate cannot read."""
    wrong = []
    for name, node in calls(ast.parse(source)):
        needed = {"tr": node.args[:1], "translate": node.args[:2]}.get(name)
        if name == "translate" and len(node.args) < 2:
            continue  # str.translate and QTransform.translate
        wrong += [
            node.lineno
            for argument in needed or ()
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
        ]
    return wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_given_to_tr_are_literals(path):
    assert not_literal(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source", ['self.tr(f"坏 {name}")', "self.tr(name)", 'self.tr("a" + b)', 'translate("C", x)']
)
def test_words_that_are_no_literals_are_found(source):
    assert not_literal(source) == [1]


#: A nested event loop, or a thread killed, is where re-entrancy and lost data begin.
FORBIDDEN = {"processEvents", "terminate", "exec_"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_nested_loops_and_no_killed_threads(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # what takes pictures is a program of its own, with its own main loop
    allowed = {"exec"} if path.name in {"screenshots.py", "pictures.py"} else set()
    found = {name for name, _node in calls(tree)} & (FORBIDDEN | {"exec"} - allowed)
    assert not found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_han_outside_tr(path):
    """Chinese in the code is either given to tr() or a sign, a comment, a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    spoken = {
        argument
        for name, node in calls(tree)
        if name in {"tr", "translate"}
        for argument in node.args
    }
    loose = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any("\u4e00" <= c <= "\u9fff" for c in node.value)
        and node not in docstrings | spoken
        and node.value not in ALLOWED.get(path.name, ())
    ]
    assert loose == []


ALLOWED = {
    "i18n.py": {"中文"},  # the language's own name
    "labels.py": {"国国…"},  # measures two characters
    "option.py": {"国国国"},  # measures three
    "heads.py": {
        r"^[（(]?(?:[一二三四五六七八九十]+|\d+)(?:[、.．]|[）)])\s*"
    },  # numbers of headings
    "moments.py": {  # dates and times as written
        r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?",
        r"(\d{4})\s*年?",
        r"(\d{1,2})\s*[:：时点h]\s*(\d{1,2})?\s*分?(?:\s*[:：]\s*(\d{1,2}))?",
        r"(\d{1,2})\s*[时点]半",
        r"(.*?(?:\d日|\d号|\d))[\s，,]+(\d.*)$|(.*日)(\d.*)$",
    },
    "dates.py": {
        r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?",  # dates as written
    },
    "catalogues.py": {"中文"},
    "official_form.py": {"男", "女"},  # values of the record, as rosters have them
    "words.py": {"零一二三四五六七八九十"},  # numbers of headings, as in the paper
    "time_field.py": {r"(\d{1,2})\s*[:：.时点]\s*(\d{1,2})?\s*分?"},  # times as written
}


@pytest.mark.parametrize("part", catalogues.parts())
def test_catalogue_is_up_to_date_and_complete(part):
    assert catalogues.drift(part) == []
    assert [m.source for m in catalogues.missing(part)] == []


def test_every_module_belongs_to_one_part():
    extracted = [path for part in catalogues.parts() for path in catalogues._sources(part)]
    assert len(set(extracted)) == len(extracted)
    assert set(FILES) - {Path(catalogues.__file__)} <= set(extracted)


def test_no_catalogue_without_a_part():
    known = {catalogues.catalogue(part).name for part in catalogues.parts()}
    assert {path.name for path in (resources() / "i18n").glob("*.ts")} <= known


@pytest.mark.parametrize("part", catalogues.parts())
def test_placeholders_survive_translation(part):
    for message in catalogues.read(catalogues.catalogue(part)):
        for form in message.forms[-1:]:
            assert catalogues.placeholders(form) == catalogues.placeholders(message.source)


def test_update_fill_and_build_work_together(tmp_path, monkeypatch, qapp):
    source = tmp_path / "ui" / "talk"
    source.mkdir(parents=True)
    (source / "__init__.py").write_text(
        "class A(QWidget):\n"
        "    def f(self):\n"
        "        #: not for translators\n"
        '        self.tr("谈话 {n}")\n'
        '        self.tr("%n 场", "", 3)\n',
        encoding="utf-8",
    )
    (tmp_path / "i18n").mkdir()
    monkeypatch.setattr(catalogues, "_UI", tmp_path / "ui")
    monkeypatch.setattr(catalogues, "resources", lambda: tmp_path)
    assert catalogues.main(["update"]) == 0
    file = tmp_path / "i18n" / "inspector_en.talk.ts"
    assert "extracomment" not in file.read_text(encoding="utf-8")
    assert [m.source for m in catalogues.missing("talk")] == ["谈话 {n}", "%n 场"]
    assert catalogues.main(["check"]) == 1
    words = tmp_path / "words.toml"
    words.write_text('"谈话 {n}" = "Talk"', encoding="utf-8")
    with pytest.raises(catalogues.CatalogueError):
        catalogues.main(["fill", "talk", str(words)])
    words.write_text(
        '"%n 场" = ["%n talk", "%n talks"]\n[A]\n"谈话 {n}" = "Talk {n}"', encoding="utf-8"
    )
    assert catalogues.main(["fill", "talk", str(words)]) == 0
    assert catalogues.main(["check"]) == 0
    before = file.read_text(encoding="utf-8")
    assert catalogues.main(["update", "talk"]) == 0
    assert file.read_text(encoding="utf-8") == before
    catalogues.build(tmp_path)
    languages = Translations(qapp, folder=tmp_path)
    languages.set_language("en")
    assert qapp.translate("A", "谈话 {n}") == "Talk {n}"
    assert qapp.translate("A", "%n 场", "", 1) == "1 talk"
    assert qapp.translate("A", "%n 场", "", 3) == "3 talks"
    languages.remove()
    (source / "__init__.py").write_text("", encoding="utf-8")
    assert any("no longer used" in line for line in catalogues.check())


def test_words_of_a_base_class_are_found_from_a_class_derived_from_it(
    translations, theme, tasks, qtbot
):
    translations.set_language("en")
    for widget in (PasswordRow(theme, "x"), PdfView(theme, tasks)):
        qtbot.addWidget(widget)
        assert widget.tr("必填" if isinstance(widget, FormRow) else "页面预览") in {
            "Required",
            "Page preview",
        }


def test_languages_without_a_catalogue_are_not_offered(qapp, tmp_path):
    languages = Translations(qapp, folder=tmp_path)
    assert list(languages.languages) == ["zh_CN"]
    with pytest.raises(KeyError):
        languages.set_language("en")
    languages.remove()


def test_qt_speaks_the_language_too(translations, qtbot):
    def menu_words():
        edit = QLineEdit()
        qtbot.addWidget(edit)
        menu = edit.createStandardContextMenu()
        words = " ".join(action.text() for action in menu.actions())
        menu.deleteLater()
        return words

    assert "撤" in menu_words()
    translations.set_language("en")
    assert "Undo" in menu_words()


def test_stand_in_words_are_longer_and_keep_placeholders(qapp):
    pseudo = PseudoTranslator()
    qapp.installTranslator(pseudo)
    text = qapp.translate("A", "已保存 {time}")
    qapp.removeTranslator(pseudo)
    assert text.format(time="14:32") == "[已保存 14:32～～]"
