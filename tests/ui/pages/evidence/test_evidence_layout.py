"""Nothing clipped, overlapping, nameless or untranslated on the evidence page."""

import pytest

from inspector_app.ui.pages.evidence import EvidencePage
from inspector_app.ui.theme import ThemeMode


@pytest.mark.parametrize(
    ("language", "mode"),
    [("zh_CN", ThemeMode.LIGHT), ("en", ThemeMode.DARK), ("en", ThemeMode.HIGH_CONTRAST)],
)
def test_every_view(
    small, stage, theme, translations, layout_problems, settle, hands, tmp_path, language, mode
):
    theme.set_mode(mode)
    translations.set_language(language)
    page = stage.show(EvidencePage, small.mission, language=language)
    window = page.window()
    assert layout_problems(window, language=language) == []
    for record in small.mission.reader.find("evidence"):
        page.open_evidence(record.id)
        hands.click(page.viewer.facts.check_button)
        hands.click(page.viewer.copy_button)
        settle()
        assert layout_problems(window, language=language) == []
    empty, new = tmp_path / "空.txt", tmp_path / ("很长的文件名" * 12 + ".txt")
    empty.touch()
    new.write_text("x", encoding="utf-8")
    hands.drop(page, empty, new, tmp_path / "没有.txt")
    settle()
    assert page.shown == "add"
    assert layout_problems(window, language=language) == []
