"""Users' own keys: signatures for one purpose, seals for named readers."""

import random

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import DamagedError, InputError, WrongSecretError
from inspector_app.store.identity import PublicKeys, generate, seal, unseal, verify

ONE, OTHER = generate(), generate()
TEXT = "示例：本人的说明与组里的评价分开记".encode()


def test_keys_are_fresh_and_their_ids_stable():
    assert ONE != OTHER
    assert ONE.public == ONE.public
    assert len(ONE.public.key_id) == 32
    assert ONE.public.key_id != OTHER.public.key_id
    assert len(ONE.public.sign) == 64
    assert ONE.public.seal.startswith("age1")


def test_a_fingerprint_can_be_read_out():
    groups = ONE.public.fingerprint.split(" ")
    assert [len(group) for group in groups] == [5] * 8
    assert all(group.isdecimal() for group in groups)
    assert ONE.public.fingerprint != OTHER.public.fingerprint
    mixed = PublicKeys(ONE.public.sign, OTHER.public.seal)
    assert mixed.fingerprint not in (ONE.public.fingerprint, OTHER.public.fingerprint)


def test_a_signature_holds_for_its_message_its_purpose_and_its_signer():
    signature = ONE.sign("approval", TEXT)
    assert verify(ONE.public, "approval", TEXT, signature)
    assert not verify(ONE.public, "certificate", TEXT, signature)
    assert not verify(ONE.public, "approval", TEXT + b".", signature)
    assert not verify(OTHER.public, "approval", TEXT, signature)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_no_other_bytes_are_a_signature(signature):
    assert not verify(ONE.public, "approval", TEXT, signature)


def test_context_and_message_cannot_be_shifted_into_each_other():
    signature = ONE.sign("a", b"b\x00c")
    assert not verify(ONE.public, "a\x7f", b"c", signature)
    for context in ("", "审批", "a\x00b"):
        with pytest.raises(ValueError, match="ASCII"):
            ONE.sign(context, b"")


@pytest.mark.parametrize("sign", ["", "zz" * 32, "00" * 31, "ab" * 33, " " * 64])
def test_a_public_key_that_is_none_verifies_nothing(sign):
    keys = PublicKeys(sign, ONE.public.seal)
    assert not verify(keys, "approval", TEXT, ONE.sign("approval", TEXT))
    with pytest.raises(DamagedError):
        PublicKeys.from_json({"sign": sign, "seal": ONE.public.seal})


def test_public_keys_travel_as_json():
    assert PublicKeys.from_json(ONE.public.to_json()) == ONE.public


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "x",
        {},
        {"sign": ONE.public.sign},
        {**ONE.public.to_json(), "more": 1},
        {**ONE.public.to_json(), "seal": "age1nothing"},
        {**ONE.public.to_json(), "seal": 5},
        {**ONE.public.to_json(), "sign": ONE.public.sign.upper() + "AB"},
        {**ONE.public.to_json(), "sign": "AB" * 32},
    ],
)
def test_other_values_are_no_public_keys(value):
    with pytest.raises(DamagedError) as caught:
        PublicKeys.from_json(value)
    assert caught.value.code == "store.bad_public_key"


def test_private_keys_never_show():
    shown = repr(ONE) + str(ONE)
    assert ONE.seed.hex() not in shown
    assert repr(ONE.seed) not in shown
    assert ONE.age_identity not in shown


@pytest.mark.parametrize("plain", [b"", b"\x00", TEXT, TEXT * 5000])
def test_what_is_sealed_opens_for_each_reader(plain):
    sealed = seal(plain, [ONE.public.seal, OTHER.public.seal, ONE.public.seal])
    assert unseal(sealed, ONE) == unseal(sealed, OTHER) == plain
    if len(plain) > 8:
        assert plain not in sealed


def test_what_is_sealed_to_others_is_told_apart_from_damage():
    with pytest.raises(WrongSecretError) as caught:
        unseal(seal(TEXT, [OTHER.public.seal]), ONE)
    assert caught.value.code == "store.not_for_you"


def test_sealing_to_nobody_is_a_bug_and_to_nonsense_an_error():
    with pytest.raises(ValueError, match="nobody"):
        seal(TEXT, [])
    for recipient in ("", "age1xyz", ONE.age_identity, "ssh-ed25519 AAAA"):
        with pytest.raises(InputError) as caught:
            seal(TEXT, [ONE.public.seal, recipient])
        assert caught.value.code == "store.bad_recipient"
        assert caught.value.params == {}


def test_any_changed_byte_any_cut_and_any_addition_is_refused():
    sealed = seal(TEXT, [ONE.public.seal])
    chance = random.Random(5)  # noqa: S311 - repeatable, not secret
    changed = []
    for place in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[place] ^= 1 << chance.randrange(8)
        changed.append(bytes(damaged))
    changed += [sealed[:cut] for cut in range(len(sealed))]
    changed += [sealed + b"\x00", sealed + sealed, b"\n" + sealed]
    for damaged in changed:
        with pytest.raises((DamagedError, WrongSecretError)):
            unseal(damaged, ONE)


def test_a_header_made_to_exhaust_the_machine_is_refused_at_once():
    many = [pyrage.x25519.Identity.generate().to_public() for _ in range(140)]
    texts = [str(recipient) for recipient in many]
    assert unseal(seal(TEXT, [*texts[:63], ONE.public.seal]), ONE) == TEXT
    with pytest.raises(ValueError, match="crowd"):
        seal(TEXT, texts[:65])
    with pytest.raises(DamagedError):
        unseal(pyrage.encrypt(TEXT, many), ONE)
    endless = b"age-encryption.org/v1\n" + b"-> X25519 " + b"A" * 200_000 + b"\n--- x\n"
    with pytest.raises(DamagedError):
        unseal(endless, ONE)


@given(st.binary(max_size=300))
def test_foreign_bytes_are_refused(data):
    with pytest.raises(DamagedError):
        unseal(data, ONE)
    with pytest.raises((DamagedError, WrongSecretError)):
        unseal(b"age-encryption.org/v1\n" + data, ONE)
