"""Parse foreign XML: no entities, no network, bounded depth and number of nodes."""

from lxml import etree

from inspector_app.domain.errors import InputError

#: A node of a parsed tree takes 100–200 bytes; this keeps a hostile file below some 200 MB.
MAX_NODES = 1_000_000


def parse_xml(data: bytes, *, name: str) -> "etree._Element":
    """Return the root element of *data*; comments and processing instructions are dropped.

    A document type is refused whole: neither forms nor office documents have one, and all
    entity attacks need it. lxml itself stops at 256 levels and 10 MB of text in one node.
    Raises ``InputError``: ``intake.xml_doctype``, ``intake.xml_too_large``, ``intake.bad_xml``.
    """
    if data.count(b"<") > MAX_NODES:
        raise InputError("intake.xml_too_large", name=name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        code = "intake.xml_doctype" if b"<!DOCTYPE" in data[:4096] else "intake.bad_xml"
        raise InputError(code, name=name, line=problem.lineno or 0) from problem
    except ValueError as problem:  # an encoding lxml does not know
        raise InputError("intake.bad_xml", name=name, line=0) from problem
    doctype: object = root.getroottree().docinfo.internalDTD
    if doctype is not None:
        raise InputError("intake.xml_doctype", name=name, line=0)
    return root
