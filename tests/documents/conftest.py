"""The bundled fonts: the same pages on every machine."""

import pytest

from inspector_app.system.fonts import FontSet, bundled_fonts


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return bundled_fonts()
