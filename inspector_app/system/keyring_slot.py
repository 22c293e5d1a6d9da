"""This computer's keyring, as a convenience beside the passphrase, never instead of it.

It keeps a random secret that opens one more slot of ``keys.json``. Keyrings differ in how
they fail: some lose what they are given without a word, some ask on a terminal, some hang
on a prompt, some keep it readable. So only back ends known to be good are used, in a
thread with a time limit, and what is written is read back and compared.
"""

import hmac
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import keyring.backend
import keyring.errors
from keyring.backend import KeyringBackend

from inspector_app.domain.errors import KnownError

SERVICE = "Inspector"
SECRET_BYTES = 32
SECONDS = 20.0
#: Module and class of the back ends that keep a secret encrypted under the login.
TRUSTED = (
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.libsecret.Keyring",
)

_Result = TypeVar("_Result")


class KeyringState(StrEnum):
    """Whether the keyring can be used now."""

    AVAILABLE = "available"
    LOCKED = "locked"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class SystemKeyring:
    """One trusted back end; see ``find_keyring``. Every call takes at most ``seconds``."""

    backend: KeyringBackend
    seconds: float = SECONDS

    def state(self) -> KeyringState:
        """Say whether the keyring answers; never raises."""
        try:
            self._run(lambda: self.backend.get_password(SERVICE, "state"))
        except KnownError as error:
            locked = error.code in ("system.keyring_locked", "system.keyring_silent")
            return KeyringState.LOCKED if locked else KeyringState.ABSENT
        return KeyringState.AVAILABLE

    def new_secret(self, name: str) -> bytes:
        """Store a fresh random secret under *name*, prove that it is kept, and return it.

        *name* is ``secret_name(mission, user)``. Raises ``KnownError``:
        ``system.keyring_locked``, ``system.keyring_silent`` (no answer in time),
        ``system.keyring_forgets`` (it does not give back what it was given),
        ``system.keyring_failed``.
        """
        secret = secrets.token_bytes(SECRET_BYTES)
        text = secret.hex()  # 64 characters: Windows keeps at most some 1,280
        self._run(lambda: self.backend.set_password(SERVICE, name, text))
        kept = self._run(lambda: self.backend.get_password(SERVICE, name))
        if kept is None or not hmac.compare_digest(kept.encode("utf-8"), text.encode("utf-8")):
            raise KnownError("system.keyring_forgets")
        return secret

    def secret(self, name: str) -> bytes | None:
        """Return the secret kept under *name*, or ``None``; raises as ``new_secret``."""
        text = self._run(lambda: self.backend.get_password(SERVICE, name))
        if text is None:
            return None
        try:
            secret = bytes.fromhex(text)
        except ValueError:
            return None
        return secret if len(secret) == SECRET_BYTES else None

    def forget(self, name: str) -> None:
        """Delete the secret kept under *name*, if any; raises as ``new_secret``."""

        def delete() -> None:
            if self.backend.get_password(SERVICE, name) is not None:
                self.backend.delete_password(SERVICE, name)

        self._run(delete)

    def _run(self, call: Callable[[], _Result]) -> _Result:
        return _in_time(call, self.seconds)


def secret_name(mission_id: str, user_id: str) -> str:
    """Return the name under which a user's secret for a mission is kept."""
    return f"{mission_id}/{user_id}"


def find_keyring(seconds: float = SECONDS) -> SystemKeyring | None:
    """Return this computer's best trusted keyring, or ``None``; never raises.

    The configuration of the keyring library (variables, files) is not consulted: it could
    name a back end that loses what it is given or keeps it readable.
    """
    try:
        backend = _in_time(_best_backend, seconds)
    except KnownError:
        return None
    return None if backend is None else SystemKeyring(backend, seconds)


def require_keyring(seconds: float = SECONDS) -> SystemKeyring:
    """Return ``find_keyring``'s answer; raises ``KnownError('system.keyring_absent')``."""
    found = find_keyring(seconds)
    if found is None:
        raise KnownError("system.keyring_absent")
    return found


def is_trusted(backend: KeyringBackend) -> bool:
    """Say whether *backend* is exactly one of ``TRUSTED`` (a subclass is not)."""
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}" in TRUSTED


def _best_backend() -> KeyringBackend | None:
    backends = filter(is_trusted, keyring.backend.get_all_keyring())
    return max(backends, key=lambda backend: float(backend.priority), default=None)


def _in_time(call: Callable[[], _Result], seconds: float) -> _Result:
    answer: queue.SimpleQueue[_Result | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            answer.put(call())
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
            answer.put(error)

    # A daemon: a prompt that nobody answers must not keep the program from ending.
    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        result = answer.get(timeout=seconds)
    except queue.Empty as error:
        raise KnownError("system.keyring_silent") from error
    if isinstance(result, keyring.errors.KeyringLocked | keyring.errors.InitError):
        raise KnownError("system.keyring_locked") from result
    if isinstance(result, BaseException):
        raise KnownError("system.keyring_failed") from result
    return result
