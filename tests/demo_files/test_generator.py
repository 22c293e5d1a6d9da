"""The files in the repository are those that the sources give."""

import subprocess
import sys
import zipfile

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

UNLIKE = 2.0  # mean difference of two pictures, of 255, that another decoder may make


@pytest.fixture(scope="module")
def rebuilt(demo, tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, demo / "build_files.py", "--out", out], check=True)
    return out


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(difference).mean) < UNLIKE


def _members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pages(path):
    document = pypdfium2.PdfDocument(path)
    pages = [page.render(scale=0.5).to_pil() for page in document]
    document.close()
    return pages


def test_the_same_sources_give_the_same_files(demo, rebuilt):
    assert (rebuilt / "talks.toml").read_bytes() == (demo / "talks.toml").read_bytes()
    ours = {p.relative_to(demo) for p in (demo / "files").rglob("*") if p.is_file()}
    theirs = {p.relative_to(rebuilt) for p in (rebuilt / "files").rglob("*") if p.is_file()}
    assert ours == theirs
    for name in sorted(ours):
        one, other = demo / name, rebuilt / name
        if name.suffix in {".docx", ".xlsx"}:
            assert _members(one) == _members(other), name
        elif name.suffix == ".pdf":
            pages = list(zip(_pages(one), _pages(other), strict=True))
            assert pages, name
            assert all(_alike(*pair) for pair in pages), name
        elif name.suffix in {".png", ".jpg"}:
            with Image.open(one) as a, Image.open(other) as b:
                assert _alike(a, b), name
        else:
            assert one.read_bytes() == other.read_bytes(), name
