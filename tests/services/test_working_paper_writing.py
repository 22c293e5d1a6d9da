"""Working papers: parts and what they lack, signatures by three people, proofs that lead on."""

import pytest

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.vocabulary import FindingClass, ParagraphKind, Purpose, WorkingPaperState
from inspector_app.services import history, working_paper_parts, working_papers
from inspector_app.services.working_paper_list import working_paper_rows
from inspector_app.store.journal import Write
from tests import paper_fixture as made


def drafted(folder):
    small = made.paper_mission(folder)
    talk, paragraph = made.proving_talk(small)
    return small, talk, made.draft_paper(small, paragraph=paragraph)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("drafted"), drafted)


@pytest.fixture
def small(template, tmp_path):
    copied, talk, paper = template.copy(tmp_path)
    copied.talk, copied.paper = talk, paper
    yield copied
    copied.sitting.end()


def view_of(small, paper=""):
    mission = small.mission
    return working_papers.working_paper_view(mission.reader, mission.id, paper or small.paper)


def codes(small, paper=""):
    return [m.code.removeprefix("working_paper_") for m in view_of(small, paper).missing]


def test_an_empty_paper_says_all_that_it_lacks_and_where(small):
    paper = made.draft_paper(small, title="", complete=False)
    found = view_of(small, paper).missing
    assert codes(small, paper) == ["undertakers", "title", "facts", "responsible", "basis"]
    assert [m.target.get("field") for m in found] == [
        "undertakers",
        "title",
        "facts",
        "responsible_body",
        "basis",
    ]


def test_blank_facts_and_statements_stand_in_the_way(small):
    mission = small.mission
    fact = working_papers.add_fact(mission, small.paper, text=" ").id
    statement = working_papers.add_statement(
        mission, small.paper, official=small.officials[made.NUMBER_ONE], text=""
    ).id
    found = {m.code.removeprefix("working_paper_"): m.target for m in view_of(small).missing}
    assert found["fact_text"]["fact"] == fact
    assert found["proof"]["fact"] == fact
    assert found["statement_text"]["statement"] == statement
    working_paper_parts.update_statement(mission, statement, text="情况属实。")
    working_paper_parts.delete_fact(mission, fact)
    assert codes(small) == []


def test_facts_are_moved_taken_out_and_brought_back(small):
    mission = small.mission
    ids = [view_of(small).facts[0].fact.id]
    ids += [working_papers.add_fact(mission, small.paper, text=t).id for t in ("二", "三")]
    entry = mission.folder.setting.new_id()
    working_paper_parts.move_fact(mission, ids[2], down=False, entry=entry)
    assert [f.fact.id for f in view_of(small).facts] == [ids[0], ids[2], ids[1]]
    history.undo(mission, entry)
    working_paper_parts.move_fact(mission, ids[0], down=False)  # the first one stays
    assert [f.fact.id for f in view_of(small).facts] == ids
    entry = mission.folder.setting.new_id()
    working_paper_parts.delete_fact(mission, ids[0], entry=entry)
    assert [f.fact.id for f in view_of(small).facts] == ids[1:]
    history.undo(mission, entry)
    assert [f.fact.id for f in view_of(small).facts] == ids
    assert view_of(small).facts[0].proofs  # with what it rests on
    for one in ids:
        mission.journal.write(Write("fact", one, {"order": "i"}))
    before = [f.fact.id for f in view_of(small).facts]
    working_paper_parts.move_fact(mission, before[2], down=False)
    after = [f.fact.id for f in view_of(small).facts]
    assert after == [before[0], before[2], before[1]]


def test_a_submitted_paper_is_frozen_in_all_its_parts(small):
    fact = view_of(small).facts[0]
    mission = small.reopen(made.MEMBER)
    working_papers.sign_working_paper(mission, small.paper, Purpose.WORKING_PAPER_UNDERTAKE)
    for change in (
        lambda: working_paper_parts.delete_fact(mission, fact.fact.id),
        lambda: working_paper_parts.move_fact(mission, fact.fact.id, down=True),
        lambda: working_paper_parts.delete_proof(mission, fact.proofs[0].id),
        lambda: working_papers.update_fact(mission, fact.fact.id, text="改"),
        lambda: working_papers.update_working_paper(mission, small.paper, title="改"),
        lambda: working_paper_parts.delete_working_paper(mission, small.paper),
    ):
        with pytest.raises(RefusedError, match=r"working_paper\.frozen"):
            change()


def test_three_people_sign_and_a_return_begins_anew(small):
    states = []

    def sign(person, purpose):
        mission = small.reopen(person)
        working_papers.sign_working_paper(mission, small.paper, purpose)
        states.append(view_of(small).state)

    with pytest.raises(RefusedError, match=r"not_undertaker"):
        sign(made.LEADER, Purpose.WORKING_PAPER_UNDERTAKE)
    with pytest.raises(RefusedError, match=r"out_of_turn"):
        sign(made.DEPUTY, Purpose.WORKING_PAPER_REVIEW)
    sign(made.MEMBER, Purpose.WORKING_PAPER_UNDERTAKE)
    working_papers.return_working_paper(
        small.reopen(made.DEPUTY), small.paper, reason="时间要写到日"
    )
    assert view_of(small).standing == ()
    # returned for nothing: the same person submits the same text again
    sign(made.MEMBER, Purpose.WORKING_PAPER_UNDERTAKE)
    sign(made.DEPUTY, Purpose.WORKING_PAPER_REVIEW)
    sign(made.LEADER, Purpose.WORKING_PAPER_APPROVE)
    assert states == [
        WorkingPaperState.SUBMITTED,
        WorkingPaperState.SUBMITTED,
        WorkingPaperState.REVIEWED,
        WorkingPaperState.APPROVED,
    ]
    view = view_of(small)
    assert view.approved
    assert [s.signer_name for s in view.standing] == [made.MEMBER, made.DEPUTY, made.LEADER]
    assert view.paper.text("number") == "B-001"
    assert working_papers.next_purpose(view.state) is None


def test_one_person_does_not_sign_twice(small):
    mission = small.mission
    working_papers.update_working_paper(
        mission, small.paper, undertakers=[small.users[made.LEADER], small.users[made.MEMBER]]
    )
    working_papers.sign_working_paper(mission, small.paper, Purpose.WORKING_PAPER_UNDERTAKE)
    with pytest.raises(RefusedError, match=r"same_person"):
        working_papers.sign_working_paper(mission, small.paper, Purpose.WORKING_PAPER_REVIEW)


def test_a_draft_can_be_taken_out(small):
    entry = small.mission.folder.setting.new_id()
    working_paper_parts.delete_working_paper(small.mission, small.paper, entry=entry)
    assert working_paper_rows(small.mission.reader) == []
    history.undo(small.mission, entry)
    assert [r.paper.id for r in working_paper_rows(small.mission.reader)] == [small.paper]


def test_the_list_counts_what_open_papers_lack(small):
    empty = made.draft_paper(small, title="", complete=False, finding_class=FindingClass.DECISIONS)
    rows = {row.paper.id: row for row in working_paper_rows(small.mission.reader)}
    assert rows[small.paper].missing == 0
    assert rows[empty].missing == len(codes(small, empty)) == 5


def test_a_proof_leads_to_the_paragraph_and_those_around_it(small):
    reader = small.mission.reader
    proof = view_of(small).facts[0].proofs[0]
    shown = working_paper_parts.proof_view(reader, proof)
    assert shown.talk.id == small.talk
    texts = [one.record.text("text") for one in shown.around]
    assert made.SAID in texts
    assert [one.number for one in shown.around] == [1, 2, 3, 4]
    gone = proof.text("paragraph")
    small.mission.journal.write(Write("paragraph", gone, {"text": "改了"}))
    assert working_paper_parts.proof_view(reader, proof).around


def test_paragraphs_to_cite_are_found_by_their_words(small):
    reader = small.mission.reader
    every = working_paper_parts.citable_paragraphs(reader, small.talk)
    assert {one.record.text("kind") for one in every} <= {
        ParagraphKind.QUESTION.value,
        ParagraphKind.ANSWER.value,
    }
    found = working_paper_parts.citable_paragraphs(reader, small.talk, "六月 那次")
    assert [(one.record.text("text"), one.number) for one in found] == [(made.SAID, 2)]


def test_a_page_that_is_not_there_proves_nothing(small, tmp_path):
    mission = small.mission
    evidence = made.capture(small, made.scan(small, tmp_path, small.talk), "谈话记录")
    fact = view_of(small).facts[0].fact.id
    pages = mission.reader.get("evidence", evidence).number("pages")
    with pytest.raises(RefusedError, match=r"no_such_page"):
        working_papers.add_proof(mission, fact, evidence=evidence, page=pages + 1)
    made_proof = working_papers.add_proof(mission, fact, evidence=evidence, page=1)
    proof = mission.reader.get("proof", made_proof.id)
    assert working_paper_parts.proof_view(mission.reader, proof).evidence.id == evidence
    working_paper_parts.delete_proof(mission, made_proof.id)
    assert len(view_of(small).facts[0].proofs) == 1
