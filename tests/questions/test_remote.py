"""Asking a real server, on this machine, over the SPARQL 1.1 protocol."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from restokg.errors import RemoteError, UsageError
from restokg.graph.store import QueryBoolean, QueryResultsFormat, QuerySolutions, Store
from restokg.questions import remote
from restokg.questions.answers import from_query

STORE = Store()
STORE.load('<http://e/a> <http://e/p> "甲"@zh , 7 .'.encode(), "turtle", graph="http://e/g")


class Endpoint(BaseHTTPRequestHandler):
    """Answers queries sent by POST in a form; other paths answer as servers in trouble do."""

    agents: list[str] = []  # noqa: RUF012

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.agents.append(self.headers["User-Agent"])
        if self.path == "/sparql":
            result = STORE.query(form["query"][0])
            assert isinstance(result, QuerySolutions | QueryBoolean)
            body = result.serialize(format=QueryResultsFormat.JSON) or b""
            self._send(200, "application/sparql-results+json", body)
        elif self.path == "/page":
            self._send(200, "text/html", b"<html>Welcome</html>")
        elif self.path == "/cut":
            self._send(200, "application/sparql-results+json", b'{"head": {"vars": ["x')
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.wfile.write(b'{"he')
        elif self.path == "/noise":
            self.wfile.write(b"noise\r\n\r\n")
        elif self.path == "/slow":
            self.server.stop.wait(10)  # type: ignore[attr-defined]
        else:
            self._send(int(self.path[1:]), "text/plain", b"not today")

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        server.stop = threading.Event()  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.stop.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


QUERY = "SELECT ?x ?v ?none WHERE { ?x <http://e/p> ?v } ORDER BY STR(?v)"


def test_a_remote_answer_is_the_local_one(server: str) -> None:
    answer = remote.ask(f"{server}/sparql", QUERY)
    here = from_query(STORE.query(QUERY))
    assert (answer.columns, answer.rows) == (here.columns, here.rows)
    assert len(answer.rows) == 2
    assert remote.ask(f"{server}/sparql", "ASK { ?x ?y 7 }").cells() == [["true"]]
    assert all(agent.startswith("restokg/") for agent in Endpoint.agents)


@pytest.mark.parametrize("word", ["add", "ask", "describe", "delete", "load"])
def test_words_of_comments_do_not_change_what_is_asked(server: str, word: str) -> None:
    answer = remote.ask(f"{server}/sparql", f"#+ id: x\n#+ why: To {word} it.\n{QUERY}")
    assert len(answer.rows) == 2


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/400", "The endpoint refused: QueryBadFormed"),
        ("/404", "The endpoint refused: EndPointNotFound"),
        ("/500", "The endpoint refused: EndPointInternalError"),
        ("/503", "The endpoint refused: HTTP Error 503"),
        ("/page", "The answer is not SPARQL results in JSON."),
        ("/cut", "The answer is not SPARQL results in JSON."),
        ("/short", "The connection broke: IncompleteRead"),
        ("/noise", "The connection broke: noise."),
        ("/a b", "The connection broke: URL can't contain control characters."),
    ],
)
def test_a_server_in_trouble_is_told_in_one_line(server: str, path: str, message: str) -> None:
    with pytest.raises(RemoteError) as caught:
        remote.ask(f"{server}{path}", QUERY)
    assert str(caught.value).startswith(f"{server}{path}: {message}")
    assert "\n" not in str(caught.value)


def test_a_silent_server_is_given_up(server: str) -> None:
    with pytest.raises(RemoteError, match="No answer within 1 seconds"):
        remote.ask(f"{server}/slow", QUERY, timeout=1)


def test_a_server_that_is_not_there_is_told() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        port = server.server_port
    with pytest.raises(RemoteError, match="cannot be reached"):
        remote.ask(f"http://127.0.0.1:{port}/sparql", QUERY)
    with pytest.raises(UsageError, match="begins with https"):
        remote.ask("ftp://example.org/", QUERY)


def test_the_command_line_asks_a_remote_endpoint(
    server: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from restokg.cli.main import main

    assert (checkout / "queries").is_dir()
    assert main(["ask", "25", "--endpoint", f"{server}/sparql", "-p", "least=1"]) == 0
    out, err = capsys.readouterr()
    assert "\n\nNo rows. " in out
    assert err == ""
    assert main(["ask", "25", "--endpoint", f"{server}/500"]) == 5
    assert capsys.readouterr().err.startswith(f"restokg: {server}/500: The endpoint refused")
