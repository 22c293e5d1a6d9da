"""Packages that are not what their sender made: each refused, plainly, with nothing kept."""

import io
import json
import struct
import zipfile

import pyrage
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector_app.domain.canonical import canonical
from inspector_app.domain.errors import (
    DamagedError,
    InputError,
    KnownError,
    RefusedError,
    WrongSecretError,
)
from inspector_app.exchange import manifest as limits
from inspector_app.exchange.container import CONTEXT, MAGIC
from inspector_app.exchange.envelope import MAX_HEADER_BYTES, MAX_STANZAS
from inspector_app.exchange.reading import open_package, peek


def _refusal(world, package, tray, reader=None, *, seekable=True):
    with pytest.raises(KnownError) as caught:
        world.open(package, reader, tray=tray, seekable=seekable)
    assert caught.value.code.startswith("exchange.")
    return caught.value


def _check_only_true_beginnings(tray, contents):
    """Whatever got through was the beginning of the truth; the file in hand was discarded."""
    for name, slot in tray.slots.items():
        assert contents[name].startswith(slot.data)
        assert slot.state == "discarded" or bytes(slot.data) == contents[name]
        assert slot.state != "open"


# --- on the way: without anybody's keys --------------------------------------------------


@settings(max_examples=400, deadline=None)
@given(data=st.data(), seekable=st.booleans())
def test_any_changed_byte(world, package, contents, data, seekable):
    place = data.draw(st.integers(0, 900) | st.integers(0, len(package) - 1))
    changed = bytearray(package)
    changed[place] ^= data.draw(st.integers(1, 255))
    tray = world.tray()
    _refusal(world, bytes(changed), tray, seekable=seekable)
    _check_only_true_beginnings(tray, contents)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), seekable=st.booleans())
def test_any_truncation(world, package, contents, data, seekable):
    end = data.draw(st.integers(0, 900) | st.integers(0, len(package) - 1))
    tray = world.tray()
    _refusal(world, package[:end], tray, seekable=seekable)
    _check_only_true_beginnings(tray, contents)


@settings(max_examples=100, deadline=None)
@given(extra=st.binary(min_size=1, max_size=300), seekable=st.booleans())
def test_anything_appended(world, package, contents, extra, seekable):
    tray = world.tray()
    _refusal(world, package + extra, tray, seekable=seekable)
    _check_only_true_beginnings(tray, contents)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_pieces_cut_out_repeated_or_swapped(world, package, contents, data):
    cut = sorted(data.draw(st.lists(st.integers(0, len(package)), min_size=3, max_size=3)))
    a, b, c, d = (
        package[: cut[0]],
        package[cut[0] : cut[1]],
        package[cut[1] : cut[2]],
        package[cut[2] :],
    )
    changed = a + data.draw(st.sampled_from([c, c + b, b + b + c, b + c + c])) + d
    if changed == package:
        return
    tray = world.tray()
    _refusal(world, changed, tray, seekable=False)
    _check_only_true_beginnings(tray, contents)


def test_two_packages_one_after_the_other(world, package):
    _refusal(world, package + package, world.tray(), seekable=False)


@settings(max_examples=300, deadline=None)
@given(
    start=st.sampled_from([b"", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> X25519 "]),
    noise=st.binary(max_size=2000) | st.text(max_size=500).map(lambda text: text.encode()),
)
@example(start=b"age-encryption.org/v1\n", noise=b"---\n")
@example(start=b"age-encryption.org/v1\n", noise=b"--- \n" + bytes(100))
@example(start=b"age-encryption.org/v1\n", noise=b"-> X25519 " + b"A" * 1999)
def test_noise(world, start, noise):
    tray = world.tray()
    _refusal(world, start + noise, tray)
    assert tray.is_untouched


def _zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "示例")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "exchange.empty_file"),
        (_zip(), "exchange.not_a_package"),
        (b"%PDF-1.7\n", "exchange.not_a_package"),
        ("一份说明".encode("gb18030"), "exchange.not_a_package"),
        (bytes(100_000), "exchange.not_a_package"),
        (b"age-encryption.org/v1", "exchange.damaged"),
        (b"age-", "exchange.damaged"),
        (b"age-encryption.org/v2\n-> X25519 a\n", "exchange.newer_version"),
        (b"age-encryption.org/v10\n", "exchange.newer_version"),
        (b"age-encryption.org/v1\n" + bytes(200_000), "exchange.header_too_large"),
        (b"age-encryption.org/v1\n" + bytes(2_000), "exchange.damaged"),
    ],
)
def test_other_files(world, content, code):
    tray = world.tray()
    assert _refusal(world, content, tray).code == code
    assert tray.is_untouched


def test_other_age_files(world, package):
    seal = pyrage.x25519.Recipient.from_str(world.hq.public.seal)
    armored = pyrage.encrypt(world.inner(package), [seal], armored=True)
    assert _refusal(world, armored, world.tray()).code == "exchange.not_a_package"
    letter = pyrage.encrypt("一封信".encode() * 1000, [seal])
    assert _refusal(world, letter, world.tray()).code == "exchange.not_a_package"
    nothing = pyrage.encrypt(b"", [seal])
    assert _refusal(world, nothing, world.tray()).code == "exchange.truncated"
    lines = [
        b"age-encryption.org/v1",
        b"-> scrypt bBjlhJVYZeE4aqUdmtRHfw 15",
        b"ZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k",
        b"--- fgMiVLJHMlg9fW7CVG/hPS5EAU4Zeg19LyCP7SoH5nA",
    ]
    passphrase = b"\n".join(lines) + b"\n" + bytes(64)
    assert _refusal(world, passphrase, world.tray()).code == "exchange.not_for_you"


def test_a_header_of_thousands_never_reaches_the_cryptography(world, monkeypatch):
    def forbidden(*_: object) -> None:
        raise AssertionError("decryption was tried")

    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    end = b"--- " + b"C" * 43 + b"\n" + bytes(100)
    monkeypatch.setattr(pyrage, "decrypt_io", forbidden)
    for count in (MAX_STANZAS + 1, 600, 4000, 100_000):
        package = b"age-encryption.org/v1\n" + stanza * count + end
        assert _refusal(world, package, world.tray()).code == "exchange.header_too_large"
    long_stanza = b"-> grease " + b"x" * MAX_HEADER_BYTES + b"\n\n"
    package = b"age-encryption.org/v1\n" + long_stanza + end
    assert _refusal(world, package, world.tray()).code == "exchange.header_too_large"
    with pytest.raises(AssertionError, match="decryption was tried"):
        world.open(b"age-encryption.org/v1\n" + stanza * MAX_STANZAS + end)


def test_many_stanzas_for_others_are_refused_quickly_and_plainly(world):
    strangers = [pyrage.x25519.Identity.generate().to_public() for _ in range(31)]
    package = pyrage.encrypt(b"x" * 1000, strangers)
    assert _refusal(world, package, world.tray()).code == "exchange.not_for_you"


# --- the wrong people --------------------------------------------------------------------


def test_a_package_for_others(world, package):
    tray = world.tray()
    error = _refusal(world, package, tray, world.stranger)
    assert isinstance(error, WrongSecretError)
    assert error.code == "exchange.not_for_you"
    assert tray.is_untouched


def test_an_unknown_sender(world, files):
    """Whoever knows HQ's public key can seal to it; only known keys count."""
    tray = world.tray()
    error = _refusal(world, world.pack(files, sender=world.stranger), tray)
    assert error.code == "exchange.unknown_sender"
    assert error.params == {"key": world.stranger.public.key_id}
    assert tray.is_untouched


def test_a_sender_resolved_to_another_key(world, package):
    tray = world.tray()
    with pytest.raises(RefusedError) as caught:
        open_package(
            io.BytesIO(package),
            [world.hq.age_identity],
            resolve_sender=lambda _: world.member.public,
            staging=tray,
        )
    assert caught.value.code == "exchange.wrong_sender_key"
    assert tray.is_untouched


def test_a_signature_by_somebody_else(world, package):
    """A known member signs in the leader's name."""
    inner = world.inner(package)
    start = len(MAGIC) + 4
    end = start + struct.unpack(">I", inner[len(MAGIC) : start])[0]
    signature = world.member.sign(CONTEXT, inner[start:end])
    tray = world.tray()
    forged = world.wrap(inner[:end] + signature + inner[end + 64 :])
    assert _refusal(world, forged, tray).code == "exchange.bad_signature"
    assert tray.is_untouched


def test_a_signature_for_another_purpose(world, package):
    inner = world.inner(package)
    end = len(MAGIC) + 4 + struct.unpack(">I", inner[len(MAGIC) : len(MAGIC) + 4])[0]
    raw = inner[len(MAGIC) + 4 : end]
    other = world.leader.sign("receipt", raw)
    forged = world.wrap(world.framed(raw, other) + inner[end + 64 :])
    assert _refusal(world, forged, world.tray()).code == "exchange.bad_signature"


def test_a_package_passed_on(world, files):
    """A recipient seals a member's signed package to somebody whom the member did not name."""
    package = world.pack(files, sender=world.member, to=[world.leader])
    passed_on = world.wrap(world.inner(package, world.leader), world.hq)
    tray = world.tray()
    error = _refusal(world, passed_on, tray)
    assert error.code == "exchange.forwarded"
    assert tray.is_untouched
    with pytest.raises(RefusedError, match=r"exchange\.forwarded"):
        peek(io.BytesIO(passed_on), [world.hq.age_identity], resolve_sender=world.trusted)


# --- from inside: whoever can open the package seals it again, changed --------------------


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_changed_byte_inside(world, package, contents, data):
    inner = bytearray(world.inner(package))
    place = data.draw(st.integers(0, 2500) | st.integers(0, len(inner) - 1))
    inner[place] ^= data.draw(st.integers(1, 255))
    tray = world.tray()
    _refusal(world, world.wrap(bytes(inner)), tray)
    head = len(inner) - sum(map(len, contents.values()))
    if place < head:
        assert tray.is_untouched
    for name, slot in tray.slots.items():
        assert slot.state == "discarded" or bytes(slot.data) == contents[name]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), seekable=st.booleans())
def test_any_truncation_inside(world, package, contents, data, seekable):
    inner = world.inner(package)
    end = data.draw(st.integers(0, 2500) | st.integers(0, len(inner) - 1))
    tray = world.tray()
    error = _refusal(world, world.wrap(inner[:end]), tray, seekable=seekable)
    assert error.code in {"exchange.truncated", "exchange.incomplete"}
    _check_only_true_beginnings(tray, contents)


@settings(max_examples=50, deadline=None)
@given(extra=st.binary(min_size=1, max_size=70_000), seekable=st.booleans())
def test_anything_appended_inside(world, package, contents, extra, seekable):
    tray = world.tray()
    changed = world.wrap(world.inner(package) + extra)
    error = _refusal(world, changed, tray, seekable=seekable)
    assert error.code == "exchange.trailing_data"
    _check_only_true_beginnings(tray, contents)


def test_something_appended_to_a_package_without_files(world):
    package = world.wrap(world.inner(world.pack([])) + b"x")
    error = _refusal(world, package, world.tray(), seekable=False)
    assert error.code == "exchange.trailing_data"


@pytest.mark.parametrize("magic", [b"INSPECTOR-PKG/2\n", b"INSPECTOR-PKG/9\n", b"INSPECTOR-PKG/11"])
def test_a_later_format(world, package, magic):
    later = world.wrap(magic + world.inner(package)[len(MAGIC) :])
    tray = world.tray()
    error = _refusal(world, later, tray)
    assert isinstance(error, InputError)
    assert error.code == "exchange.newer_version"
    assert tray.is_untouched


@pytest.mark.parametrize("length", [limits.MAX_MANIFEST_BYTES + 1, 2**32 - 1])
def test_a_manifest_too_long(world, length):
    package = world.wrap(MAGIC + length.to_bytes(4, "big") + b"{" * 1000)
    assert _refusal(world, package, world.tray()).code == "exchange.manifest_too_large"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe{}",
        '{"v": 1}'.encode("utf-16"),
        b"[" * 1_000_000,
        b'{"a":' * 500_000,
        b'{"v":' + b"9" * 100_000 + b"}",
        b'{"v":1.0}',
        b'{"v":NaN}',
        b'{"v":1e400}',
        b'{"v":"\\ud800"}',
        b'{"v":1,"v":1}',
        b'{"v": 1}',
        b'{"\\u0076":1}',
    ],
)
def test_json_made_to_break_readers(world, raw):
    error = _refusal(world, world.wrap(world.framed(raw)), world.tray())
    assert error.code == "exchange.bad_manifest"
    assert error.params == {"field": "JSON"}


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_as_manifest(world, raw):
    assert _refusal(world, world.wrap(world.framed(raw)), world.tray()).code == (
        "exchange.bad_manifest"
    )


def _put(name, value):
    def change(tree):
        tree[name] = value

    return change


def _file(**changes):
    def change(tree):
        tree["files"][1].update(changes)

    return change


_BAD_FIELDS = [
    (_put("v", 0), "exchange.bad_manifest"),
    (_put("v", True), "exchange.bad_manifest"),
    (_put("v", "1"), "exchange.bad_manifest"),
    (_put("v", None), "exchange.bad_manifest"),
    (_put("v", 2), "exchange.newer_version"),
    (_put("suite", "age-mlkem768x25519+ml-dsa-65"), "exchange.newer_version"),
    (_put("suite", None), "exchange.newer_version"),
    (_put("kind", "rumour"), "exchange.newer_version"),
    (_put("kind", 3), "exchange.bad_manifest"),
    (_put("package", "../../x"), "exchange.bad_manifest"),
    (_put("package", "6f8d0c5e-0000-4000-8000-000000000000"), "exchange.bad_manifest"),
    (_put("mission", ""), "exchange.bad_manifest"),
    (_put("mission", "a/b"), "exchange.bad_manifest"),
    (_put("sender", "x" * 32), "exchange.bad_manifest"),
    (_put("sender", ["a"]), "exchange.bad_manifest"),
    (_put("sequence", 0), "exchange.bad_manifest"),
    (_put("sequence", True), "exchange.bad_manifest"),
    (_put("sequence", "2"), "exchange.bad_manifest"),
    (_put("previous", "ab"), "exchange.bad_manifest"),
    (_put("previous", 5), "exchange.bad_manifest"),
    (_put("schema", -1), "exchange.bad_manifest"),
    (_put("created", "2026-03-01T09:30:00"), "exchange.bad_manifest"),
    (_put("created", "yesterday"), "exchange.bad_manifest"),
    (_put("created", 7), "exchange.bad_manifest"),
    (_put("about", []), "exchange.bad_manifest"),
    (_put("log", []), "exchange.bad_manifest"),
    (_put("log", {"device": [2, 1]}), "exchange.bad_manifest"),
    (_put("log", {"device": [1]}), "exchange.bad_manifest"),
    (_put("log", {"device": [-1, 1]}), "exchange.bad_manifest"),
    (_put("log", {"device": "12"}), "exchange.bad_manifest"),
    (_put("log", {"../x": [1, 2]}), "exchange.bad_manifest"),
    (_put("to", []), "exchange.bad_manifest"),
    (_put("to", "age1"), "exchange.bad_manifest"),
    (_put("to", [1]), "exchange.bad_manifest"),
    (_put("to", ["AGE1"]), "exchange.bad_manifest"),
    (lambda tree: tree["to"].reverse(), "exchange.bad_manifest"),
    (lambda tree: tree["to"].append(tree["to"][-1]), "exchange.bad_manifest"),
    (
        lambda tree: tree.update(to=sorted(f"age1{i:058d}" for i in range(32))),
        "exchange.too_many_recipients",
    ),
    (_put("extra", 1), "exchange.bad_manifest"),
    (lambda tree: tree.pop("about"), "exchange.bad_manifest"),
    (_put("files", {}), "exchange.bad_manifest"),
    (_put("files", ["a"]), "exchange.bad_manifest"),
    (_file(size=-1), "exchange.bad_manifest"),
    (_file(size=True), "exchange.bad_manifest"),
    (_file(size="1"), "exchange.bad_manifest"),
    (_file(sha256="0" * 63), "exchange.bad_manifest"),
    (_file(sha256="G" * 64), "exchange.bad_manifest"),
    (_file(name=5), "exchange.bad_manifest"),
    (_file(link="x"), "exchange.bad_manifest"),
    (lambda tree: tree["files"][0].pop("size"), "exchange.bad_manifest"),
    (_file(size=5 * 2**40), "exchange.file_too_large"),
    (
        _put("files", [{"name": "a", "size": 0, "sha256": "0" * 64}] * 50_001),
        "exchange.too_many_files",
    ),
    (
        _put(
            "files",
            [{"name": f"{i}", "size": 2**34, "sha256": "0" * 64} for i in range(5)],
        ),
        "exchange.too_large",
    ),
    (_file(name="../x"), "exchange.unsafe_name"),
    (_file(name="空.TXT"), "exchange.same_name"),
    (_file(name="空.txt/x"), "exchange.same_name"),
]


@pytest.mark.parametrize(("change", "code"), _BAD_FIELDS)
@pytest.mark.parametrize("sign", [True, False])
def test_manifests_against_the_rules(world, package, change, code, sign):
    """Signed by a known sender whose program is broken or hostile, or by nobody."""
    tray = world.tray()
    assert _refusal(world, world.rewritten(package, change, sign=sign), tray).code == code
    assert tray.is_untouched


@pytest.mark.parametrize(
    "change",
    [_put("sequence", 3), _put("about", {"talks": 13}), _put("certificates", None), _file(size=1)],
)
def test_a_manifest_changed_without_the_senders_key(world, package, change):
    tray = world.tray()
    error = _refusal(world, world.rewritten(package, change, sign=False), tray)
    assert error.code == "exchange.bad_signature"
    assert tray.is_untouched


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize(
    ("difference", "codes"),
    [
        (-1, {"exchange.content_changed", "exchange.trailing_data"}),
        (1, {"exchange.content_changed", "exchange.incomplete"}),
        (10**6, {"exchange.truncated", "exchange.incomplete"}),
    ],
)
def test_sizes_that_lie(world, package, difference, codes, seekable):
    def change(tree):
        tree["files"][2]["size"] += difference

    tray = world.tray()
    error = _refusal(world, world.rewritten(package, change), tray, seekable=seekable)
    assert error.code in codes
    assert "blobs/a.bin" not in tray.slots or tray.slots["blobs/a.bin"].state == "discarded"


def test_hashes_that_lie(world, package):
    tray = world.tray()
    error = _refusal(world, world.rewritten(package, _file(sha256="0" * 64)), tray)
    assert isinstance(error, DamagedError)
    assert error.code == "exchange.content_changed"
    assert error.params == {"name": "journal/entries.jsonl"}
    empty = world.rewritten(package, lambda tree: tree["files"][0].update(sha256="0" * 64))
    assert _refusal(world, empty, world.tray()).params == {"name": "空.txt"}


def test_names_in_messages_are_harmless(world, package):
    error = _refusal(world, world.rewritten(package, _file(name="a\u202egpj.exe")), world.tray())
    assert error.params == {"name": "a\\u202egpj.exe"}
    error = _refusal(
        world, world.rewritten(package, _put("x\u202e\n" + "y" * 500, 1)), world.tray()
    )
    assert error.code == "exchange.bad_manifest"
    assert str(error.params["field"]).isprintable()
    assert len(str(error.params["field"])) < 100


def test_the_rewriting_of_these_tests_changes_nothing_by_itself(world, package, contents):
    """Otherwise the refusals above would prove little."""
    assert world.open(world.rewritten(package, lambda _: None))[1].contents == contents
    inner = world.inner(package)
    end = len(MAGIC) + 4 + struct.unpack(">I", inner[len(MAGIC) : len(MAGIC) + 4])[0]
    raw = inner[len(MAGIC) + 4 : end]
    assert canonical(json.loads(raw)) == raw
    assert world.open(world.wrap(world.framed(raw) + inner[end + 64 :]))[1].contents == contents


def test_the_same_package_twice_can_be_told_by_the_caller(world, package):
    """Replay is the import log's business; the manifest and the hash give it what it needs."""
    first, second = world.open(package)[0], world.open(package)[0]
    assert first == second
    resealed = world.open(world.wrap(world.inner(package)))[0]
    assert resealed.sha256 != first.sha256
    assert resealed.manifest == first.manifest
