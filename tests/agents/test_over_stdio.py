"""What an agent gets, and what it is told when it asks for too much or for nothing there is."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from restokg import resources
from restokg.agents.bounds import LONGEST_ANSWER, LONGEST_TEXT, MARK
from restokg.graph.lookup import resolve
from restokg.graph.store import NamedNode, Store
from restokg.namespaces import BASE, DOC, PREFIXES, RKG
from restokg.questions.binding import bind
from restokg.questions.catalogue import Question, questions
from restokg.questions.parameters import terms
from tests.agents.conftest import TIMEOUT, Agent
from tests.snapshots import made

CATALOGUE = questions(resources.queries())
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_the_tools_say_what_they_take_and_give_and_that_they_only_read(agent: Agent) -> None:
    tools = {tool.name: tool for tool in agent.run(agent.client.list_tools).tools}
    assert tools.keys() == {"search", "questions", "ask", "show", "query", "cite"}
    for tool in tools.values():
        assert tool.description
        assert tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint
        languages = tool.input_schema["properties"].get("lang", {"enum": ["en", "zh"]})
        assert languages["enum"] == ["en", "zh"]
    assert "`cite`" in (agent.client.instructions or "")


@pytest.mark.parametrize("text", ["AGRI3", "agri3 fund", "AGRI3基金"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_search_finds_a_thing_by_its_name_in_either_language(
    agent: Agent, text: str, lang: str
) -> None:
    first = agent.call("search", text=text, lang=lang)["hits"][0]
    assert first["iri"] == f"{BASE}id/fund/agri3"
    names = ("AGRI3 fund", "AGRI3基金")
    assert (first["label"], first["other"]) == (names if lang == "en" else names[::-1])


def test_search_finds_documents_by_symbol_and_says_where_it_stopped(agent: Agent) -> None:
    found = agent.call("search", text="A/RES/76/207", limit=1)
    assert [hit["iri"] for hit in found["hits"]] == [f"{DOC}A/RES/76/207"]
    assert "limit" in found["note"]
    nothing = agent.call("search", text="qqqxyzzy", lang="zh")
    assert (nothing["hits"], "没有此名称" in nothing["note"]) == ([], True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_questions_are_listed_with_their_parameters(agent: Agent, lang: str) -> None:
    listed = {q["id"]: q for q in agent.call("questions", lang=lang)["questions"]}
    assert listed.keys() == {question.id for question in CATALOGUE}
    for question in CATALOGUE:
        told = listed[question.id]
        assert told["question"] == question.text("question", lang)
        names = {parameter["name"] for parameter in told["parameters"]}
        assert names == question.parameters.keys() - {"lang"}


@pytest.mark.parametrize("question", CATALOGUE, ids=lambda q: str(q.id))
def test_every_question_is_answered_with_the_passages_of_each_row(
    agent: Agent, store: Store, question: Question
) -> None:
    answer = agent.call("ask", question=question.id, limit=1000)
    values = terms(question, {}, lang="en", resolve=lambda text: resolve(store, text))
    rows = list(store.select(bind(question.sparql, values)))
    assert answer["total"] == len(rows) > 0
    assert len(answer["rows"]) == len(rows) or str(len(answer["rows"])) in answer["note"]
    for row in answer["rows"]:
        assert row["passages"]
        assert all(passage["iri"].startswith(BASE) for passage in row["passages"])
    assert len(json.dumps(answer["rows"], ensure_ascii=False)) < 1.2 * LONGEST_ANSWER


def test_a_parameter_narrows_an_answer_and_may_be_a_name_in_chinese(agent: Agent) -> None:
    every = agent.call("ask", question="11")["total"]
    english = agent.call("ask", question="11", parameters={"actor": "UNEP"})
    chinese = agent.call("ask", question="11", parameters={"actor": "环境署"}, lang="zh")
    assert 0 < english["total"] == chinese["total"] < every
    assert "哪" in chinese["question"] or "什么" in chinese["question"]


def test_rows_beyond_the_limit_are_counted_and_said_to_be_left_out(agent: Agent) -> None:
    answer = agent.call("ask", question="20", limit=3)
    assert len(answer["rows"]) == 3
    assert answer["note"].startswith(f"3 of {answer['total']} rows")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"question": "99"}, "`questions` lists them"),
        ({"question": "shared-targts"}, "Did you mean 01-shared-targets"),
        ({"question": "11", "parameters": {"actr": "UNEP"}}, "no such parameter. It takes: actor"),
        ({"question": "15", "parameters": {"day": "soon"}}, "not a date such as"),
        ({"question": "11", "parameters": {"actor": "UNEPP"}}, "Did you mean: UNEP"),
        ({"question": "11", "lang": "fr"}, "'en' or 'zh'"),
        ({"question": "11", "limit": 0}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_remedy(
    agent: Agent, arguments: dict[str, Any], told: str
) -> None:
    assert told in agent.fail("ask", **arguments)


def test_a_thing_is_shown_with_the_passage_of_each_fact(agent: Agent, store: Store) -> None:
    thing = agent.call("show", thing="AGRI3 fund")
    assert thing["iri"] == f"{BASE}id/fund/agri3"
    assert thing["labels"]["zh"] == "AGRI3基金"
    for fact in thing["facts"]:
        for value in fact["values"]:
            assert bool(value["passages"]) != value["inferred"]
            for passage in value["passages"]:
                graph = NamedNode(passage["iri"])
                stated = store.quads(
                    NamedNode(thing["iri"]), NamedNode(fact["property"]), None, graph
                )
                terms = {getattr(quad.object, "value", None) for quad in stated}
                assert value["iri"] is None or value["iri"] in terms
    quantities = next(f for f in thing["facts"] if f["property"] == RKG + "quantity")
    assert any("150,000,000" in value["text"] for value in quantities["values"])


def test_a_thing_that_very_many_point_to_is_shown_in_part_and_that_is_said(agent: Agent) -> None:
    thing = agent.call("show", thing="theme:biodiversity", lang="zh")
    cut = [fact for fact in thing["incoming"] if len(fact["values"]) < fact["total"]]
    assert cut
    assert f"有{len(cut)}项属性" in thing["note"]


def test_what_is_not_there_is_told_with_near_names(agent: Agent) -> None:
    assert "Did you mean: AGRI3" in agent.fail("show", thing="AGRI33 fund")
    assert "UNEP/EA.5/10 ¶13" in agent.fail("cite", passage="fund:agri3")
    assert "nothing called" in agent.fail("show", thing="https://w3id.org/restokg/id/x> ?p <y")


def test_a_query_gives_terms_as_they_are(agent: Agent) -> None:
    result = agent.call(
        "query",
        sparql='SELECT ?f ?l { ?f a rkg:Fund ; rdfs:label ?l FILTER(?l = "AGRI3基金"@zh) }',
    )
    assert result["columns"] == ["f", "l"]
    (row,) = result["rows"]
    assert row["f"]["value"] == f"{BASE}id/fund/agri3"
    assert (row["l"]["type"], row["l"]["language"]) == ("literal", "zh")
    assert agent.call("query", sparql="ASK { ?s a rkg:Fund }")["boolean"] is True
    assert agent.call("query", sparql="ASK { ?s a rkg:Nothing }")["boolean"] is False
    triples = agent.call("query", sparql="CONSTRUCT { ?f a rkg:Fund } WHERE { ?f a rkg:Fund }")
    assert f"<{BASE}id/fund/agri3> <{PREFIXES['rdf']}type> <{RKG}Fund> ." in triples["triples"]


def test_a_long_result_is_cut_by_rows_and_by_length_and_says_so(agent: Agent) -> None:
    result = agent.call("query", sparql="SELECT * { ?s ?p ?o } LIMIT 5000", limit=7)
    assert (len(result["rows"]), result["total"]) == (7, 5000)
    assert "7 of 5000 rows" in result["note"]
    wide = agent.call("query", sparql="SELECT * { ?s ?p ?o ; ?q ?r } LIMIT 5000", limit=1000)
    assert len(wide["rows"]) < 1000
    assert str(len(wide["rows"])) in wide["note"]
    text = "BIND(CONCAT(STR(?s), STR(?s), STR(?s), STR(?s)) AS ?t)"
    long = agent.call("query", sparql=f"SELECT ?u {{ {_doubled(text)} }} LIMIT 1")
    (row,) = long["rows"]
    assert len(row["u"]["value"]) == LONGEST_TEXT
    assert row["u"]["value"].endswith(MARK)
    assert MARK.strip() in long["note"]


def _doubled(text: str) -> str:
    pairs = [f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(12)]
    return f'BIND("0123456789" AS ?t0) {" ".join(pairs)} BIND(?t12 AS ?u) VALUES ?s {{ 1 }} {text}'


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        (f"SELECT (COUNT(*) AS ?n) {CROSS}", f"limit of time is {TIMEOUT:g} seconds"),
        (f"SELECT * {CROSS} ORDER BY ?a", "the limit of"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "limit of depth"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "update"),
        ("SELECT ?x WHERE {\n ?x a }", "line 2"),
        ("SELECT ?x { ?x nope:a ?y }", "prefix is not declared"),
        ("", "ends too early"),
        ("SELECT * { ?s ?p '\ud800' }".encode("utf-8", "replace").decode(), ""),
    ],
)
def test_a_query_that_may_not_run_or_end_is_an_error_and_the_next_one_is_answered(
    limited: Agent, sparql: str, told: str
) -> None:
    started = time.monotonic()
    if told:
        assert told in limited.fail("query", sparql=sparql)
    else:
        limited.call("query", sparql=sparql)
    assert time.monotonic() - started < TIMEOUT + 3
    assert limited.call("query", sparql="ASK {}")["boolean"] is True


def test_no_query_reaches_another_server(agent: Agent) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        place = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for sparql in (
            f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <{place}> {{ ?s ?p ?o }}",
            f"LOAD <{place}>",
        ):
            agent.run(agent.client.call_tool, "query", {"sparql": sparql})
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["UNEP/EA.5/10 ¶13", f"{DOC}UNEP/EA.5/10/p/13"])
def test_a_citation_names_title_symbol_paragraph_and_official_link(
    agent: Agent, name: str, lang: str
) -> None:
    cited = agent.call("cite", passage=name, lang=lang)
    assert cited["citation"] == "UNEP/EA.5/10 ¶13"
    assert (cited["symbol"], cited["paragraph"]) == ("UNEP/EA.5/10", "¶13")
    assert cited["iri"] == f"{DOC}UNEP/EA.5/10/p/13"
    assert cited["official_link"] == "https://undocs.org/UNEP/EA.5/10"
    assert cited["titles"].keys() == cited["summary"].keys() == {"en", "zh"}
    assert "AGRI3" in cited["summary"]["zh"]
    assert ("摘要为本图谱编者所写" in cited["note"]) == (lang == "zh")


def test_a_document_without_a_known_address_gets_none_and_that_is_said(agent: Agent) -> None:
    cited = agent.call("cite", passage=f"{DOC}unccd-cop16-relations/p/30")
    assert cited["official_link"] is None
    assert "No official address" in cited["note"]


def test_the_vocabulary_names_every_class_with_members_and_their_properties(
    agent: Agent, store: Store
) -> None:
    (content,) = agent.run(agent.client.read_resource, "restokg://vocabulary").contents
    for class_, property_ in (("rkg:Request", "rkg:addressee"), ("skos:Concept", "skos:prefLabel")):
        _, _, after = content.text.partition(f"**{class_}**")
        assert f"- {property_} (" in after.partition("\n- **")[0]
    rows = store.select(f"""SELECT DISTINCT ?c {{ ?s a ?c FILTER(STRSTARTS(STR(?c), "{RKG}")) }}""")
    names = {class_.value.removeprefix(RKG) for (class_,) in rows}
    assert len(names) > 50
    assert all(f"**rkg:{name}**" in content.text for name in names)


def test_the_catalogue_is_there_to_be_read_with_each_query(agent: Agent) -> None:
    (content,) = agent.run(agent.client.read_resource, "restokg://questions").contents
    both = json.loads(content.text)
    assert len(both["en"]) == len(both["zh"]) == len(CATALOGUE)
    address = f"restokg://questions/{CATALOGUE[0].id}"
    (content,) = agent.run(agent.client.read_resource, address).contents
    assert content.text == CATALOGUE[0].path.read_text(encoding="utf-8")
    with pytest.raises(Exception, match="no question 'nope'"):
        agent.run(agent.client.read_resource, "restokg://questions/nope")


@pytest.mark.parametrize(("lang", "told"), [("en", "Name the paragraph"), ("zh", "段落")])
def test_a_prompt_asks_for_an_answer_that_names_its_paragraphs(
    agent: Agent, lang: str, told: str
) -> None:
    arguments = {"question": "Who asks UNEP {for what}?", "lang": lang}
    prompt = agent.run(agent.client.get_prompt, "answer_with_paragraphs", arguments)
    text = prompt.messages[0].content.text
    assert "Who asks UNEP {for what}?" in text
    assert told.lower() in text.lower()


def test_without_the_package_the_remedy_is_told(checkout: Path, snapshot: Path) -> None:
    code = (
        "import sys; sys.modules['mcp'] = None\n"
        "from restokg.cli.main import main\n"
        "sys.exit(main(['--snapshot', sys.argv[1], 'mcp']))"
    )
    command = [sys.executable, "-c", code, str(snapshot)]
    ended = subprocess.run(
        command, cwd=checkout / "src", capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "pip install 'restokg[mcp,serve]'" in ended.stderr
    assert ended.stdout == ""


def test_it_ends_when_the_client_is_gone(checkout: Path, snapshot: Path) -> None:
    before = set(snapshot.parent.iterdir())
    command = [sys.executable, "-m", "restokg", "--snapshot", str(snapshot), "mcp"]
    ended = subprocess.run(
        command,
        cwd=checkout / "src",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, b""), ended.stderr
    assert set(snapshot.parent.iterdir()) == before, "the folder that it served from is left"


def test_a_limit_that_is_none_is_refused(checkout: Path, snapshot: Path) -> None:
    command = [sys.executable, "-m", "restokg", "--snapshot", str(snapshot), "mcp"]
    ended = subprocess.run(
        [*command, "--timeout", "0"], cwd=checkout / "src", capture_output=True, check=False
    )
    assert ended.returncode == 2
    assert b"must be more than 0" in ended.stderr


def test_a_snapshot_that_cannot_be_read_is_told_in_a_line(tmp_path: Path) -> None:
    broken = made(tmp_path, Store())
    for file in (broken / "store").iterdir():
        file.write_bytes(b"no store")
    command = [sys.executable, "-m", "restokg", "--snapshot", str(broken), "mcp"]
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith(f"restokg: {broken}: Its store is damaged")
    assert done.stderr.count("\n") == 1
