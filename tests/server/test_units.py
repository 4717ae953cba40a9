"""The parts of the service by themselves: messages, cache, budgets, protocol, evaluation …"""

from __future__ import annotations

import asyncio
import errno
import gc
import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restokg.errors import (
    BusyError,
    NotAcceptableError,
    QueryLimitError,
    QueryRefusedError,
    RequestError,
    UnsupportedMediaTypeError,
)
from restokg.explorer.library import Library
from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.representation.media import GRAPHS, PROBLEM, RESULTS
from restokg.server import forking, protocol, worker
from restokg.server.access_log import AccessLog
from restokg.server.budgets import MOST_AT_ONCE, Budgets
from restokg.server.cache import Answer, Cache
from restokg.server.current import Current
from restokg.server.evaluation import evaluate
from restokg.server.incoming import WHOLE, Incoming
from restokg.server.jobs import Job
from restokg.server.limits import Limits
from restokg.server.messages import (
    Answered,
    Asked,
    Forked,
    GarbledError,
    Ready,
    Unpacker,
    pack,
    pack_long,
)
from restokg.server.processes import WorkerProcess
from restokg.server.protocol import Body, Operation
from restokg.server.service import Service, Settings
from restokg.server.service import _by_chance as by_chance

EX = "http://example.org/"
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(autouse=True, scope="module")
def tidied() -> Iterator[None]:
    """What is left of a query must go in the thread that asked it, not in one of a later test."""
    yield
    gc.collect()


# -- messages

asked = st.builds(Asked, texts, texts, texts, texts, texts, st.booleans(), st.binary())
answered = st.builds(Answered, st.integers(100, 599), texts, st.binary())


@given(st.lists(asked | answered), st.integers(1, 50))
def test_messages_come_out_as_they_went_in_however_they_are_cut(
    messages: list[Asked | Answered], step: int
) -> None:
    sent = b"".join(pack(message) for message in messages)
    assert sent == b"".join(pack_long(message) for message in messages)
    unpacker = Unpacker()
    came: list[object] = []
    for at in range(0, len(sent), step):
        came += unpacker.feed(sent[at : at + step])
    assert came == messages


# -- a worker


@pytest.mark.parametrize(
    ("error", "status"), [(KeyError("x"), 500), (RecursionError(), 500), (MemoryError(), 422)]
)
def test_a_mistake_is_told_and_ends_nothing(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(worker, "respond", fail)
    asked = Asked("/search", "q=x", "application/json", "", "http://localhost", gzip=False)
    (reply,) = Unpacker().feed(bytes(worker._reply(asked, cast(Library, None), Limits())))
    assert isinstance(reply, Answered)
    assert (reply.status, reply.type) == (status, PROBLEM)
    assert reply.seconds > 0
    assert (type(error).__name__ in reply.fault) == (status == 500)
    assert (reply.stopped == "memory") == (status == 422)


@pytest.mark.parametrize(
    "garbled",
    [
        b"\0\0\0\1\xc1",
        b"\0\0\0\2\x91\x63",
        pack(Asked("/", "", "", "", "", False, b"x" * 200)),
    ],
    ids=["no message", "none that is known", "too long"],
)
def test_what_is_no_message_is_told(garbled: bytes) -> None:
    with pytest.raises(GarbledError):
        Unpacker(100).feed(garbled)


@pytest.mark.parametrize(
    "said",
    [pack(Ready()), pack(Forked(1)), pack(Asked("/", "", "", "", "", False)), b"\0\0\0\1\xc1"],
    ids=["ready again", "forked", "asked", "garbled"],
)
def test_a_worker_that_says_what_is_not_its_to_say_is_ended(said: bytes) -> None:
    news: list[object] = []
    process = WorkerProcess(
        news.append, lambda _, answered: news.append(answered), lambda *_: None, 1_000
    )
    ended: list[str] = []
    process.connection_made(cast(Any, SimpleNamespace(close=lambda: ended.append("channel"))))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as program:
        process.pid = program.pid
        process.data_received(pack(Ready()) + pack(Answered(200, "text/csv", b"")))
        assert (len(news), ended) == (2, [])
        process.data_received(said)
        assert program.wait(10) == -signal.SIGKILL
    assert (len(news), ended) == (2, ["channel"])


# -- how processes begin


@pytest.mark.parametrize("preloaded", [None, "/lib/mine.so"])
def test_processes_begin_with_the_allocator_and_the_service_keeps_its_environment(
    monkeypatch: pytest.MonkeyPatch, preloaded: str | None
) -> None:
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    if preloaded:
        monkeypatch.setenv("LD_PRELOAD", preloaded)
    before = dict(os.environ)
    with forking._preloaded("/lib/other.so"):
        assert os.environ["LD_PRELOAD"].split(":") == [*filter(None, (preloaded, "/lib/other.so"))]
        assert os.environ["MIMALLOC_ARENA_EAGER_COMMIT"] == "0"
    assert dict(os.environ) == before
    with forking._preloaded(""):
        assert dict(os.environ) == before


@pytest.mark.parametrize("helps", [True, False])
def test_what_does_not_begin_with_the_allocator_begins_without(
    monkeypatch: pytest.MonkeyPatch, helps: bool
) -> None:
    tried: list[str] = []

    def begin(_: object, library: str) -> None:
        tried.append(library)
        if library or not helps:
            raise EOFError

    monkeypatch.setattr(forking, "_allocator", lambda: "/lib/bad.so")
    monkeypatch.setattr(forking, "_start", begin)
    with nullcontext() if helps else pytest.raises(OSError, match="has ended"):
        forking.start(cast(Any, None))
    assert tried == ["/lib/bad.so", ""]


@pytest.mark.parametrize(
    ("folder", "usable"), [("plain", True), ("with space", False), ("with:colon", False)]
)
def test_a_library_whose_path_cannot_be_preloaded_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str, usable: bool
) -> None:
    class File(PurePosixPath):
        def locate(self) -> Path:
            return tmp_path / folder / self.name

    monkeypatch.setattr(
        forking, "files", lambda _: [File("a/mimalloc.h"), File("a/libmimalloc.so")]
    )
    assert forking._allocator() == (str(tmp_path / folder / "libmimalloc.so") if usable else "")


# -- what a request leaves


class _Pool:
    """Answers at once."""

    def submit(self, asked: Asked, *, page: bool) -> Job:
        job = Job(pack(asked), asyncio.get_running_loop().create_future(), 0.0, page, page)
        job.future.set_result(Answered(200, "text/csv", b"a\r\n", lasting=True))
        return job


def test_a_request_leaves_nothing_to_the_collector_of_garbage() -> None:
    """What thousands of requests leave until it runs is read and written by no cache."""
    generation = SimpleNamespace(edition="snapshot", pool=_Pool())
    service = Service(cast(Current, SimpleNamespace(generation=generation)), Settings())
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def ask(number: int) -> None:
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/sparql",
            "query_string": f"query=ASK%7B%7D%23{number}".encode(),
            "scheme": "http",
            "headers": [(b"host", b"localhost")],
            "extensions": {WHOLE: None},
        }
        await service(scope, receive, send)
        assert scope["extensions"] == {}  # what was there leads back to the scope

    async def ask_often() -> int:
        await ask(0)
        gc.collect()
        gc.disable()
        try:
            for number in range(1, 50):
                await ask(number)
            return gc.collect()
        finally:
            gc.enable()

    assert asyncio.run(ask_often()) == 0
    assert [message["status"] for message in sent[::2]] == [200] * 50


@pytest.mark.parametrize(
    ("address", "body"),
    [
        (b"query=SELECT+(UUID()+AS+?x)+{}", None),
        (b"query=SELECT+(u%55ID()+AS+?x)+{}", None),
        (b"query=SELECT+(UUID()+AS+?x)+{}", b"format=json"),
        (b"", b"query=SELECT+(%52and()+AS+?x)+{}"),
        (b"", b"SELECT (STRUUID() AS ?x) {}"),
    ],
)
def test_what_is_for_one_asker_alone_is_known(address: bytes, body: bytes | None) -> None:
    asked = SimpleNamespace(query_string=address, content=body)
    assert by_chance(cast(Incoming, asked))
    asked = SimpleNamespace(query_string=b"query=ASK%7B%7D", content=None)
    assert not by_chance(cast(Incoming, asked))


# -- cache


def test_the_cache_forgets_what_was_asked_for_longest_ago() -> None:
    cache = Cache(80_100)
    answer = Answer(200, [], b"x" * 9_000, b"tag")
    for number in range(7):
        cache.put(b"%d" % number, answer)
    cache.get(b"0")
    cache.put(b"7", answer)
    cache.put(b"8", answer)
    assert cache.get(b"0") is not None
    assert cache.get(b"1") is None
    assert cache.held <= cache.size


def test_an_answer_that_would_fill_the_cache_is_not_kept() -> None:
    cache = Cache(80_000)
    cache.put(b"long", Answer(200, [], b"x" * 20_000, b"tag"))
    assert len(cache) == cache.held == 0


def test_what_was_asked_is_held_too_and_counts() -> None:
    cache = Cache(1_000_000)
    for number in range(50):
        cache.put(b"%d" % number + b"x" * 100_000, Answer(200, [], b"", b"tag"))
    assert len(cache) <= 10
    assert cache.held <= cache.size


# -- access log


class _Full(io.StringIO):
    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_lines_that_cannot_be_written_do_not_pile_up(caplog: pytest.LogCaptureFixture) -> None:
    async def fill() -> list[str]:
        log = AccessLog(_Full())
        for _ in range(3):
            log.write(path="/")
            log.flush()
        return log._lines

    assert asyncio.run(fill()) == []
    assert len(caplog.records) == 1


# -- budgets


def test_a_budget_is_spent_and_comes_back() -> None:
    now = [0.0]
    budgets = Budgets(10, 2, clock=lambda: now[0])
    budgets.open("a")
    budgets.close("a", 14)
    with pytest.raises(BusyError) as refused:
        budgets.open("a")
    assert (refused.value.retry_after, refused.value.own_fault) == (2, True)
    budgets.open("b")
    now[0] = 2.5
    budgets.open("a")


def test_a_budget_never_grows_beyond_what_it_holds() -> None:
    now = [0.0]
    budgets = Budgets(10, 1, clock=lambda: now[0])
    budgets.open("a")
    now[0] = 1_000_000
    budgets.close("a", 11)
    with pytest.raises(BusyError):
        budgets.open("a")


def test_too_many_requests_at_once_are_refused() -> None:
    budgets = Budgets(10, 1)
    for _ in range(MOST_AT_ONCE):
        budgets.open("a")
    with pytest.raises(BusyError):
        budgets.open("a")
    budgets.close("a", 0)
    budgets.open("a")


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("none:such", "other:such", False),
    ],
)
def test_the_addresses_that_one_client_may_change_between_share_a_budget(
    first: str, second: str, alike: bool
) -> None:
    budgets = Budgets(1.0, 0.1)
    budgets.open(first)
    budgets.close(first, 2.0)
    if alike:
        with pytest.raises(BusyError):
            budgets.open(second)
    else:
        budgets.open(second)


# -- protocol


@given(st.lists(st.tuples(texts, texts), max_size=8))
def test_forms_are_read_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    written = urlencode(pairs)
    assert protocol.parameters(written) == pairs


@given(st.text("aé%2x4E\\+&=n0/", max_size=30))
def test_odd_forms_are_read_as_the_library_reads_them(text: str) -> None:
    try:
        wanted = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        wanted = None
    if wanted is None or not text.isascii():
        with pytest.raises(RequestError):
            protocol.parameters(text)
    else:
        assert protocol.parameters(text) == wanted


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (Body("text/plain", b"ASK {}"), UnsupportedMediaTypeError),
        (Body("", b"ASK {}"), UnsupportedMediaTypeError),
        (Body("application/sparql-query; charset=latin-1", b"ASK {}"), UnsupportedMediaTypeError),
        (Body("application/sparql-query", b"\xff\xfe"), RequestError),
        (Body("application/sparql-update", b"CLEAR ALL"), QueryRefusedError),
        (Body("application/x-www-form-urlencoded", b"update=CLEAR+ALL"), QueryRefusedError),
        (Body("application/x-www-form-urlencoded", b"q=1"), RequestError),
    ],
)
def test_a_post_that_is_no_query_is_refused(body: Body, error: type[Exception]) -> None:
    with pytest.raises(error):
        protocol.read("", body)


def test_a_graph_named_twice_is_one_graph() -> None:
    given = [
        ("default-graph-uri", "x:a"),
        ("default-graph-uri", "x:b"),
        ("default-graph-uri", "x:a"),
    ]
    query = protocol.read(
        urlencode([("query", "ASK {}"), *given, *given, ("named-graph-uri", "x:a")])
    )
    assert (query.default_graphs, query.named_graphs) == (("x:a", "x:b"), ("x:a",))


def test_a_byte_order_mark_before_a_query_is_no_part_of_it() -> None:
    body = Body("Application/SPARQL-Query; charset=UTF-8", b"\xef\xbb\xbfASK {}")
    assert protocol.read("", body).text == "ASK {}"


# -- evaluation


@pytest.fixture
def store() -> Store:
    store = Store()
    store.extend(
        Quad(NamedNode(f"{EX}{n}"), NamedNode(EX + "p"), Literal(f'{{"a",\n<{n}>}}'), NamedNode(EX))
        for n in range(40)
    )
    return store


def outcome(store: Store, text: str, limits: Limits, format_: str) -> bytes:
    return evaluate(store, Operation(text, format=format_), EX, "", limits).body


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_exactly_whatever_is_in_them(store: Store, format_: str) -> None:
    query = "SELECT ?s ?o ?unbound { ?s ?p ?o }"
    outcome(store, query, Limits(rows=40), format_)
    with pytest.raises(QueryLimitError) as stopped:
        outcome(store, query, Limits(rows=39), format_)
    assert (stopped.value.limit, stopped.value.allowed) == ("rows", "39 rows")


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "jsonld", "rdfxml", "trig", "nquads"])
def test_triples_are_counted_too(store: Store, format_: str) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    outcome(store, query, Limits(rows=40), format_)
    with pytest.raises(QueryLimitError):
        outcome(store, query, Limits(rows=39), format_)


def test_an_answer_that_is_too_long_is_stopped(store: Store) -> None:
    with pytest.raises(QueryLimitError) as stopped:
        outcome(store, "SELECT ?o { ?s ?p ?o }", Limits(bytes=500), "json")
    assert stopped.value.limit == "bytes"


def test_brackets_in_strings_and_comments_are_not_nested(store: Store) -> None:
    flat = "SELECT ('" + "(" * 500 + "' AS ?x) {} #" + "{" * 500
    assert b"((((" in outcome(store, flat, Limits(), "json")
    with pytest.raises(QueryLimitError):
        outcome(store, "SELECT * " + "{" * 201 + "}" * 201, Limits(), "json")


def test_what_has_no_form_that_pleases_is_not_written(store: Store) -> None:
    with pytest.raises(NotAcceptableError):
        outcome(store, "ASK {}", Limits(), "csv")
    with pytest.raises(NotAcceptableError):
        evaluate(store, Operation("ASK {}"), EX, "text/turtle", Limits())


@pytest.mark.parametrize("function", ["NOW", "RAND", "UUID", "STRUUID"])
@pytest.mark.parametrize("between", ["", " ", "\n", "# (\n", "#\r\n#)\n "])
def test_what_may_differ_the_next_time_is_known(store: Store, function: str, between: str) -> None:
    text = f"SELECT ({function}{between}() AS ?x) {{}}"
    assert not evaluate(store, Operation(text), EX, "", Limits()).lasting
    assert evaluate(store, Operation("SELECT ('now' AS ?x) {}"), EX, "", Limits()).lasting


@pytest.mark.parametrize(
    ("format_", "query"),
    [
        ("xml", r"SELECT ('\u0001' AS ?x) {}"),
        ("xml", r"SELECT ('\uFFFE' AS ?x) {}"),
        ("rdfxml", r"CONSTRUCT { <x:s> <x:p> '\u0008' } {}"),
        ("rdfxml", "CONSTRUCT { <x:s> <http://example.org/1> 1 } {}"),
        ("rdfxml", "CONSTRUCT { <x:s> rkg: <x:o> } {}"),
        ("jsonld", "CONSTRUCT { <x:s> <x:p> <<( <x:s> <x:p> 1 )>> } {}"),
    ],
)
def test_what_a_format_cannot_hold_is_not_sent_in_it(
    store: Store, format_: str, query: str
) -> None:
    offered: tuple[str, ...] = ()
    try:
        outcome(store, query, Limits(), format_)
    except NotAcceptableError as error:  # kept no longer: it holds the result, which is a thread's
        offered = error.offered
    types = {**RESULTS, **GRAPHS}
    assert offered
    assert types[format_] not in offered
    for name, type_ in types.items():
        if type_ in offered and name != "jsonld":
            outcome(store, query, Limits(), name)


@pytest.mark.parametrize(
    ("format_", "query"),
    [
        ("xml", r"SELECT ('a\r\nb\rc' AS ?x) {}"),
        ("rdfxml", r"CONSTRUCT { <x:s> <x:p> 'a\r\nb\rc' } {}"),
    ],
)
def test_the_ends_of_lines_survive_xml(store: Store, format_: str, query: str) -> None:
    text = "".join(ET.fromstring(outcome(store, query, Limits(), format_)).itertext())
    assert text.strip() == "a\r\nb\rc"


def test_a_graph_that_is_no_iri_is_the_clients_fault(store: Store) -> None:
    with pytest.raises(RequestError):
        evaluate(store, Operation("ASK {}", default_graphs=("a b",)), EX, "", Limits())


# -- sandbox

CONFINED = """
import json, os, socket, subprocess
from restokg.server import sandbox
sandbox.limit_resources(512 * 1024**2)
said = {"confined": sandbox.forbid_network()}
for name, attempt in {
    "socket": lambda: socket.socket(),
    "pair": lambda: socket.socketpair(),
    "program": lambda: os.execv("/bin/true", ["true"]),
    "memory": lambda: bytearray(2 * 1024**3),
}.items():
    try:
        attempt()
        said[name] = "done"
    except (OSError, MemoryError) as error:
        said[name] = type(error).__name__
print(json.dumps(said))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system cannot confine a process so")
def test_a_worker_has_no_network_no_programs_and_no_more_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CONFINED], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {
        "confined": True,
        "socket": "PermissionError",
        "pair": "PermissionError",
        "program": "PermissionError",
        "memory": "MemoryError",
    }


def test_without_a_sandbox_a_process_may_do_all_that() -> None:
    """The attempts of the test above succeed where nothing forbids them."""
    one, other = socket.socketpair()
    one.close()
    other.close()
    child = os.fork()
    if child == 0:
        os.execv("/bin/true", ["true"])
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
