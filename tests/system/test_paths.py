"""The program's own folders on each system."""

from pathlib import Path

from inspector_app.system.paths import app_folders

HOME = Path("/home/someone").absolute()


def test_one_variable_moves_everything(tmp_path):
    for platform in ("linux", "darwin", "win32"):
        folders = app_folders({"INSPECTOR_HOME": str(tmp_path)}, platform=platform)
        for path in (
            folders.settings_file,
            folders.device_tokens,
            folders.crash_file,
            folders.cache,
        ):
            assert path.is_relative_to(tmp_path)
        assert len({folders.config, folders.data, folders.cache, folders.state}) == 4


def test_linux_follows_xdg():
    folders = app_folders({}, platform="linux", home=HOME)
    assert folders.settings_file == HOME / ".config/inspector/settings.json"
    assert folders.device_tokens == HOME / ".local/share/inspector/devices"
    assert folders.crash_file == HOME / ".local/state/inspector/crash.txt"
    own = str(HOME / "own")
    assert app_folders({"XDG_CONFIG_HOME": own}, platform="linux", home=HOME).config == Path(
        own, "inspector"
    )


def test_a_relative_or_empty_xdg_folder_is_ignored():
    for value in ("", "config", "./config", "../x"):
        found = app_folders({"XDG_DATA_HOME": value}, platform="linux", home=HOME)
        assert found.data == HOME / ".local/share/inspector"


def test_macos_and_windows_have_their_own_places():
    mac = app_folders({}, platform="darwin", home=HOME)
    assert mac.config == HOME / "Library/Application Support/Inspector/config"
    assert mac.cache == HOME / "Library/Caches/Inspector"
    windows = app_folders({}, platform="win32", home=HOME)
    assert windows.data == HOME / "AppData/Local/Inspector/data"


def test_asking_makes_no_folder(tmp_path):
    app_folders({"INSPECTOR_HOME": str(tmp_path / "new")})
    assert list(tmp_path.iterdir()) == []
