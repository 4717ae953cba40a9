"""What becomes of requests when processes are killed and snapshots replaced."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from restokg.graph.holding import holding
from restokg.graph.snapshot import placing
from restokg.graph.store import Literal, NamedNode, Quad, Store
from restokg.server import pool
from restokg.server.current import build_index
from restokg.server.limits import Limits
from restokg.server.messages import Asked
from tests.server.running import JSON_ROWS, Service, running
from tests.snapshots import made

EX = "http://example.org/"
HEAVY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
)
VERSION = f"SELECT ?v {{ <{EX}graph> <{EX}version> ?v }}"


def numbered(version: int, size: int = 40) -> Store:
    """Return a graph that says which version it is, in as many statements as it has."""
    store = Store()
    quads = [
        Quad(NamedNode(EX + f"s{n}"), NamedNode(EX + "in"), Literal(str(version)), NamedNode(EX))
        for n in range(size)
    ]
    says = NamedNode(EX + "version")
    store.extend(
        [*quads, Quad(NamedNode(EX + "graph"), says, Literal(str(version)), NamedNode(EX))]
    )
    return store


def put(target: Path, version: int) -> None:
    """Put a snapshot in place, as a build does; its key is its version."""
    with placing(target, replace=True) as folder:
        made(folder, numbered(version))
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["key"] = f"version-{version}"
        (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    target = tmp_path / "graph"
    put(target, 1)
    return target


@contextmanager
def clients(service: Service, number: int = 4) -> Iterator[list[tuple[int, bytes]]]:
    """Ask for the version, and for a count that must go with it, all the time."""
    seen: list[tuple[int, bytes]] = []
    until = threading.Event()

    def ask(client: int) -> None:
        count = client * 1_000_000
        while not until.is_set():
            count += 1
            reply = service.query(
                f"SELECT ?v (COUNT(?s) AS ?n) ({count} AS ?x) "
                f"{{ <{EX}graph> <{EX}version> ?v . ?s <{EX}in> ?v }} GROUP BY ?v"
            )
            seen.append((reply.status, reply.body))

    threads = [threading.Thread(target=ask, args=(client,)) for client in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        until.set()
        for thread in threads:
            thread.join()


def versions(seen: list[tuple[int, bytes]]) -> list[str]:
    """Return the versions in the answers, after a look at whether each answer is whole."""
    found = []
    for status, body in seen:
        assert status == 200, body
        (row,) = json.loads(body)["results"]["bindings"]
        assert row["n"]["value"] == "40"
        found.append(row["v"]["value"])
    return found


def wait_for(service: Service, generation: int) -> None:
    until = time.monotonic() + 20
    while service.health()["generation"] < generation:
        assert time.monotonic() < until, "the new snapshot was not taken up"
        time.sleep(0.05)


def test_a_new_snapshot_is_taken_up_without_losing_a_request(target: Path) -> None:
    with running(target) as service:
        with clients(service) as seen:
            for version in (2, 3):
                time.sleep(0.3)
                put(target, version)
                wait_for(service, version)
            time.sleep(0.3)
        found = versions(seen)
        assert len(found) > 100
        assert set(found) == {"1", "2", "3"}
        assert service.query(VERSION).json()["results"]["bindings"][0]["v"]["value"] == "3"
        assert service.health()["snapshot"] == "version-3"


def test_what_was_kept_of_the_old_snapshot_is_not_given_for_the_new(target: Path) -> None:
    with running(target) as service:
        old = service.query(VERSION)
        assert service.query(VERSION).body == old.body
        put(target, 2)
        wait_for(service, 2)
        new = service.query(VERSION)
        assert b'"2"' in new.body
        assert new.headers["etag"] != old.headers["etag"]


def test_a_snapshot_that_cannot_be_read_leaves_the_old_one(target: Path, tmp_path: Path) -> None:
    with running(target) as service:
        put(tmp_path / "broken", 9)
        for file in (tmp_path / "broken" / "store").iterdir():
            file.write_bytes(b"no store")
        target.rename(tmp_path / "gone")
        (tmp_path / "broken").rename(target)
        time.sleep(2.5)
        assert b'"1"' in service.query(VERSION).body
        assert service.health()["generation"] == 1


def test_a_snapshot_that_cannot_be_read_is_told_by_the_name_that_its_user_knows(
    target: Path,
) -> None:
    for file in (target / "store").iterdir():
        file.write_bytes(b"no store")
    command = [sys.executable, "-m", "restokg", "--snapshot", str(target), "serve", "--port", "0"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    assert done.returncode == 3
    assert done.stderr.startswith(f"restokg: {target}: Its store is damaged")
    assert "restokg build" in done.stderr
    assert "Traceback" not in done.stderr
    assert ".serving-" not in done.stderr


def test_a_killed_worker_takes_no_other_request_with_it(target: Path) -> None:
    with running(target) as service:
        with clients(service) as seen:
            for _ in range(5):
                time.sleep(0.2)
                os.kill(service.workers()[0], signal.SIGKILL)
        lost = [body for status, body in seen if status != 200]
        assert len(lost) <= 5
        for body in lost:
            assert json.loads(body)["status"] == 503
        assert len(versions([answer for answer in seen if answer[0] == 200])) > 50
        assert service.health()["status"] == "ok"


def test_workers_all_killed_are_all_replaced(target: Path) -> None:
    with running(target) as service:
        for worker in service.workers():
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.5)
        assert service.query(VERSION).status == 200
        assert service.health()["workers"]["ready"] >= 2


def test_the_process_that_workers_come_from_is_replaced_too(target: Path) -> None:
    with running(target) as service:
        os.kill(service.template(), signal.SIGKILL)
        until = time.monotonic() + 5
        while (reply := service.get("/health")).status == 200 and time.monotonic() < until:
            pass
        assert (reply.status, reply.json()["status"]) == (503, "no workers")
        assert service.query(VERSION).status == 200
        time.sleep(1)
        assert service.get("/health").status == 200
        assert len(service.workers()) >= 2


def test_a_template_that_forks_no_workers_is_replaced(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LATEST_START", 0.5)
    index = target / "search.sqlite"
    build_index(target, index)
    asked = Asked("/sparql", urlencode({"query": VERSION}), JSON_ROWS, "", "http://x", gzip=False)

    async def stopped() -> int:
        async with pool.Pool(target, index, Limits()) as tried:
            os.kill(tried._template._process.pid or 0, signal.SIGSTOP)
            async with asyncio.timeout(20):
                while tried.states["ready"] < tried.width + pool.SPARE:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            return (await tried.submit(asked).future).status

    assert asyncio.run(stopped()) == 200


def test_a_template_that_is_killed_again_and_again_is_replaced_in_the_end(target: Path) -> None:
    with running(target) as service:
        for _ in range(8):
            for process in service.templates():
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            time.sleep(0.2)
        assert service.query(VERSION).status == 200
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(timeout=20) == 0


@pytest.mark.parametrize("stopped", [False, True], ids=["", "held up"])
def test_it_ends_when_asked_while_it_begins(target: Path, stopped: bool) -> None:
    command = [sys.executable, "-m", "restokg", "--snapshot", str(target), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        service = Service("", 0, process.pid, process)
        begun: list[int] = []
        try:
            until = time.monotonic() + 10
            while not begun and time.monotonic() < until:
                begun = service.templates()
            assert begun
            for child in begun if stopped else ():
                os.kill(child, signal.SIGSTOP)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
            assert not any(_alive(child) for child in begun)
            assert process.stdout.read() == ""
        finally:
            for left in (process.pid, *begun):
                with suppress(ProcessLookupError):
                    os.kill(left, signal.SIGKILL)


def test_it_ends_when_its_processes_are_held_up(target: Path) -> None:
    with running(target) as service:
        template = service.template()
        os.kill(template, signal.SIGSTOP)
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(timeout=15) == 0
        assert not _alive(template)


def test_nothing_is_left_of_a_killed_service(target: Path) -> None:
    with running(target, "--timeout", "60") as service:
        threading.Thread(target=_unheard, args=(service,)).start()
        time.sleep(0.5)
        processes = [service.template(), *service.workers()]
        service.process.kill()
        service.process.wait()
        until = time.monotonic() + 5
        while any(_alive(process) for process in processes) and time.monotonic() < until:
            time.sleep(0.05)
        assert [process for process in processes if _alive(process)] == []
    # What it held of the snapshot, the next one removes.
    with running(target):
        held = [path for path in target.parent.iterdir() if ".serving-" in path.name]
        assert len(held) == 1
    assert [path for path in target.parent.iterdir() if ".serving-" in path.name] == []


def _unheard(service: Service) -> None:
    with suppress(OSError):
        service.post(HEAVY)


def _alive(process: int) -> bool:
    try:
        return b") Z" not in Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("everyone", [False, True], ids=["the service alone", "all its processes"])
def test_who_is_being_answered_when_the_end_comes_is_answered(
    target: Path, ending: signal.Signals, everyone: bool
) -> None:
    """A service manager signals all processes at once, and so does Ctrl-C in a terminal."""
    with running(target, "--timeout", "2") as service:
        replies = []
        thread = threading.Thread(target=lambda: replies.append(service.post(HEAVY)))
        thread.start()
        time.sleep(0.5)
        for process in service.descendants() if everyone else ():
            os.kill(process, ending)
        service.process.send_signal(ending)
        thread.join()
        assert service.process.wait(timeout=20) == 0
    assert replies[0].status == 504
    assert replies[0].json()["limit"] == "time"


def test_a_query_whose_client_has_gone_is_ended(target: Path) -> None:
    with running(target, "--timeout", "30") as service:
        with pytest.raises(TimeoutError):
            service.post(HEAVY, timeout=1)
        until = time.monotonic() + 3
        while service.health()["workers"]["heavy"] and time.monotonic() < until:
            time.sleep(0.05)
        assert service.health()["workers"]["heavy"] == 0


def test_it_is_ended_too_if_more_was_asked_behind_it(target: Path) -> None:
    body = HEAVY.encode()
    heavy = (
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    )
    with running(target, "--timeout", "30") as service:
        with socket.create_connection((service.host, service.port)) as connection:
            connection.sendall(3 * (heavy + body))
            time.sleep(1)
            assert service.health()["workers"]["heavy"] == 1
        until = time.monotonic() + 3
        while service.health()["workers"]["heavy"] and time.monotonic() < until:
            time.sleep(0.05)
        assert service.health()["workers"]["heavy"] == 0


def test_the_least_memory_is_enough_to_begin(target: Path) -> None:
    with running(target, "--memory", "128") as service:
        assert service.query(VERSION).status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator is put in place on Linux only")
def test_workers_take_their_memory_from_the_faster_allocator(target: Path) -> None:
    with running(target) as service:
        for worker in service.workers():
            assert "libmimalloc" in Path(f"/proc/{worker}/maps").read_text()
        assert "libmimalloc" not in Path(f"/proc/{service.pid}/maps").read_text()


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_an_answer_too_long_for_the_memory_is_told_so(target: Path, encoding: str) -> None:
    """Whoever needs the memory: the engine, what writes the answer, or what sends it."""
    many = ",".join(["?k"] * 1_000)
    with running(target, "--memory", "150") as service:
        for size in (400, 800, 1_200, 1_500):
            query = (
                f"SELECT ?x {{ VALUES ?n {{ {'1 ' * 40} }} "
                f"BIND('{'a' * size}' AS ?k) BIND(CONCAT({many}) AS ?x) }}"
            )
            headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
            headers["Accept-Encoding"] = encoding
            reply = service.request("POST", "/sparql", query.encode(), headers)
            assert reply.status in (200, 422), reply.body
            if reply.status == 422:
                assert reply.json()["limit"] == "memory"
        assert reply.status == 422


def test_a_client_that_takes_too_much_is_told_to_wait(target: Path) -> None:
    with running(target, "--timeout", "1", "--budget", "1") as service:
        heavy = [HEAVY, f"{HEAVY} LIMIT 1"]
        with ThreadPoolExecutor(2) as threads:
            assert [reply.status for reply in threads.map(service.post, heavy)] == [504, 504]
        refused = service.query(VERSION)
        assert refused.status == 429
        wait = int(refused.headers["retry-after"])
        assert wait >= 1
        assert refused.json()["retryAfter"] == wait
        time.sleep(wait + 0.2)
        assert service.query(VERSION).status == 200


def test_what_the_same_ask_at_once_is_worked_out_once(target: Path) -> None:
    with running(target, "--timeout", "1") as service:
        replies = []
        threads = [
            threading.Thread(target=lambda: replies.append(service.post(HEAVY))) for _ in range(5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [reply.status for reply in replies] == [504] * 5
        line = next(
            line
            for line in service.get("/metrics").body.decode().splitlines()
            if 'event="killed: time"' in line
        )
        assert float(line.rpartition(" ")[2]) == 1


def test_a_held_snapshot_outlives_its_folder(target: Path) -> None:
    with holding(target) as folder:
        put(target, 2)
        store = Store.open(folder / "store")
        ((version,),) = store.select(VERSION)
        assert version.value == "1"
    assert not folder.exists()
