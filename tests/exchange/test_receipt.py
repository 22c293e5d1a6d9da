"""HQ's receipts: what is signed is what is read, in whatever way the text travelled."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.canonical import canonical
from inspector_app.domain.errors import DamagedError, InputError, KnownError, RefusedError
from inspector_app.domain.ids import uuid7
from inspector_app.exchange.receipt import (
    CONTEXT,
    MAX_RECEIPT_BYTES,
    Receipt,
    Verdict,
    read_receipt,
    write_receipt,
)


@pytest.fixture(scope="module")
def receipt(world):
    return Receipt(
        package_id=uuid7(1_767_225_600_000, bytes(10)),
        package_sha256="ab" * 32,
        mission_id=uuid7(1_767_225_600_001, bytes(10)),
        received_at="2026-03-02T10:00:00+08:00",
        register_number="示例收〔2026〕12号",
        verdict=Verdict.ACCEPTED,
        hq_key_id=world.hq.public.key_id,
        counts={"talk": 12, "working_paper": 3, "lead": 0},
        note="已收讫𬀩",
    )


@pytest.fixture(scope="module")
def text(world, receipt):
    return write_receipt(receipt, world.hq)


def _read(world, data):
    keys = {world.hq.public.key_id: world.hq.public}
    return read_receipt(data, resolve_key=keys.get)


def test_round_trip(world, receipt, text):
    assert _read(world, text.encode()) == receipt
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 64
    assert text.startswith("-----BEGIN INSPECTOR RECEIPT-----\n")
    assert text.endswith("-----END INSPECTOR RECEIPT-----\n")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdicts_and_empty_values(world, receipt, verdict):
    other = replace(receipt, verdict=verdict, counts={}, note="")
    assert _read(world, write_receipt(other, world.hq).encode()) == other


@pytest.mark.parametrize(
    "travel",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: "".join(f"   {line}\t\n" for line in text.splitlines()).encode(),
        lambda text: f"回执如下:\n\n{text}\n某某办公室(示例)\n".encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
)
def test_ways_a_text_travels(world, receipt, text, travel):
    assert _read(world, travel(text)) == receipt


def test_which_package_it_is_for(receipt):
    good = {"package_id": receipt.package_id, "package_sha256": receipt.package_sha256}
    assert receipt.is_for(**good)
    assert not receipt.is_for(**{**good, "package_sha256": "cd" * 32})
    assert not receipt.is_for(**{**good, "package_id": receipt.mission_id})


def _code(world, data):
    with pytest.raises(KnownError) as caught:
        _read(world, data)
    return caught.value.code


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_changed_character(world, receipt, text, data):
    """Refused, or it was a character that says nothing (a line end, spare bits at the end)."""
    place = data.draw(st.integers(0, len(text) - 1))
    changed = bytearray(text.encode())
    changed[place] ^= data.draw(st.integers(1, 255))
    outcome: Receipt | str
    try:
        outcome = _read(world, bytes(changed))
    except KnownError as error:
        outcome = error.code.partition(".")[0]
    assert outcome in (receipt, "exchange")


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_changed_byte_of_the_content(world, text, data):
    blob = bytearray(base64.b64decode("".join(text.splitlines()[1:-1])))
    blob[data.draw(st.integers(0, len(blob) - 1))] ^= data.draw(st.integers(1, 255))
    assert _code(world, _armoured(bytes(blob))) in {
        "exchange.receipt_altered",
        "exchange.receipt_unknown_key",
        "exchange.bad_receipt",
        "exchange.newer_version",
    }


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_truncation(world, text, data):
    end = data.draw(st.integers(0, text.index("-----END")))
    assert _code(world, text[:end].encode()) == "exchange.not_a_receipt"


@settings(max_examples=200, deadline=None)
@given(noise=st.binary(max_size=500) | st.text(max_size=200).map(str.encode))
def test_noise(world, noise):
    assert _code(world, noise) == "exchange.not_a_receipt"
    assert _code(world, _armoured(noise)) == "exchange.bad_receipt"


def test_a_file_too_large(world, text):
    data = text.encode() + b"\n" * MAX_RECEIPT_BYTES
    assert _code(world, data) == "exchange.not_a_receipt"


def test_a_key_that_is_not_hqs(world, receipt):
    forged = replace(receipt, hq_key_id=world.stranger.public.key_id)
    with pytest.raises(RefusedError) as caught:
        _read(world, write_receipt(forged, world.stranger).encode())
    assert caught.value.code == "exchange.receipt_unknown_key"
    assert caught.value.params == {"key": world.stranger.public.key_id}


def test_a_resolver_that_gives_another_key(world, text):
    with pytest.raises(RefusedError, match=r"exchange\.receipt_unknown_key"):
        read_receipt(text.encode(), resolve_key=lambda _: world.leader.public)


def test_a_signature_in_hqs_name(world, receipt):
    raw = receipt.to_bytes()
    for signature in (world.leader.sign(CONTEXT, raw), world.hq.sign("package-manifest", raw)):
        with pytest.raises(DamagedError, match=r"exchange\.receipt_altered"):
            _read(world, _armoured(signature + raw))


def test_a_receipt_names_the_key_that_signs_it(world, receipt):
    with pytest.raises(ValueError, match="names the key"):
        write_receipt(receipt, world.leader)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "delivery"),
        ("package", "7"),
        ("sha256", "AB" * 32),
        ("mission", ""),
        ("received_at", "2026-03-02T10:00:00"),
        ("register_number", ""),
        ("register_number", "一\n二"),
        ("verdict", 1),
        ("counts", []),
        ("counts", {"talk": -1}),
        ("counts", {"talk": "1"}),
        ("counts", {f"{i}": 1 for i in range(501)}),
        ("note", None),
        ("note", "字" * 4001),
        ("key", ""),
        ("extra", 1),
        ("v", 0),
    ],
)
def test_fields_against_the_rules(world, receipt, field, value):
    raw = canonical({**json.loads(receipt.to_bytes()), field: value})
    with pytest.raises(InputError) as caught:
        _read(world, _armoured(world.hq.sign(CONTEXT, raw) + raw))
    assert caught.value.code == "exchange.bad_receipt"
    assert caught.value.params == {"field": field}


@pytest.mark.parametrize(("field", "value"), [("v", 2), ("verdict", "postponed")])
def test_a_later_receipt(world, receipt, field, value):
    raw = canonical({**json.loads(receipt.to_bytes()), field: value})
    data = _armoured(world.hq.sign(CONTEXT, raw) + raw)
    assert _code(world, data) == "exchange.newer_version"


def test_an_unreadable_receipt_is_not_written(world, receipt):
    with pytest.raises(InputError, match=r"exchange\.bad_receipt"):
        write_receipt(replace(receipt, register_number=""), world.hq)


def _armoured(blob: bytes) -> bytes:
    body = base64.encodebytes(blob)
    return b"-----BEGIN INSPECTOR RECEIPT-----\n" + body + b"-----END INSPECTOR RECEIPT-----\n"
