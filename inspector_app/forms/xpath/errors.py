"""What is wrong with an expression, before anybody knows in which cell it stands."""


class XPathError(Exception):
    """An expression that cannot be used; ``code`` is worded under ``errors.forms.expression_…``.

    ``what`` is the part of the expression that is meant.
    """

    def __init__(self, code: str, what: str = "") -> None:
        self.code = code
        self.what = what
        super().__init__(code, what)
