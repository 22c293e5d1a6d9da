"""The functions of expressions: every one that JavaRosa knows, and no other.

Not here, for they need more than values, but known to the compiler: ``if``, ``coalesce``,
``once``, ``position``, ``indexed-repeat``, ``instance``, ``current``, ``randomize``,
``version``, ``pulldata``, ``jr:choice-name``, ``jr:itext``.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from inspector_app.forms.xpath.declare import Argument, Function, Now, Values
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions_date import DATE_FUNCTIONS
from inspector_app.forms.xpath.functions_digest import (
    DIGEST_FUNCTIONS,
    check_algorithm,
    check_encoding,
)
from inspector_app.forms.xpath.functions_geo import GEO_FUNCTIONS
from inspector_app.forms.xpath.functions_nodes import NODE_FUNCTIONS
from inspector_app.forms.xpath.functions_number import NUMBER_FUNCTIONS
from inspector_app.forms.xpath.functions_select import SELECT_FUNCTIONS
from inspector_app.forms.xpath.functions_text import TEXT_FUNCTIONS
from inspector_app.forms.xpath.moments import check_format
from inspector_app.forms.xpath.patterns import check_pattern

__all__ = ["FUNCTIONS", "Argument", "Function", "Now", "Values", "check_text", "function"]

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        **TEXT_FUNCTIONS,
        **NUMBER_FUNCTIONS,
        **DATE_FUNCTIONS,
        **SELECT_FUNCTIONS,
        **NODE_FUNCTIONS,
        **DIGEST_FUNCTIONS,
        **GEO_FUNCTIONS,
    }
)


#: Arguments of which not every text can be used, by function and place from 0.
_CHECKS: Mapping[tuple[str, int], Callable[[str], object]] = MappingProxyType(
    {
        ("regex", 1): check_pattern,
        ("format-date", 1): check_format,
        ("format-date-time", 1): check_format,
        ("digest", 1): check_algorithm,
        ("digest", 2): check_encoding,
    }
)


def check_text(name: str, place: int, text: str) -> None:
    """Refuse a *text* in quotes that a function could not use, before anybody meets it.

    Raises ``XPathError``: ``bad_pattern``, ``date_format``, ``wrong_argument``.
    """
    check = _CHECKS.get((name, place))
    if check is not None:
        check(text)


def function(name: str, arguments: int) -> Function:
    """Return the function called *name*.

    Raises ``XPathError``: ``unknown_function`` or ``arguments`` for a wrong number of them.
    """
    found = FUNCTIONS.get(name)
    if found is None:
        raise XPathError("unknown_function", name)
    in_pairs = name == "weighted-checklist"
    if not found.least <= arguments <= found.most or (in_pairs and arguments % 2):
        raise XPathError("arguments", name)
    return found
