"""XForms for tests, from the parts that matter to them."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from inspector_app.forms.load import form_from
from inspector_app.forms.model import Form

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"'
    ' xmlns:insp="urn:inspector:xforms"><h:head><h:title>示例</h:title><model>'
)


def bind(path: str, **rules: str) -> str:
    """Return the bind of /data/*path*; names of attributes have __ for a colon."""
    given = "".join(
        f" {name.replace('__', ':')}={quoteattr(value)}" for name, value in rules.items()
    )
    return f'<bind nodeset="/data/{path}"{given}/>'


def xform(
    nodes: str,
    binds: str = "",
    body: str = "",
    *,
    lists: Mapping[str, str] | None = None,
    more: str = "",
) -> bytes:
    """Return an XForm with these nodes in /data; *lists* are the contents of other instances."""
    instances = "".join(
        f'<instance id="{name}">{content}</instance>' for name, content in (lists or {}).items()
    )
    return (
        f'{HEAD}<instance><data id="t" version="7">{nodes}</data></instance>{instances}{binds}'
        f"{more}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def form(*parts: str, **named: object) -> Form:
    """Return the form of ``xform`` with the same arguments."""
    return form_from(xform(*parts, **named), name="示例")  # type: ignore[arg-type]


def inputs(*paths: str) -> str:
    """Return an input with a label for each of the paths below /data."""
    return "".join(f'<input ref="/data/{path}"><label>{path}</label></input>' for path in paths)


def repeat(path: str, *inside: str, count: str = "", body: str = "") -> str:
    """Return a repeat at /data/*path* with inputs inside, and whatever *body* adds."""
    counted = f' jr:count="{count}"' if count else ""
    below = inputs(*(f"{path}/{name}" for name in inside))
    return (
        f'<group ref="/data/{path}"><label>{path}</label>'
        f'<repeat nodeset="/data/{path}"{counted}>{below}{body}</repeat></group>'
    )
