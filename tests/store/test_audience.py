"""Who may not read a record finds nothing of it: in no row, index, count, answer or list."""

import pytest

from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.store import access_log
from inspector_app.store.drafts import Draft, commit_drafts
from inspector_app.store.identity import seal
from inspector_app.store.journal import Write
from inspector_app.store.projection import snapshot
from inspector_app.store.search import index_pending, search
from tests.store.laptops import (
    LEADER,
    MEMBER,
    OTHER,
    exchange,
    receive,
    travelling,
)

PHRASE = "示例反映岑𬀩收受土特产"


def everything(folder):
    """Return all that the databases hold, as somebody with the folder's keys could read it."""
    found = []
    for db in (folder._write_db, folder._drafts_db):
        for schema in ("main", "temp"):
            master = "sqlite_temp_master" if schema == "temp" else "sqlite_master"
            query = f"SELECT name FROM {master} WHERE type = 'table'"  # noqa: S608 - two names
            names = [row[0] for row in db.execute(query)]
            for name in names:
                if "search_index_" in name or name == "search_index":
                    continue
                query = f"SELECT * FROM {schema}.{name}"  # noqa: S608 - names of our own tables
                found += db.execute(query).fetchall()
    return as_text(found)


def as_text(rows):
    return "\n".join(
        cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
        for row in rows
        for cell in row
    )


def holds(folder, phrase):
    """Say whether a phrase is anywhere in the databases, plain or as index tokens.

    Tokens are looked for in the index alone: five hexadecimal digits stand in some hash by chance.
    """
    index = as_text(folder._write_db.execute("SELECT block FROM search_index_data").fetchall())
    return phrase in everything(folder) or any(f"{ord(one):x}" in index for one in "𬀩")


def lead_of(journal, **fields):
    write = journal.create("lead", {"content": PHRASE, **fields})
    journal.write(write)
    return write.record_id


def talk_with_parts(journal):
    """Write a talk with what belongs to it, four levels of it; return the ids by type."""
    talk = journal.create("talk", {"number": "T-1", "place": PHRASE})
    paragraph = journal.create("paragraph", {"talk": talk.record_id, "text": PHRASE})
    form = journal.create(
        "submission",
        {
            "form_id": "f",
            "subject_type": "talk",
            "subject": talk.record_id,
            "/work/W1/text": PHRASE,
        },
    )
    approval = journal.create(
        "approval",
        {"subject_type": "submission", "subject": form.record_id, "reason": PHRASE},
    )
    journal.write(talk, paragraph, form, approval)
    return {
        "talk": talk.record_id,
        "paragraph": paragraph.record_id,
        "submission": form.record_id,
        "approval": approval.record_id,
    }


def assert_hidden(folder, ids):
    reader = folder.reader
    for record_type, record_id in ids.items():
        assert reader.get(record_type, record_id) is None
        assert reader.count(record_type) == 0
        assert reader.find(record_type, deleted=True) == []
        assert reader.ids(record_type) == []
        assert reader.entries(record_type, record_id) == []
        assert reader.history(record_type, record_id, "text") == []
    assert reader.answers(ids.get("submission", "")) == {}
    assert list(reader.answers_to("talk", "f")) == []
    assert search(reader, "土特产") == []
    assert not holds(folder, PHRASE)


def assert_shown(folder, ids, audience):
    reader = folder.reader
    for record_type, record_id in ids.items():
        record = reader.get(record_type, record_id)
        assert record.audience == audience
        assert reader.count(record_type) == 1
    assert reader.answers(ids["submission"]) == {"/work/W1/text": PHRASE}
    assert list(reader.answers_to("talk", "f")) == [(ids["talk"], "/work/W1/text", PHRASE)]
    assert {hit.record_type for hit in search(reader, "土特产")} >= {"paragraph", "submission"}


# --- a lead -----------------------------------------------------------------------------


def test_a_members_lead_is_his_and_the_leaders(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(MEMBER)
    lead = lead_of(folder.journal)
    index_pending(folder.journal.reader)
    assert folder.reader.get("lead", lead).text("content") == PHRASE
    assert [hit.record_id for hit in search(folder.reader, "土特产")] == [lead]
    assert_hidden(laptop.open(OTHER), {"lead": lead})
    folder = laptop.open(LEADER)
    record = folder.reader.get("lead", lead)
    assert (record.text("content"), record.owner) == (PHRASE, MEMBER)
    assert [hit.record_id for hit in search(folder.reader, "土特产")] == [lead]
    for user in (LEADER, MEMBER, OTHER):
        assert laptop.verify(user).problems == ()


def test_what_the_leader_adds_to_a_members_lead_the_member_does_not_see(team):
    laptop = team.laptop("dev-a")
    lead = lead_of(laptop.open(MEMBER).journal)
    laptop.open(LEADER).journal.write(Write("lead", lead, {"disposal": "示例初步核实"}))
    reader = laptop.open(MEMBER).reader
    assert reader.get("lead", lead).text("content") == PHRASE
    assert reader.get("lead", lead).text("disposal") == ""
    assert laptop.open(LEADER).reader.get("lead", lead).text("disposal") == "示例初步核实"


def test_conflicts_of_restricted_records_are_listed_for_readers_only(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    a = one.open(LEADER)
    lead = lead_of(a.journal)
    b = two.open(LEADER)
    exchange(a, b)
    a.journal.write(Write("lead", lead, {"source": PHRASE + "一"}))
    b.journal.write(Write("lead", lead, {"source": PHRASE + "二"}))
    exchange(b, a)
    conflict = a.reader.conflicts()[0]
    assert (conflict.record_id, conflict.field, len(conflict.heads)) == (lead, "source", 2)
    other = one.open(OTHER)
    assert other.reader.conflicts() == []
    assert_hidden(other, {"lead": lead})


# --- changing an audience ---------------------------------------------------------------


def test_team_to_leader_to_team_moves_all_that_belongs_to_it(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    ids = talk_with_parts(folder.journal)
    index_pending(folder.journal.reader)
    assert_shown(folder, ids, "team")
    before = snapshot(folder.reader)

    changes = folder.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    assert changes.ids == set(ids.values())
    assert changes.record_types == set(ids)
    assert_shown(folder, ids, "leader")
    other = laptop.open(OTHER)
    assert_hidden(other, ids)
    assert index_pending(other.journal.reader) == 0
    assert_hidden(other, ids)

    folder = laptop.open(LEADER)
    assert_shown(folder, ids, "leader")
    changes = folder.journal.write(Write("talk", ids["talk"], {"audience": "team"}))
    assert changes.ids == set(ids.values())
    index_pending(folder.journal.reader)
    other = laptop.open(OTHER)
    assert_shown(other, ids, "team")
    assert before == snapshot(other.reader)
    for user in (LEADER, OTHER):
        assert laptop.verify(user).problems == ()


def test_a_record_restricted_while_it_waits_for_the_index_is_not_indexed(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    ids = talk_with_parts(folder.journal)
    folder.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    assert index_pending(folder.journal.reader) == 0
    assert_hidden(laptop.open(OTHER), ids)


def test_a_restricted_record_that_waits_for_the_index_all_the_same_is_left_out(team):
    """However it came into the queue: a queue kept by an earlier program, a crash in between."""
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    lead = lead_of(folder.journal)
    folder.journal.db.execute("INSERT INTO index_queue VALUES ('lead', ?)", (lead,))
    assert index_pending(folder.journal.reader) == 0
    assert_hidden(laptop.open(OTHER), {"lead": lead})


def test_restricted_children_of_restricted_parents_written_later(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    talk = folder.journal.create("talk", {"number": "T-1", "audience": "leader"})
    folder.journal.write(talk)
    paragraph = folder.journal.create("paragraph", {"talk": talk.record_id, "text": PHRASE})
    approval = folder.journal.create(
        "approval", {"subject_type": "paragraph", "subject": paragraph.record_id, "reason": PHRASE}
    )
    folder.journal.write(paragraph, approval)
    index_pending(folder.journal.reader)
    ids = {
        "talk": talk.record_id,
        "paragraph": paragraph.record_id,
        "approval": approval.record_id,
    }
    assert {folder.reader.get(*pair).audience for pair in ids.items()} == {"leader"}
    assert_hidden(laptop.open(OTHER), ids)


def test_a_childs_own_word_holds_against_its_parents(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    talk = folder.journal.create("talk", {"number": "T-1"})
    hidden = folder.journal.create(
        "paragraph", {"talk": talk.record_id, "text": PHRASE, "audience": "leader"}
    )
    folder.journal.write(talk, hidden)
    folder.journal.write(Write("talk", talk.record_id, {"audience": "leader"}))
    folder.journal.write(Write("talk", talk.record_id, {"audience": "team"}))
    other = laptop.open(OTHER)
    assert other.reader.get("talk", talk.record_id).text("number") == "T-1"
    assert_hidden(other, {"paragraph": hidden.record_id})


def test_taking_the_restriction_back_opens_again(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    ids = talk_with_parts(folder.journal)
    folder.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    last = folder.journal.reader.entries("talk", ids["talk"])[-1]
    folder.journal.undo(last.id)
    index_pending(folder.journal.reader)
    assert_shown(folder, ids, "team")
    assert laptop.open(OTHER).reader.get("paragraph", ids["paragraph"]).text("text") == PHRASE


def test_moving_a_paragraph_to_a_restricted_talk_restricts_it(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    open_talk = folder.journal.create("talk", {"number": "T-1"})
    closed = folder.journal.create("talk", {"number": "T-2", "audience": "leader"})
    paragraph = folder.journal.create("paragraph", {"talk": open_talk.record_id, "text": PHRASE})
    folder.journal.write(open_talk, closed, paragraph)
    folder.journal.write(Write("paragraph", paragraph.record_id, {"talk": closed.record_id}))
    assert_hidden(laptop.open(OTHER), {"paragraph": paragraph.record_id})
    folder = laptop.open(LEADER)
    folder.journal.write(Write("paragraph", paragraph.record_id, {"talk": open_talk.record_id}))
    assert laptop.open(OTHER).reader.get("paragraph", paragraph.record_id).text("text") == PHRASE


@pytest.mark.parametrize("audience", ["leader", "named"])
def test_named_readers_read_and_nobody_else(team, audience):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    ids = talk_with_parts(folder.journal)
    index_pending(folder.journal.reader)
    folder.journal.write(Write("talk", ids["talk"], {"audience": audience, "readers": [MEMBER]}))
    assert_shown(laptop.open(MEMBER), ids, audience)
    assert_hidden(laptop.open(OTHER), ids)
    folder = laptop.open(LEADER)
    folder.journal.write(Write("talk", ids["talk"], {"readers": [MEMBER, OTHER]}))
    assert_shown(laptop.open(MEMBER), ids, audience)
    assert_shown(laptop.open(OTHER), ids, audience)
    folder = laptop.open(LEADER)
    folder.journal.write(Write("talk", ids["talk"], {"readers": [OTHER]}))
    assert_hidden(laptop.open(MEMBER), ids)
    assert_shown(laptop.open(OTHER), ids, audience)
    for user in (LEADER, MEMBER, OTHER):
        assert laptop.verify(user).problems == ()


def test_two_who_disagree_about_an_audience_leave_it_narrow(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    a = one.open(LEADER)
    ids = talk_with_parts(a.journal)
    b = two.open(LEADER)
    exchange(a, b)
    a.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    b.journal.write(Write("talk", ids["talk"], {"audience": "team", "place": "别处"}))
    exchange(b, a)
    exchange(a, b)
    for laptop, folder in ((one, a), (two, b)):
        assert folder.reader.get("talk", ids["talk"]).audience == "leader"
        assert "audience" in [conflict.field for conflict in folder.reader.conflicts()]
        assert laptop.open(OTHER).reader.get("talk", ids["talk"]) is None


def test_an_audience_of_a_newer_program_is_the_leaders(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    ids = talk_with_parts(folder.journal)
    folder.journal.write(Write("talk", ids["talk"], {"audience": "office_only"}))
    assert folder.reader.get("talk", ids["talk"]).audience == "leader"
    assert_hidden(laptop.open(OTHER), ids)


# --- who wrote in it but may not read all ------------------------------------------------


def restricted_with_members_words(team):
    """A member's talk, with his paragraph, which the leader has restricted on the same laptop."""
    laptop = team.laptop("dev-a")
    ids = talk_with_parts(laptop.open(MEMBER).journal)
    folder = laptop.open(LEADER)
    folder.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    return laptop, ids


def test_an_author_reads_his_own_and_does_not_open_it_to_others_by_writing_on(team):
    laptop, ids = restricted_with_members_words(team)
    folder = laptop.open(MEMBER)
    for pair in ids.items():
        assert folder.reader.get(*pair).audience == "leader"
    folder.journal.write(
        Write("paragraph", ids["paragraph"], {"text": PHRASE + "，又说"}),
        Write("talk", ids["talk"], {"place": PHRASE + "室"}),
        folder.journal.create("paragraph", {"talk": ids["talk"], "text": PHRASE + "补充"}),
    )
    index_pending(folder.journal.reader)
    for pair in ids.items():
        assert folder.reader.get(*pair).audience == "leader"
    assert_hidden(laptop.open(OTHER), ids)
    leader = laptop.open(LEADER)
    assert leader.reader.get("paragraph", ids["paragraph"]).text("text") == PHRASE + "，又说"
    assert leader.reader.count("paragraph") == 2
    assert_hidden(laptop.open(OTHER), ids)
    for user in (LEADER, MEMBER, OTHER):
        assert laptop.verify(user).problems == ()


def test_making_the_tables_anew_as_an_author_opens_nothing(team):
    laptop, ids = restricted_with_members_words(team)
    db = laptop.open(LEADER).journal.db
    db.execute("UPDATE state SET value = 'of another program' WHERE key = 'scheme'")
    folder = laptop.open(MEMBER)
    for pair in ids.items():
        assert folder.reader.get(*pair).audience == "leader"
    while index_pending(folder.journal.reader):
        pass
    assert_hidden(laptop.open(OTHER), ids)
    assert laptop.verify(OTHER).problems == ()


def test_nothing_is_written_under_what_one_may_not_read(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    talk = folder.journal.create("talk", {"number": "T-1", "audience": "leader"})
    folder.journal.write(talk)
    folder = laptop.open(MEMBER)
    before = folder.reader.entry_count()
    for write in (
        folder.journal.create("paragraph", {"talk": talk.record_id, "text": PHRASE}),
        Write("talk", talk.record_id, {"place": PHRASE}),
        Write("talk", talk.record_id, {"place": PHRASE}, Operation.DECIDE),
        Write("talk", talk.record_id, op=Operation.DELETE),
        Write("talk", talk.record_id, op=Operation.RESTORE),
        Write("talk", "nowhere", {"place": PHRASE}),
    ):
        with pytest.raises(RefusedError) as caught:
            folder.journal.write(write)
        assert caught.value.code == "journal.record_unknown"
    assert folder.reader.entry_count() == before
    assert not holds(folder, PHRASE)


def test_typing_into_a_record_that_was_closed_meanwhile_stays_a_draft(team):
    laptop = team.laptop("dev-a")
    ids = talk_with_parts(laptop.open(LEADER).journal)
    folder = laptop.open(MEMBER)
    draft = Draft("paragraph", ids["paragraph"], "text", MEMBER, "e-draft", "打了一半", "now")
    folder.drafts.keep(draft)
    laptop.open(LEADER).journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    folder = laptop.open(MEMBER)
    assert commit_drafts(folder.journal, folder.drafts).ids == frozenset()
    assert folder.drafts.pending(MEMBER) == [draft]


def test_a_draft_of_restricted_words_is_its_authors_alone(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    folder.drafts.keep(
        Draft("lead", "l1", "content", LEADER, "e1", PHRASE, "now", Operation.CREATE)
    )
    other = laptop.open(OTHER)
    assert not holds(other, PHRASE)
    assert other.drafts.pending(LEADER) == []
    folder = laptop.open(LEADER)
    assert [draft.text for draft in folder.drafts.pending(LEADER)] == [PHRASE]
    commit_drafts(folder.journal, folder.drafts)
    assert folder.reader.get("lead", "l1").text("content") == PHRASE
    assert not holds(laptop.open(OTHER), PHRASE)


# --- travelling -------------------------------------------------------------------------


def test_sealed_bodies_travel_and_open_for_whom_they_are_meant(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    a = one.open(MEMBER)
    lead = lead_of(a.journal)
    sent = travelling(a)
    assert PHRASE not in str(sent)
    b = two.open(OTHER)
    receive(b, sent)
    assert_hidden(b, {"lead": lead})
    assert b.reader.entry_count() == a.reader.entry_count()
    b = two.open(LEADER)
    assert b.reader.get("lead", lead).text("content") == PHRASE
    # A third laptop that got it from somebody who could not read it.
    three = team.laptop("dev-c", known=False)
    receive(three.open(LEADER), travelling(two.open(OTHER)))
    assert three.open(LEADER).reader.get("lead", lead).text("content") == PHRASE


def test_headquarters_gets_the_senders_view_in_the_clear_of_the_package(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    lead = lead_of(one.open(MEMBER).journal)
    sent = travelling(one.open(LEADER), open_bodies=True)
    assert PHRASE in str(sent)
    receive(two.open(LEADER), sent)
    assert two.open(LEADER).reader.get("lead", lead).text("content") == PHRASE
    assert_hidden(two.open(OTHER), {"lead": lead})
    # Whoever may not read it sends the bare stub.
    stubs = travelling(one.open(OTHER), open_bodies=True)
    assert len(stubs) == len(sent)
    assert PHRASE not in str(stubs)
    assert [one for one in stubs if "body" not in one and "sealed" not in one]


def test_a_stub_is_filled_in_when_its_body_comes(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    lead = lead_of(one.open(MEMBER).journal)
    b = two.open(LEADER)
    receive(b, travelling(one.open(OTHER), open_bodies=True))
    assert b.reader.get("lead", lead) is None
    merged = receive(b, travelling(one.open(MEMBER)))
    assert (merged.added, merged.changes.ids) == (1, {lead})
    assert b.reader.get("lead", lead).text("content") == PHRASE
    assert two.verify(LEADER).problems == ()


def test_who_is_named_later_reads_what_was_written_before(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    a = one.open(LEADER)
    lead = lead_of(a.journal)
    b = two.open(MEMBER)
    exchange(a, b)
    assert b.reader.get("lead", lead) is None
    a.journal.write(Write("lead", lead, {"readers": [MEMBER]}))
    exchange(a, b)
    assert b.reader.get("lead", lead).text("content") == PHRASE
    assert_hidden(two.open(OTHER), {"lead": lead})


def test_what_is_opened_to_the_team_opens_on_every_laptop(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    ids = talk_with_parts(one.open(MEMBER).journal)
    a = one.open(LEADER)
    a.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    b = two.open(MEMBER)
    exchange(a, b)
    own = Write("paragraph", ids["paragraph"], {"text": PHRASE + "另"})
    b.journal.write(own)
    assert b.reader.get("paragraph", ids["paragraph"]).audience == "leader"
    a.journal.write(Write("talk", ids["talk"], {"audience": "team"}))
    exchange(a, b)
    record = b.reader.get("paragraph", ids["paragraph"])
    assert (record.audience, record.text("text")) == ("team", PHRASE + "另")
    assert two.open(OTHER).reader.get("paragraph", ids["paragraph"]).text("text") == PHRASE + "另"
    assert two.verify(OTHER).problems == ()


def test_what_lay_open_is_closed_when_somebody_who_knows_unlocks(team):
    """A member imports the entry that restricts a talk; he cannot read it, his leader can."""
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    a = one.open(LEADER)
    ids = talk_with_parts(a.journal)
    exchange(a, two.open(MEMBER))
    a.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    exchange(a, two.open(MEMBER))
    assert two.open(MEMBER).reader.get("talk", ids["talk"]).audience == "team"
    for user in (MEMBER, LEADER):
        assert two.verify(user).problems == ()
    leader = two.open(LEADER)
    assert leader.reader.count("talk") == 1
    assert leader.reader.get("talk", ids["talk"]).audience == "leader"
    index_pending(leader.journal.reader)
    assert_hidden(two.open(MEMBER), ids)
    assert two.verify(MEMBER).problems == ()


def test_members_who_did_not_know_write_on_and_the_leader_closes_it(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    a = one.open(LEADER)
    ids = talk_with_parts(a.journal)
    b = two.open(MEMBER)
    exchange(a, b)
    a.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    b.journal.write(
        Write("paragraph", ids["paragraph"], {"text": PHRASE + "再"}),
        b.journal.create("paragraph", {"talk": ids["talk"], "text": PHRASE + "又"}),
    )
    merged = exchange(b, a)
    assert ids["paragraph"] in merged.changes.ids
    assert {p.audience for p in a.reader.find("paragraph")} == {"leader"}
    assert a.reader.count("paragraph") == 2
    assert_hidden(one.open(OTHER), ids)


def test_a_child_that_arrives_before_its_restricted_parent_is_closed_with_it(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b")
    a = one.open(LEADER)
    ids = talk_with_parts(a.journal)
    sent = travelling(a, open_bodies=True)
    a.journal.write(Write("talk", ids["talk"], {"audience": "leader"}))
    late = travelling(a, open_bodies=True)
    children = [e for e in sent if e["body"]["record_type"] in ("paragraph", "approval")]
    b = two.open(LEADER)
    receive(b, children)
    assert b.reader.get("paragraph", ids["paragraph"]).audience == "team"
    receive(b, late)
    assert b.reader.get("paragraph", ids["paragraph"]).audience == "leader"
    index_pending(b.journal.reader)
    assert_hidden(two.open(OTHER), ids)
    assert two.verify(LEADER).problems == ()


# --- the team changes -------------------------------------------------------------------


def test_a_new_leader_reads_what_was_restricted_before(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    lead = lead_of(folder.journal)
    assert laptop.open(OTHER).reader.get("lead", lead) is None
    laptop.open(LEADER).journal.write(Write("user", OTHER, {"role": "leader"}))
    assert laptop.open(OTHER).reader.get("lead", lead).text("content") == PHRASE
    laptop.open(LEADER).journal.write(Write("user", OTHER, {"role": "member"}))
    assert laptop.open(OTHER).reader.get("lead", lead) is None
    laptop.open(LEADER).journal.write(Write("user", OTHER, {"role": "leader", "active": False}))
    assert laptop.open(OTHER).reader.get("lead", lead) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"seal_key": "age1nothing"},
        {"seal_key": None},
        {"role": None},
        {"seal_key": "ssh-ed25519 A"},
    ],
)
def test_an_unusable_user_does_not_stop_the_others(team, fields):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    folder.journal.write(Write("user", OTHER, fields))
    lead = lead_of(folder.journal, readers=[] if "role" in fields else [OTHER])
    assert laptop.open(LEADER).reader.get("lead", lead).text("content") == PHRASE
    assert_hidden(laptop.open(OTHER), {"lead": lead})


def test_a_role_of_a_newer_program_reads_nothing_restricted(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b")
    sent = travelling(one.open(LEADER))
    b = two.open(LEADER)
    db = b.journal.db
    receive(b, sent)
    db.execute("UPDATE rec_user SET role = 'auditor' WHERE id = ?", (OTHER,))
    lead = lead_of(b.journal)
    assert_hidden(two.open(OTHER), {"lead": lead})


def test_where_nobody_is_known_a_body_is_kept_by_who_holds_it(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    lead = lead_of(one.open(MEMBER).journal)
    only = [
        e
        for e in travelling(one.open(LEADER), open_bodies=True)
        if e["body"]["record_type"] == "lead"
    ]
    b = two.open(OTHER)
    receive(b, only)
    assert two.open(OTHER).reader.get("lead", lead).text("content") == PHRASE


def test_the_team_that_comes_along_is_known_before_anything_is_sealed(team):
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    lead = lead_of(one.open(MEMBER).journal)
    receive(two.open(OTHER), travelling(one.open(LEADER), open_bodies=True))
    assert_hidden(two.open(OTHER), {"lead": lead})
    for user in (LEADER, MEMBER):
        assert two.open(user).reader.get("lead", lead).text("content") == PHRASE


# --- one folder, two connections --------------------------------------------------------


def test_the_reading_connection_follows_without_opening_again(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    ids = talk_with_parts(folder.journal)
    assert folder.reader.get("talk", ids["talk"]).audience == "team"
    lead = lead_of(folder.journal)
    assert folder.reader.get("lead", lead).text("content") == PHRASE
    for audience in ("leader", "named", "team", "leader"):
        folder.journal.write(Write("talk", ids["talk"], {"audience": audience}))
        for pair in ids.items():
            assert folder.reader.get(*pair).audience == audience
            assert folder.reader.count(pair[0]) == 1
        folder.journal.write(Write("lead", lead, {"source": audience}))
        assert folder.reader.get("lead", lead).text("source") == audience
        assert snapshot(folder.reader) == snapshot(folder.journal.reader)
    folder.journal.write(Write("lead", lead, op=Operation.DELETE))
    assert folder.reader.find("lead") == []
    assert folder.reader.get("lead", lead).deleted


def test_the_reading_connection_cannot_write(team):
    folder = team.laptop("dev-a").open(LEADER)
    lead_of(folder.journal)
    assert folder.reader.count("lead") == 1
    db = folder.reader.db
    for statement in ("DELETE FROM entry", "DELETE FROM temp.own_lead", "CREATE TABLE x (a)"):
        with pytest.raises(Exception, match="readonly"):
            db.execute(statement)


def test_a_body_sealed_to_me_that_is_not_what_its_stub_names_is_not_shown(team, people):
    """Somebody could seal any words to the leader under a stub of his own."""
    one, two = team.laptop("dev-a"), team.laptop("dev-b", known=False)
    lead = lead_of(one.open(MEMBER).journal)
    good = lead_of(one.open(MEMBER).journal)
    sent = travelling(one.open(MEMBER))
    forged = seal(b'{"author":"leader"}', [people[LEADER].public.seal])
    for entry in sent:
        if "sealed" in entry:
            entry["sealed"] = forged.hex()
            break
    b = two.open(OTHER)
    receive(b, sent)
    b = two.open(LEADER)
    assert b.reader.get("lead", lead) is None
    assert b.reader.get("lead", good).text("content") == PHRASE
    assert len(b.unreadable) == 1
    assert [p.code for p in two.verify(LEADER).problems] == ["journal.body_differs"]
    # The true one, when it comes, heals it.
    exchange(one.open(MEMBER), two.open(LEADER))
    assert two.open(LEADER).reader.get("lead", lead).text("content") == PHRASE
    assert two.verify(LEADER).problems == ()


def test_looking_at_a_restricted_record_leaves_no_words_in_the_log(team):
    laptop = team.laptop("dev-a")
    folder = laptop.open(LEADER)
    lead = lead_of(folder.journal)
    folder.access.note(access_log.AccessKind.VIEW, "lead", lead)
    assert not holds(laptop.open(OTHER), PHRASE)
