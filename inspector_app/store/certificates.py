"""Who may speak for whom: certificates that chain to headquarters' key.

Headquarters' signing key is the trust root, pinned in the mission when it is issued. It
certifies the leader; the roles in ``domain.rights.CERTIFIERS`` certify the rest of the
team. A chain therefore has one or two links. A certificate counts for one mission only.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.domain.rights import CERTIFIERS
from inspector_app.domain.vocabulary import Role
from inspector_app.store.identity import SIGNATURE_BYTES, PublicKeys, UserKeys, verify

VERSION = 1
_CONTEXT = "certificate"
_MAX_TEXT = 200
#: Roles that only headquarters can give.
_FROM_ROOT_ONLY = frozenset({*CERTIFIERS, Role.OFFICE})
_FIELDS = frozenset(
    {"issuer", "keys", "mission", "name", "role", "serial", "signature", "user", "v"}
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The issuer's word that ``keys`` belong to a user who has ``role`` in a mission.

    ``issuer`` is the key id of who signed; of two certificates for the same keys from one
    issuer the one with the greater ``serial`` counts. ``signature`` is 128 hexadecimal
    digits over the canonical JSON of the rest.
    """

    user_id: str
    name: str
    role: Role
    keys: PublicKeys
    mission_id: str
    issuer: str
    serial: int
    signature: str = ""

    def to_json(self) -> dict[str, Json]:
        """Return the certificate as a JSON object."""
        return {**_unsigned(self), "signature": self.signature}

    def to_text(self) -> str:
        """Return the certificate as canonical JSON text."""
        return canonical(self.to_json()).decode("utf-8")

    @classmethod
    def from_json(cls, value: object) -> "Certificate":
        """Read what ``to_json`` wrote, without checking the signature.

        Raises ``DamagedError('store.bad_certificate')``.
        """
        try:
            return _from_json(value)
        except (ValueError, TypeError, KeyError) as error:
            raise DamagedError("store.bad_certificate") from error

    @classmethod
    def from_text(cls, text: str) -> "Certificate":
        """Read what ``to_text`` wrote; raises ``DamagedError('store.bad_certificate')``."""
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise DamagedError("store.bad_certificate") from error
        return cls.from_json(value)


def issue_certificate(
    issuer: UserKeys,
    *,
    user_id: str,
    name: str,
    role: Role,
    keys: PublicKeys,
    mission_id: str,
    serial: int,
) -> Certificate:
    """Return the certificate that *issuer* signs; whether it may is seen by ``check_chain``."""
    draft = Certificate(user_id, name, role, keys, mission_id, issuer.public.key_id, serial)
    signature = issuer.sign(_CONTEXT, canonical(_unsigned(draft))).hex()
    signed = canonical({**_unsigned(draft), "signature": signature})
    return Certificate.from_text(signed.decode("utf-8"))


def check_chain(
    leaf: Certificate, others: Iterable[Certificate], *, root: PublicKeys, mission_id: str
) -> tuple[Certificate, ...]:
    """Return the chain from *leaf* to the one that headquarters (*root*) signed.

    *others* are the certificates at hand, trusted or not. Raises ``RefusedError``:
    ``store.certificate_of_other_mission``, ``store.certificate_not_allowed`` (the issuer's
    role may not give this one), ``store.certificate_issuer_unknown``; and
    ``DamagedError('store.certificate_forged')`` if the signature is not the issuer's.
    """
    if leaf.mission_id != mission_id:
        raise RefusedError("store.certificate_of_other_mission", name=leaf.name)
    if leaf.issuer == root.key_id:
        _check_signature(leaf, root)
        return (leaf,)
    if leaf.role in _FROM_ROOT_ONLY:
        raise RefusedError("store.certificate_not_allowed", name=leaf.name)
    issuers = [
        one
        for one in others
        if one.keys.key_id == leaf.issuer
        and one.mission_id == mission_id
        and one.issuer == root.key_id
        and _signed_by(one, root)
    ]
    if not issuers:
        raise RefusedError("store.certificate_issuer_unknown", name=leaf.name)
    # A leader who has been replaced stays the one who certified the team: any certificate
    # that gave the right counts, the newest of them is shown.
    entitled = [one for one in issuers if one.role in CERTIFIERS]
    if not entitled:
        raise RefusedError("store.certificate_not_allowed", name=leaf.name)
    issuer = max(entitled, key=lambda one: (one.serial, one.signature))
    _check_signature(leaf, issuer.keys)
    return (leaf, issuer)


def trusted_certificates(
    certificates: Iterable[Certificate], *, root: PublicKeys, mission_id: str
) -> dict[str, Certificate]:
    """Return, by key id, the certificates that chain to headquarters; the rest is left out.

    For keys certified more than once headquarters' own word wins over a leader's, then
    the greater serial; the result does not depend on the order given.
    """
    known = sorted(certificates, key=lambda one: canonical(one.to_json()))
    best: dict[str, tuple[tuple[bool, int], Certificate]] = {}
    for certificate in known:
        try:
            chain = check_chain(certificate, known, root=root, mission_id=mission_id)
        except (RefusedError, DamagedError):
            continue
        rank = (len(chain) == 1, certificate.serial)
        key_id = certificate.keys.key_id
        if key_id not in best or best[key_id][0] < rank:
            best[key_id] = (rank, certificate)
    return {key_id: certificate for key_id, (_, certificate) in best.items()}


def _unsigned(certificate: Certificate) -> dict[str, Json]:
    return {
        "issuer": certificate.issuer,
        "keys": certificate.keys.to_json(),
        "mission": certificate.mission_id,
        "name": certificate.name,
        "role": certificate.role.value,
        "serial": certificate.serial,
        "user": certificate.user_id,
        "v": VERSION,
    }


def _signed_by(certificate: Certificate, keys: PublicKeys) -> bool:
    message = canonical(_unsigned(certificate))
    return verify(keys, _CONTEXT, message, bytes.fromhex(certificate.signature))


def _check_signature(certificate: Certificate, keys: PublicKeys) -> None:
    if not _signed_by(certificate, keys):
        raise DamagedError("store.certificate_forged", name=certificate.name)


def _from_json(value: object) -> Certificate:
    if not isinstance(value, dict) or value.keys() != _FIELDS or value["v"] != VERSION:
        raise ValueError("not a certificate of this version")
    texts = [value[field] for field in ("user", "name", "mission", "issuer", "signature")]
    if not all(isinstance(text, str) and 0 < len(text) <= _MAX_TEXT for text in texts):
        raise ValueError("text")
    serial = value["serial"]
    if not isinstance(serial, int) or isinstance(serial, bool) or serial < 0:
        raise ValueError("serial")
    user_id, name, mission_id, issuer, signature = texts
    if bytes.fromhex(signature).hex() != signature or len(signature) != 2 * SIGNATURE_BYTES:
        raise ValueError("signature")
    certificate = Certificate(
        user_id=user_id,
        name=name,
        role=Role(value["role"]),
        keys=PublicKeys.from_json(value["keys"]),
        mission_id=mission_id,
        issuer=issuer,
        serial=serial,
        signature=signature,
    )
    canonical(certificate.to_json())  # a lone surrogate or a number too large is refused here
    return certificate
