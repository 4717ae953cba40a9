"""What HTTP promises: methods, entity tags, compression, CORS, negotiation, and clear refusals."""

from __future__ import annotations

import gzip
import json
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from restokg.representation.media import GRAPHS, RESULTS
from tests.server.running import Service, running

ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
LONG = "/sparql?query=" + quote("SELECT ?x { VALUES ?x { " + "1 " * 999 + "} }")
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_head_answers_like_get_without_the_body(service: Service) -> None:
    target = f"/sparql?query={quote(ALL)}"
    got, head = service.get(target), service.request("HEAD", target)
    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers["etag"] == got.headers["etag"]


def test_an_entity_tag_is_of_the_snapshot_and_the_request(service: Service) -> None:
    first = service.query(ALL)
    assert service.query(ALL).headers["etag"] == first.headers["etag"]
    assert service.query(ALL + " ").headers["etag"] != first.headers["etag"]
    assert service.query(ALL, RESULTS["xml"]).headers["etag"] != first.headers["etag"]


def test_who_has_the_answer_gets_none(service: Service) -> None:
    target = f"/sparql?query={quote(ALL)}"
    tag = service.get(target).headers["etag"]
    again = service.get(target, if_none_match=f'W/"other", {tag}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert "Accept" in again.headers["vary"]
    assert service.get(target, if_none_match='W/"other"').status == 200


def test_linked_data_tells_its_place_even_to_who_has_it(real_snapshot: Path) -> None:
    with running(real_snapshot) as service:
        for accept in ("text/turtle", "text/turtle, text/html;q=0.1", HTML):
            first = service.get("/id/fund/agri3", accept)
            for _ in range(3):  # from a worker, and from the cache
                again = service.get("/id/fund/agri3", accept, if_none_match=first.headers["etag"])
                assert (again.status, again.body) == (304, b"")
                for name in ("content-location", "vary"):
                    assert again.headers.get(name) == first.headers.get(name)


def test_another_limit_is_another_description(service: Service, small_snapshot: Path) -> None:
    first = service.get("/sparql", "text/turtle").headers["etag"]
    with running(small_snapshot, "--rows", "17") as other:
        reply = other.get("/sparql", "text/turtle", if_none_match=first)
    assert reply.status == 200
    assert b"17" in reply.body


@pytest.mark.parametrize("form", ["{}", "W/{}", '"a", {}', '"a",W/{} ,"b"', "*"])
def test_all_forms_of_the_condition_are_read(service: Service, form: str) -> None:
    for text in ("SELECT ?kept { ?s ?p ?kept }", f"SELECT ?x {{ ?s ?p ?x }} #{form}"):
        target = f"/sparql?query={quote(text)}"
        opaque = service.get(target).headers["etag"].removeprefix("W/")
        for _ in range(3):  # from a worker, and from the cache
            assert service.get(target, if_none_match=form.replace("{}", opaque)).status == 304
    for wrong in ("/sparql?query=SELECT", "/sparql?query=SELECT%20(NOW()%20AS%20?x)%7B%7D"):
        assert service.get(wrong, if_none_match="*").status in (200, 400)


def test_a_condition_is_not_for_what_is_posted(service: Service) -> None:
    headers = {"Content-Type": "application/sparql-query", "Accept": RESULTS["json"]}
    query = b"SELECT ?posted { ?s ?p ?posted }"
    tag = service.request("POST", "/sparql", query, headers).headers["etag"]
    for _ in range(3):
        reply = service.request("POST", "/sparql", query, {**headers, "If-None-Match": tag})
        assert reply.status == 200


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_what_differs_each_time_is_not_kept(service: Service, function: str) -> None:
    query = f"SELECT ({function} AS ?x) {{}}"
    replies = [service.query(query) for _ in range(3)]
    if function != "NOW()":  # which may be the same for those who ask at once
        with ThreadPoolExecutor(4) as threads:  # so that several workers have a part in it
            replies += threads.map(service.query, [query] * 24)
    assert len({reply.body for reply in replies}) == len(replies)
    for reply in replies:
        assert "etag" not in reply.headers
        assert reply.headers["cache-control"] == "no-store"


def test_long_answers_are_compressed_for_those_who_take_it(service: Service) -> None:
    query = "SELECT ?x { VALUES ?x { " + "1 " * 2000 + "} }"
    target = f"/sparql?query={quote(query)}"
    plain = service.get(target)
    packed = service.get(target, accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert len(packed.body) < len(plain.body) / 5
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    ("encodings", "packed"),
    [
        ("gzip", True),
        ("GZip;q=0.5, br", True),
        ("x-gzip", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("notgzip", False),
        ("identity", False),
    ],
)
@pytest.mark.parametrize("target", [LONG, "/static/explorer.css"])
def test_weights_of_encodings_are_read(
    service: Service, target: str, encodings: str, packed: bool
) -> None:
    reply = service.get(target, accept_encoding=encodings)
    assert reply.headers.get("content-encoding") == ("gzip" if packed else None)
    assert "Accept-Encoding" in reply.headers["vary"]
    if packed:
        assert gzip.decompress(reply.body) == service.get(target).body


def test_a_part_of_a_file_is_not_packed_as_if_it_were_all(service: Service) -> None:
    reply = service.get("/static/explorer.css", accept_encoding="gzip", range="bytes=0-5000")
    whole = service.get("/static/explorer.css").body
    assert (reply.status, gzip.decompress(reply.body)) == (200, whole)


def test_an_answer_tells_on_what_it_depends(service: Service) -> None:
    """The page and the rows have one address."""
    for target in ("/sparql?query=ASK%7B%7D", "/sparql", "/sparql?lang=zh"):
        for accept in (HTML, "text/turtle, application/json"):
            assert "Accept" in service.get(target, accept).headers["vary"].split(", ")


def test_scripts_of_other_sites_may_ask(service: Service) -> None:
    asked = service.request(
        "OPTIONS",
        "/sparql",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"},
    )
    assert asked.status == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    for reply in (service.query(ALL), service.query("SELECT"), service.get("/nowhere")):
        assert reply.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql", "/", "/health", "/static/explorer.css"])
def test_other_methods_are_told_which_are_offered(service: Service, method: str, path: str) -> None:
    reply = service.request(method, path)
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]


def test_a_browser_gets_the_editor_and_a_client_the_description(service: Service) -> None:
    assert service.get("/sparql", HTML).type == "text/html"
    assert service.get(f"/sparql?query={quote(ALL)}", HTML).type == "text/html"
    assert service.get("/sparql", "text/turtle").type == "text/turtle"
    assert service.get("/sparql").type == "text/turtle"


# -- what is wrong is said, with its place


def test_a_browser_is_told_on_a_page_however_it_asks(service: Service) -> None:
    body = b"SELECT"
    type_ = {"Content-Type": "application/sparql-query", "Accept": HTML}
    for reply in (
        service.request("POST", "/sparql", body, type_),
        service.get("/sparql?query=SELECT&format=json", HTML),
    ):
        assert (reply.status, reply.type) == (400, "text/html")
        assert b"not valid SPARQL" in reply.body
        assert "content-security-policy" in reply.headers


@pytest.mark.parametrize("name", ["", "nothing", "..", "a" * 300, "%00", "%FF", "a/b"])
def test_files_that_are_not_there_are_not_found(service: Service, name: str) -> None:
    reply = service.get(f"/static/{name}")
    assert (reply.status, reply.type) == (404, "application/problem+json")
    assert service.request("HEAD", f"/static/{name}").status == 404


def test_a_malformed_query_is_told_line_and_column(service: Service) -> None:
    reply = service.post("SELECT ?s {\n  ?s ?p }\n")
    assert reply.status == 400
    assert reply.type == "application/problem+json"
    problem = reply.json()
    assert (problem["line"], problem["column"]) == (2, 9)
    assert "line 2, column 9" in problem["detail"]


@pytest.mark.parametrize("accept", ["image/png", "application/pdf;q=1, text/html;q=0", "a/b"])
def test_what_is_not_offered_is_refused_with_what_is(service: Service, accept: str) -> None:
    reply = service.query(ALL, accept)
    assert reply.status == 406
    assert set(reply.json()["offered"]) == set(RESULTS.values())
    graph = service.query("CONSTRUCT WHERE { ?s ?p ?o }", accept)
    assert graph.status == 406
    assert set(graph.json()["offered"]) == set(GRAPHS.values())


@pytest.mark.parametrize(
    "accept", ["", "*/*", ",,;q", "text/;q=x,*/*", "A" * 5000 + ", */*", '*/*;q=0.1;x="y"']
)
def test_odd_accept_headers_do_no_harm(service: Service, accept: str) -> None:
    headers = {"Accept": accept} if accept else {}
    reply = service.request("GET", f"/sparql?query={quote(ALL)}", headers=headers)
    assert (reply.status, reply.type) == (200, RESULTS["json"])


def test_rows_that_are_not_csv_are_not_asked_for_in_csv(service: Service) -> None:
    assert service.query("ASK {}", "text/csv").status == 406


def test_too_large_is_said_of_bodies_and_addresses(service: Service) -> None:
    query = b"SELECT * { ?s ?p ?o } #" + b"x" * 300_000
    by_post = service.request(
        "POST", "/sparql", query, {"Content-Type": "application/sparql-query"}
    )
    form = b"query=" + query
    by_form = service.request(
        "POST", "/sparql", form, {"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert by_post.status == by_form.status == 413
    assert by_post.json()["title"] == "Request too large"
    by_get = service.get("/sparql?query=" + "x" * 300_000)
    assert by_get.status == 413


def test_a_body_that_does_not_end_is_cut_off(service: Service) -> None:
    """A client may announce no length and send on; no more is held than the limit."""
    with socket.create_connection((service.host, service.port), timeout=20) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
            b"Content-Type: application/sparql-query\r\n\r\n"
        )
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        reply = b""
        for _ in range(40):
            try:
                connection.sendall(chunk)
            except OSError:
                break
        while part := _received(connection):
            reply += part
            if b"\r\n\r\n" in reply:
                break
    assert reply.startswith(b"HTTP/1.1 413")


def test_headers_that_do_not_end_are_cut_off(service: Service) -> None:
    with socket.create_connection((service.host, service.port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
        sent = 0
        try:
            while sent < 50_000_000:
                sent += connection.send(b"x" * 65536)
        except OSError:
            pass
        assert sent < 5_000_000
    assert service.get("/health").status == 200


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except OSError:
        return b""


@pytest.mark.parametrize(
    "target",
    [
        "/sparql?query=%FF",
        "/sparql?query=SELECT%00",
        "/sparql?query=" + quote('SELECT * { ?s ?p "\ud800" }', errors="surrogatepass"),
        "/sparql?default-graph-uri=not%20an%20iri&query=ASK%7B%7D",
        "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
        "/sparql?" + "&".join(f"a{n}=1" for n in range(5_000)),
        "/sparql?query=ASK%7B%7D&format=docx",
    ],
)
def test_odd_parameters_are_the_clients_fault(service: Service, target: str) -> None:
    reply = service.get(target, RESULTS["json"])
    assert 400 <= reply.status < 500
    assert reply.json()["detail"]


@pytest.mark.parametrize("host", ["", "a b", 'x"><script>', "x/y", "a" * 300])
def test_a_host_that_is_none_is_refused(service: Service, host: str) -> None:
    reply = service.request("GET", "/", headers={"Host": host})
    assert reply.status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/static/../../pyproject.toml",
        "/static/..%2f..%2fpyproject.toml",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static//etc/passwd",
        "/static/explorer.css%00.png",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//example.org/",
        "/doc/..%2F..%2Fetc%2Fpasswd",
        "/id/%0d%0aSet-Cookie:%20x=1",
        "/id/%FF%FE",
        "/" + "a" * 3_000,
    ],
)
def test_paths_lead_nowhere_else(service: Service, path: str) -> None:
    reply = service.get(path, HTML)
    assert reply.status in (400, 404)
    assert b"root:" not in reply.body
    assert b"[project]" not in reply.body
    assert "set-cookie" not in reply.headers


def test_labels_cannot_bring_scripts(service: Service) -> None:
    """The label of ex:b is a script element; nothing that is sent as HTML holds it as one."""
    pages = [
        "/thing?iri=http://example.org/b",
        "/thing?iri=http://example.org/a",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/%3Cscript%3Ealert(1)%3C/script%3E",
        "/questions/%3Cscript%3Ealert(1)%3C/script%3E",
        "/sparql?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ]
    for page in pages:
        reply = service.get(page, HTML)
        assert reply.type == "text/html"
        assert b"<script>alert" not in reply.body
        assert "script-src" not in reply.headers["content-security-policy"]
        assert "default-src 'self'" in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"
    shown = service.get(pages[0], HTML)
    assert b"&lt;script&gt;alert(1)" in shown.body


def test_json_is_data_and_never_a_page(service: Service) -> None:
    reply = service.query("SELECT ?l { ?s ?p ?l }", RESULTS["json"])
    assert reply.type == RESULTS["json"]
    assert reply.headers["x-content-type-options"] == "nosniff"


# -- what operators read


def test_health_names_the_snapshot(service: Service, small_snapshot: Path) -> None:
    reply = service.get("/health")
    manifest = json.loads((small_snapshot / "manifest.json").read_text())
    assert reply.json()["status"] == "ok"
    assert reply.json()["snapshot"] == manifest["key"]
    assert reply.headers["cache-control"] == "no-store"


def test_metrics_count_requests_and_workers(service: Service) -> None:
    before = _metric(service, 'restokg_requests_total{cached="no",kind="query",status="400"}')
    service.query("SELECT")
    after = _metric(service, 'restokg_requests_total{cached="no",kind="query",status="400"}')
    assert after == before + 1
    assert _metric(service, 'restokg_workers{state="ready"}') >= 1
    assert _metric(service, 'restokg_request_seconds_count{kind="query"}') >= after


def _metric(service: Service, name: str) -> float:
    reply = service.get("/metrics")
    assert reply.type == "text/plain"
    lines = [line for line in reply.body.decode().splitlines() if line.startswith(name)]
    return float(lines[0].rpartition(" ")[2]) if lines else 0.0


@pytest.mark.parametrize(
    ("reason", "query"),
    [("depth", "SELECT * " + "{" * 300 + "}" * 300), ("time", "SELECT (COUNT(*) AS ?n) { %s }")],
)
def test_metrics_count_what_was_stopped(service: Service, reason: str, query: str) -> None:
    product = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(16))
    name = f'restokg_stopped_total{{reason="{reason}"}}'
    before = _metric(service, name)
    assert service.post(query.replace("%s", product)).json()["limit"] == reason
    assert _metric(service, name) == before + 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_method_that_is_not_offered_is_told_to_a_reader_too(service: Service, lang: str) -> None:
    reply = service.request("DELETE", f"/?lang={lang}", headers={"Accept": HTML})
    assert (reply.status, reply.type) == (405, "text/html")
    title = {"en": "Method not allowed", "zh": "不允许使用该方法"}[lang]
    assert f"<h1>{title}</h1>" in reply.body.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_log_that_cannot_be_written_keeps_nobody_from_an_answer(small_snapshot: Path) -> None:
    with running(small_snapshot, "--access-log", "/dev/full") as service:
        for _ in range(3):
            assert service.query(ALL).status == 200
            time.sleep(0.3)
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(timeout=20) == 0


def test_the_access_log_has_a_line_of_json_for_each_request(
    small_snapshot: Path, tmp_path: Path
) -> None:
    log = tmp_path / "access.jsonl"
    with running(small_snapshot, "--access-log", str(log)) as service:
        service.get("/nowhere?x=%22%0a%7B", user_agent='odd "agent"\tx')
        for _ in range(3):
            service.query(ALL)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["status"] for line in lines] == [404, 200, 200, 200]
    # What is cheap is kept from the second time on.
    assert [line["cached"] for line in lines] == [False, False, False, True]
    assert lines[0]["path"] == "/nowhere"
    assert lines[0]["query"] == "x=%22%0a%7B"
    assert lines[0]["client"] == "127.0.0.1"
    assert lines[1]["bytes"] > 0
    assert {"time", "ms", "worker_ms", "agent", "method"} <= set(lines[0])
