"""Known errors: what the user or the environment did, told in the user's language.

A known error carries a *code* and parameters; the words stand in
``resources/wording/<language>/*.toml`` under ``[errors]`` (see ``system.wording``).
Anything that is not a ``KnownError`` is a bug of ours and goes to the crash file.
"""


class KnownError(Exception):
    """A condition to be explained to the user, never a traceback.

    ``code`` is ``area.what`` (e.g. ``store.wrong_passphrase``); ``params`` fill the
    placeholders of its wording and hold no secret.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)

    def __str__(self) -> str:
        """Give the code and parameters: for logs and tests, not for users."""
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})" if details else self.code


class WrongSecretError(KnownError):
    """A passphrase, recovery code or key does not open what it was tried on."""


class DamagedError(KnownError):
    """Stored or received bytes are not what was written: damage or tampering."""


class RefusedError(KnownError):
    """A rule of the work forbids the step; the parameters say which and why."""


class InputError(KnownError):
    """A foreign file or a typed value cannot be used; the parameters say where."""
