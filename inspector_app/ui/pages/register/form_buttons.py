"""A register's form out as a spreadsheet, and an edited one in: without the command line."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector_app.domain.vocabulary import Role
from inspector_app.forms.model import Form
from inspector_app.services.form_files import form_workbook
from inspector_app.services.form_source import FormSource, read_form_file
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.services.published_forms import newest_form, publish
from inspector_app.services.results import Created
from inspector_app.system.safe_files import write_atomically
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import FileAsker, Label, make_button, vbox


class FormButtons(QWidget):
    """Writes the newest version of a form; publishes a changed one (leader).

    Signals:
        published (str): a version of this form is new in the mission.
    """

    published = Signal(str)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._form_id = ""
        self.asker = FileAsker(self)
        self.out_button = make_button(self.tr("导出表单…"), role="quiet")
        self.in_button = make_button(self.tr("导入改好的表单…"), role="quiet")
        self.hint = Label(
            self.tr("题目可以用 Excel 或 WPS 改：导出、修改、把版本号改大、再导入。"),
            role="caption",
            wrap=True,
        )
        self.setLayout(vbox(self.hint, self.out_button, self.in_button, gap=S2))
        self.out_button.clicked.connect(self._on_out)
        self.in_button.clicked.connect(self._on_in)

    def show_form(self, form_id: str) -> None:
        """Be about the register with this form."""
        self._form_id = form_id
        mission = self._context.services
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self.in_button.setVisible(leader)
        self.hint.setVisible(leader)

    def _on_out(self) -> None:
        published = newest_form(self._context.services.reader, self._form_id)
        name = f"{published.title} {published.version}.xlsx"
        self.asker.save(self.tr("导出表单"), name, self._write)

    def _write(self, paths: list[Path]) -> None:
        published = newest_form(self._context.services.reader, self._form_id)
        job = partial(
            _write_form,
            paths[0],
            published.title,
            published.version,
            published.source(),
            self._context,
        )
        self._context.tasks.work(job, done=self._on_written, owner=self)

    def _on_written(self, path: Path) -> None:
        words = self.tr("已导出到 {path}。“专用列说明”工作表里有每一列的含义。")
        self._context.notify(Notice(words.format(path=str(path)), tone="ok"))

    def _on_in(self) -> None:
        self.asker.file(
            self.tr("导入改好的表单"),
            self._read,
            filters=[self.tr("表单 (*.xlsx *.xls *.md *.csv)")],
        )

    def _read(self, paths: list[Path]) -> None:
        self._context.tasks.work(partial(read_form_file, paths[0]), done=self._on_read, owner=self)

    def _on_read(self, found: tuple[Form, FormSource]) -> None:
        form, source = found
        self._context.tasks.store(
            partial(publish, self._context.services, form, source),
            done=partial(self._on_published, form),
            owner=self,
        )

    def _on_published(self, form: Form, _made: Created) -> None:
        words = self.tr(
            "已发布“{title}”{version} 版。以前登记的按原来的版本显示，可以逐条转到新版。"
        )
        self._context.notify(
            Notice(words.format(title=form.title, version=form.version), tone="ok")
        )
        self.published.emit(form.id)


def _write_form(
    path: Path, title: str, version: str, source: FormSource, context: PageContext[OpenMission]
) -> Path:
    write_atomically(path, form_workbook(title, version, source, context.wording))
    for name, data in source.files.items():
        write_atomically(path.parent / Path(name).name, data)
    return path
