"""The key file: unlocking, its slots, and every way to tamper with it."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.canonical import canonical, digest
from inspector_app.domain.errors import (
    DamagedError,
    InputError,
    KnownError,
    RefusedError,
    WrongSecretError,
)
from inspector_app.store import key_file, keys, recovery_code
from inspector_app.store.identity import generate, seal, unseal
from inspector_app.store.key_slots import CEILING, FLOOR, calibrated, check_new_passphrase
from inspector_app.store.keys import Head, KdfCost, UserSlot

CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
PASSPHRASE = "电池 马 订书钉 correct"
LEADER = UserSlot("0190-leader", "示例·组长")
MEMBER = UserSlot("0190-member", "示例·组员𠮷")


def create(folder, **changes):
    options = {
        "mission_id": "0190-mission",
        "user": LEADER,
        "passphrase": PASSPHRASE,
        "cost": CHEAP,
    }
    return keys.create_vault(folder, **{**options, **changes})


@pytest.fixture
def vault(tmp_path):
    return create(tmp_path)[0]


def unlock(folder, passphrase=PASSPHRASE, user=LEADER):
    return keys.unlock_passphrase(folder, user.user_id, passphrase, minimum=CHEAP)


def tree_of(folder):
    return json.loads((folder / "keys.json").read_text("utf-8"))


def write_tree(folder, tree):
    """Write *tree* with a right checksum: what somebody without the vault key can do."""
    rest = {key: value for key, value in tree.items() if key != "check"}
    (folder / "keys.json").write_bytes(canonical({**rest, "check": digest(rest)}))


def test_a_new_folder_opens_with_its_passphrase(tmp_path, vault):
    again = unlock(tmp_path)
    assert (again.mission_id, again.kind, again.user) == ("0190-mission", "mission", LEADER)
    assert again.keys == vault.keys
    assert again.database_key("mission") == vault.database_key("mission")
    assert again.database_salt("drafts") == vault.database_salt("drafts")


def test_every_part_has_a_key_of_its_own(vault):
    derived = [
        vault.database_key("mission"),
        vault.database_key("drafts"),
        vault.subkey("access"),
        vault.subkey("header-mac"),
    ]
    assert {len(key) for key in derived} == {32}
    assert len({bytes(key) for key in derived}) == 4
    assert vault.database_salt("mission") != vault.database_salt("drafts")
    with pytest.raises(KeyError):
        vault.database_key("other")


@pytest.mark.parametrize(
    "typed",
    [
        "电池 马 订书钉 ｃｏｒｒｅｃｔ",
        "电池　马　订书钉　correct",
        "  电池 马 订书钉 correct \n",
        "　电池 马 订书钉 correct　",
    ],
)
def test_any_input_method_opens_the_same_folder(tmp_path, vault, typed):
    assert unlock(tmp_path, typed).keys == vault.keys


def test_a_decomposed_spelling_opens_the_same_folder(tmp_path):
    create(tmp_path, passphrase="Café für Ångström")
    decomposed = "Cafe\u0301 fu\u0308r A\u030angstro\u0308m"
    assert unlock(tmp_path, decomposed).user == LEADER


@pytest.mark.parametrize("typed", ["", "x", PASSPHRASE.upper(), PASSPHRASE + "。", "\x00" * 30])
@pytest.mark.usefixtures("vault")
def test_a_wrong_passphrase_is_told(tmp_path, typed):
    with pytest.raises(WrongSecretError) as caught:
        unlock(tmp_path, typed)
    assert str(caught.value) == "store.wrong_passphrase"


@pytest.mark.parametrize("typed", ["\ud800" * 12, "长" * 5000])
@pytest.mark.usefixtures("vault")
def test_an_unusable_passphrase_is_told(tmp_path, typed):
    for step in (lambda: unlock(tmp_path, typed), lambda: check_new_passphrase(typed)):
        with pytest.raises(InputError) as caught:
            step()
        assert caught.value.code == "store.passphrase_unusable"


def test_nothing_secret_is_in_the_file_or_in_a_repr(tmp_path, vault):
    text = (tmp_path / "keys.json").read_text("utf-8")
    for secret in (
        vault.keys.seed.hex(),
        vault.keys.age_identity,
        vault.subkey("db/mission").hex(),
        PASSPHRASE,
    ):
        assert secret not in text
        assert secret not in repr(vault.keys) + repr(vault)
    assert vault.keys.seed.hex() not in str(KnownError("store.x"))


def test_a_wiped_vault_gives_no_key(vault):
    vault.wipe()
    with pytest.raises(RuntimeError, match="locked"):
        vault.database_key("mission")


@pytest.mark.usefixtures("vault")
def test_a_folder_with_keys_is_not_overwritten(tmp_path):
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(RefusedError) as caught:
        create(tmp_path)
    assert caught.value.code == "store.folder_in_place"
    assert (tmp_path / "keys.json").read_bytes() == before


# --- recovery ---------------------------------------------------------------------------


def test_the_recovery_code_opens_and_lets_set_a_new_passphrase(tmp_path):
    vault, code = create(tmp_path)
    opened = keys.unlock_recovery(tmp_path, LEADER.user_id, code.lower().replace("-", " "))
    assert opened.keys == vault.keys
    keys.change_passphrase(opened, "忘了以后新设的一句口令", cost=CHEAP)
    assert unlock(tmp_path, "忘了以后新设的一句口令").keys == vault.keys
    with pytest.raises(WrongSecretError):
        unlock(tmp_path)


def test_a_code_of_another_folder_is_no_typing_error(tmp_path):
    create(tmp_path)
    with pytest.raises(WrongSecretError) as caught:
        keys.unlock_recovery(tmp_path, LEADER.user_id, recovery_code.new_code())
    assert caught.value.code == "store.wrong_recovery"


def test_a_renewed_code_replaces_the_old_one(tmp_path):
    vault, old = create(tmp_path)
    new = keys.renew_recovery_code(vault)
    assert keys.unlock_recovery(tmp_path, LEADER.user_id, new).keys == vault.keys
    with pytest.raises(WrongSecretError):
        keys.unlock_recovery(tmp_path, LEADER.user_id, old)
    assert len(tree_of(tmp_path)["slots"]) == 2


# --- users ------------------------------------------------------------------------------


def test_a_second_user_has_own_keys_and_the_same_databases(tmp_path, vault):
    new = keys.add_user(vault, user=MEMBER, passphrase="组员自己的口令要够长", cost=CHEAP)
    assert keys.list_users(tmp_path) == (LEADER, MEMBER)
    member = unlock(tmp_path, "组员自己的口令要够长", MEMBER)
    assert member.user == MEMBER
    assert member.keys.public == new.public != vault.keys.public
    assert member.database_key("mission") == vault.database_key("mission")
    by_code = keys.unlock_recovery(tmp_path, MEMBER.user_id, new.recovery_code)
    assert by_code.keys == member.keys
    for passphrase, user in ((PASSPHRASE, MEMBER), ("组员自己的口令要够长", LEADER)):
        with pytest.raises(WrongSecretError):
            unlock(tmp_path, passphrase, user)


def test_a_user_may_bring_keys_along(tmp_path):
    own = generate()
    vault, _ = create(tmp_path, keys=own)
    assert vault.keys == own
    assert unlock(tmp_path).keys == own
    assert unseal(seal("示例".encode(), [own.public.seal]), vault.keys).decode() == "示例"


def test_a_user_is_added_once(tmp_path, vault):
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(RefusedError) as caught:
        keys.add_user(vault, user=LEADER, passphrase="组员自己的口令要够长", cost=CHEAP)
    assert caught.value.code == "store.user_exists"
    assert (tmp_path / "keys.json").read_bytes() == before


@pytest.mark.parametrize("name", ["", "   ", "长" * 61, "甲\n乙", "甲\u202e乙", "甲\u0000"])
def test_a_name_that_cannot_be_shown_is_refused(tmp_path, vault, name):
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(InputError) as caught:
        keys.add_user(vault, user=UserSlot("x", name), passphrase=PASSPHRASE, cost=CHEAP)
    assert caught.value.code == "store.bad_user_name"
    assert (tmp_path / "keys.json").read_bytes() == before


@pytest.mark.parametrize("name", ["𬀩㛃", "䶮", "𫖯𠮷喆", "阿不都·示例", "e\u0301toile"])
def test_rare_names_come_back(tmp_path, name):
    create(tmp_path, user=UserSlot("u", name))
    (user,) = keys.list_users(tmp_path)
    assert user.name in (name, "étoile")
    assert keys.unlock_passphrase(tmp_path, "u", PASSPHRASE, minimum=CHEAP).user == user


@pytest.mark.usefixtures("vault")
def test_an_unknown_user_is_told(tmp_path):
    with pytest.raises(InputError) as caught:
        unlock(tmp_path, user=UserSlot("nobody", ""))
    assert caught.value.code == "store.unknown_user"


def test_a_changed_passphrase_rewrites_one_slot(tmp_path, vault):
    keys.add_user(vault, user=MEMBER, passphrase="组员自己的口令要够长", cost=CHEAP)
    before = {slot["id"] for slot in tree_of(tmp_path)["slots"]}
    keys.change_passphrase(vault, "换过的新口令也要够长", cost=CHEAP)
    after = {slot["id"] for slot in tree_of(tmp_path)["slots"]}
    assert len(before & after) == 3
    assert len(after) == 4
    assert unlock(tmp_path, "换过的新口令也要够长").keys == vault.keys
    assert unlock(tmp_path, "组员自己的口令要够长", MEMBER).user == MEMBER


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "short"),
        ("短口令", "short"),
        ("         a         ", "short"),
        ("abababababab", "monotonous"),
        ("1111111111111", "monotonous"),
    ],
)
def test_weak_passphrases_are_refused_everywhere(tmp_path, vault, passphrase, code):
    steps = (
        lambda: create(tmp_path / "other", passphrase=passphrase),
        lambda: keys.add_user(vault, user=MEMBER, passphrase=passphrase, cost=CHEAP),
        lambda: keys.change_passphrase(vault, passphrase, cost=CHEAP),
    )
    for step in steps:
        with pytest.raises(RefusedError) as caught:
            step()
        assert caught.value.code == f"store.passphrase_{code}"
    assert unlock(tmp_path).user == LEADER


def test_the_least_length_is_a_setting(tmp_path):
    create(tmp_path, passphrase="六个字的口令", minimum_length=6)
    assert unlock(tmp_path, "六个字的口令").user == LEADER


# --- keyring slot -----------------------------------------------------------------------


def test_a_keyring_slot_is_one_more_and_can_be_taken_away(tmp_path, vault):
    secret = bytes(range(32))
    assert not keys.has_keyring_slot(tmp_path, LEADER.user_id)
    with pytest.raises(InputError) as caught:
        keys.unlock_keyring(tmp_path, LEADER.user_id, secret)
    assert caught.value.code == "store.no_keyring_slot"
    keys.add_keyring_slot(vault, secret)
    keys.add_keyring_slot(vault, secret)
    assert len(tree_of(tmp_path)["slots"]) == 3
    assert keys.unlock_keyring(tmp_path, LEADER.user_id, secret).keys == vault.keys
    assert unlock(tmp_path).keys == vault.keys
    with pytest.raises(WrongSecretError) as wrong:
        keys.unlock_keyring(tmp_path, LEADER.user_id, bytes(32))
    assert wrong.value.code == "store.wrong_keyring"
    keys.remove_keyring_slot(vault)
    keys.remove_keyring_slot(vault)
    assert not keys.has_keyring_slot(tmp_path, LEADER.user_id)
    assert len(tree_of(tmp_path)["slots"]) == 2


# --- heads ------------------------------------------------------------------------------


def test_heads_come_back_and_are_authenticated(tmp_path, vault):
    assert keys.read_heads(vault) == {}
    heads = {"device-a": Head(7, "ab" * 32), "device-b": Head(1, "cd" * 32)}
    keys.write_heads(vault, heads)
    assert keys.read_heads(unlock(tmp_path)) == heads
    tree = tree_of(tmp_path)
    tree["heads"]["device-a"]["seq"] = 6
    write_tree(tmp_path, tree)
    for step in (lambda: keys.read_heads(vault), lambda: unlock(tmp_path)):
        with pytest.raises(DamagedError) as caught:
            step()
        assert str(caught.value) == "store.keys_damaged(file='keys.json')"


# --- tampering --------------------------------------------------------------------------


def test_any_changed_byte_is_damage_before_a_passphrase_is_asked_for(tmp_path, vault):
    keys.write_heads(vault, {"device-a": Head(7, "ab" * 32)})
    path = tmp_path / "keys.json"
    good = path.read_bytes()
    chance = random.Random(4)  # noqa: S311 - repeatable, not secret
    for place in range(len(good)):
        damaged = bytearray(good)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(DamagedError) as caught:
            keys.list_users(tmp_path)
        assert caught.value.params == {"file": "keys.json"}, place


@pytest.mark.usefixtures("vault")
def test_cutting_and_extending_are_damage(tmp_path):
    path = tmp_path / "keys.json"
    good = path.read_bytes()
    contents = [good[:cut] for cut in range(0, len(good), 7)]
    contents += [good + b"\n", good + b" ", b"\xef\xbb\xbf" + good, good + good, b"[" * 2_000_000]
    contents += [b"{}", b"[]", b"null", b"0", b"1" * 10_000, b"\xff" * 50, b" " * 5_000_000]
    for content in contents:
        path.write_bytes(content)
        with pytest.raises(DamagedError) as caught:
            keys.list_users(tmp_path)
        assert caught.value.code == "store.keys_damaged"


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DamagedError) as caught:
        keys.list_users(tmp_path)
    assert str(caught.value) == "store.file_missing(file='keys.json')"


def drop_slot(tree):
    del tree["slots"][1]


def change_salt(tree):
    tree["slots"][0]["salt"] = "00" * 16


def swap_wrapped(tree):
    one, two = tree["slots"]
    one["wrapped"], two["wrapped"] = two["wrapped"], one["wrapped"]


def rename_user(tree):
    tree["users"][0]["name"] = "示例·冒名"


def add_user(tree):
    tree["users"].append({"id": "evil", "name": "示例·混入"})


def change_database_salt(tree):
    tree["databases"]["mission"] = "00" * 16


def change_kind(tree):
    tree["kind"] = "hq"


def change_mission(tree):
    tree["id"] = "other"


def raise_cost(tree):
    tree["slots"][0]["kdf"]["passes"] = 2


def change_mac(tree):
    tree["mac"] = "00" * 32


@pytest.mark.parametrize(
    "tamper",
    [
        drop_slot,
        change_salt,
        swap_wrapped,
        rename_user,
        add_user,
        change_database_salt,
        change_kind,
        change_mission,
        raise_cost,
        change_mac,
    ],
)
def test_whoever_has_no_key_can_change_nothing(tmp_path, vault, tamper):
    tree = tree_of(tmp_path)
    tamper(tree)
    write_tree(tmp_path, tree)
    with pytest.raises((DamagedError, WrongSecretError)):
        unlock(tmp_path)
    with pytest.raises(DamagedError):
        keys.write_heads(vault, {})
    assert tree_of(tmp_path)["mac"] == tree["mac"]


@pytest.mark.parametrize(
    "cost",
    [
        replace(FLOOR, passes=2),
        replace(FLOOR, memory_kib=32 * 1024),
        replace(FLOOR, lanes=0),
        replace(FLOOR, passes=21),
        replace(FLOOR, memory_kib=CEILING.memory_kib + 1),
        replace(FLOOR, lanes=17),
        KdfCost(2**40, 2**40, 2**40),
    ],
)
@pytest.mark.usefixtures("vault")
def test_costs_out_of_bounds_are_refused_before_they_are_paid(tmp_path, cost):
    tree = tree_of(tmp_path)
    tree["slots"][0]["kdf"] = {
        "lanes": cost.lanes,
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
    }
    write_tree(tmp_path, tree)
    with pytest.raises(DamagedError) as caught:
        keys.unlock_passphrase(tmp_path, LEADER.user_id, PASSPHRASE)
    assert caught.value.code == "store.keys_damaged"


@pytest.mark.usefixtures("vault")
def test_a_passphrase_slot_without_cost_is_refused(tmp_path):
    tree = tree_of(tmp_path)
    tree["slots"][0]["kdf"] = None
    write_tree(tmp_path, tree)
    with pytest.raises(DamagedError):
        unlock(tmp_path)


@pytest.mark.usefixtures("vault")
def test_the_least_cost_holds_unless_a_test_lowers_it(tmp_path):
    with pytest.raises(DamagedError):
        keys.unlock_passphrase(tmp_path, LEADER.user_id, PASSPHRASE)


def test_the_real_cost_opens_with_the_real_bounds(tmp_path):
    vault, _ = create(tmp_path, cost=FLOOR)
    again = keys.unlock_passphrase(tmp_path, LEADER.user_id, PASSPHRASE)
    assert again.keys == vault.keys


@pytest.mark.usefixtures("vault")
def test_a_folder_of_a_newer_program_is_not_called_damaged(tmp_path):
    tree = {**tree_of(tmp_path), "v": 2, "something": "new"}
    write_tree(tmp_path, tree)
    with pytest.raises(KnownError) as caught:
        keys.list_users(tmp_path)
    assert caught.value.code == "store.newer_folder"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
PARTS = ("databases", "heads", "id", "kind", "mac", "slots", "users", "v")


@settings(deadline=None)
@given(st.sampled_from(PARTS), JSON)
def test_any_other_content_with_a_right_checksum_is_a_known_error(tmp_path_factory, part, value):
    folder = tmp_path_factory.mktemp("keys")
    template = key_file.KeyFile(
        "m", "mission", {"mission": "00" * 16}, (LEADER,), (), {}, "00" * 32
    )
    key_file.write(folder / "keys.json", template)
    write_tree(folder, {**tree_of(folder), part: value})
    try:
        found = {type(user) for user in keys.list_users(folder)}
    except KnownError as error:
        found = {error.code}
    assert found <= {UserSlot, "store.keys_damaged", "store.newer_folder"}


def test_what_could_not_be_read_again_is_not_written(tmp_path, vault):
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(ValueError, match="length"):
        keys.write_heads(vault, {"device-a": Head(1, b"too short".hex())})
    assert (tmp_path / "keys.json").read_bytes() == before
    assert unlock(tmp_path).user == LEADER


# --- calibration ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "mebibytes"), [((0.5,), 256), ((1.2, 0.6), 128), ((3.0, 1.5), 64)]
)
def test_calibration_takes_the_dearest_cost_that_is_quick_enough(monkeypatch, seconds, mebibytes):
    times = iter([moment for length in seconds for moment in (0.0, length)])
    monkeypatch.setattr("inspector_app.store.key_slots.hash_secret_raw", lambda *_: bytes(32))
    cost = calibrated(lambda: next(times))
    assert cost == KdfCost(3, mebibytes * 1024, 4)
    assert cost.memory_kib >= FLOOR.memory_kib


@pytest.mark.usefixtures("vault")
def test_too_little_memory_is_told(tmp_path, monkeypatch):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr("inspector_app.store.key_slots.hash_secret_raw", exhausted)
    with pytest.raises(KnownError) as caught:
        unlock(tmp_path)
    assert caught.value.code == "store.not_enough_memory"
    assert calibrated() == KdfCost(3, 64 * 1024, 4)
