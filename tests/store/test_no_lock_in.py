"""A folder opens with the libraries alone, by docs/mission-folder-format.md."""

import hashlib
import hmac
import io
import json
import unicodedata

import argon2.low_level
import pytest
import rfc8785
import sqlcipher3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector_app.store import blobs, keys
from inspector_app.store.driver import close_database, open_database
from inspector_app.store.keys import Head, KdfCost, UserSlot

PASSPHRASE = "电池 马 订书钉 correct"
TEXT = "示例：谈话第三段 𠮷"


@pytest.fixture
def made(tmp_path):
    """Make a folder with the program; return it, the recovery code and an evidence reference."""
    vault, code = keys.create_vault(
        tmp_path,
        mission_id="0190-mission",
        user=UserSlot("0190-user", "示例·𬀩"),
        passphrase=PASSPHRASE,
        cost=KdfCost(3, 64 * 1024, 1),
    )
    keys.write_heads(vault, {"device": Head(7, "ab" * 32)})
    keys.add_keyring_slot(vault, bytes(range(32)))
    db = open_database(
        tmp_path / "mission.db",
        vault.database_key("mission"),
        vault.database_salt("mission"),
        create=True,
    )
    db["paragraph"].insert({"text": TEXT})
    close_database(db)
    ref = blobs.add(tmp_path / "blobs", io.BytesIO(TEXT.encode() * 50_000))
    return tmp_path, code, ref, vault.keys


def subkey(key, label, salt=None):
    return HKDF(SHA256(), 32, salt, b"inspector/v1/" + label.encode()).derive(key)


def read_keys(folder):
    data = (folder / "keys.json").read_bytes()
    tree = json.loads(data)
    assert rfc8785.dumps(tree) == data
    check = tree.pop("check")
    assert hashlib.sha256(rfc8785.dumps(tree)).hexdigest() == check
    return tree


def unwrap(tree, slot, wrapping_key):
    header = {key: value for key, value in slot.items() if key != "wrapped"}
    associated = {"id": tree["id"], "kind": tree["kind"], "slot": header, "v": tree["v"]}
    wrapped = bytes.fromhex(slot["wrapped"])
    return AESGCM(wrapping_key).decrypt(wrapped[:12], wrapped[12:], rfc8785.dumps(associated))


def passphrase_key(slot, _code):
    kdf = slot["kdf"]
    spelled = unicodedata.normalize("NFKC", PASSPHRASE).strip().encode()
    return argon2.low_level.hash_secret_raw(
        spelled,
        bytes.fromhex(slot["salt"]),
        kdf["passes"],
        kdf["memory_kib"],
        kdf["lanes"],
        32,
        argon2.low_level.Type.ID,
    )


def recovery_key(slot, code):
    secret = code.replace("-", "")[:32].encode()
    return subkey(secret, "slot/recovery", bytes.fromhex(slot["salt"]))


def keyring_key(slot, _code):
    return subkey(bytes(range(32)), "slot/keyring", bytes.fromhex(slot["salt"]))


@pytest.mark.parametrize(
    ("kind", "wrapping_key"),
    [("passphrase", passphrase_key), ("recovery", recovery_key), ("keyring", keyring_key)],
)
def test_a_folder_opens_without_the_program(made, kind, wrapping_key):
    folder, code, ref, user_keys = made
    tree = read_keys(folder)
    (slot,) = [slot for slot in tree["slots"] if slot["type"] == kind]
    payload = unwrap(tree, slot, wrapping_key(slot, code))
    vault_key = payload[:32]
    assert payload[32:64] == user_keys.seed
    assert payload[64:].decode() == user_keys.age_identity

    mac = tree.pop("mac")
    message = rfc8785.dumps({"purpose": "keys.json", "body": tree})
    assert hmac.digest(subkey(vault_key, "header-mac"), message, "sha256").hex() == mac
    assert tree["heads"] == {"device": {"hash": "ab" * 32, "seq": 7}}

    path, salt = folder / "mission.db", tree["databases"]["mission"]
    assert path.read_bytes()[:16].hex() == salt
    connection = sqlcipher3.connect(str(path))
    key = subkey(vault_key, "db/mission").hex()
    connection.execute(f"PRAGMA key = \"x'{key}{salt}'\"")
    assert connection.execute("SELECT text FROM paragraph").fetchone() == (TEXT,)
    connection.close()

    data = (folder / "blobs" / ref.id[:2] / f"{ref.id}.enc").read_bytes()
    header, rest, number, content = data[:24], data[24:], 0, b""
    assert header == b"INSPBLB1" + bytes.fromhex(ref.id)
    while rest:
        chunk, rest = rest[: 1024 * 1024 + 16], rest[1024 * 1024 + 16 :]
        nonce = number.to_bytes(11, "big") + (b"\x00" if rest else b"\x01")
        content += AESGCM(bytes.fromhex(ref.key)).decrypt(nonce, chunk, header)
        number += 1
    assert number > 1
    assert content == TEXT.encode() * 50_000
    assert hashlib.sha256(content).hexdigest() == ref.sha256
