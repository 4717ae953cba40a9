"""docs/serving.md tells of every limit, error, metric and log member, and its commands work."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from restokg import errors
from restokg.representation import problems
from restokg.server import budgets, connections, pool, protocol, serving
from restokg.server.limits import MEBIBYTE, Limits
from restokg.server.service import Settings
from tests.server.running import Reply, Service, running

LIMITS = Limits()
FAULTS = (
    errors.QuerySyntaxError("x", line=1, column=2),
    errors.BadParameterError("x", "y"),
    errors.RequestError("x"),
    errors.QueryRefusedError("x"),
    errors.UnknownThingError("x", suggestions=["y"]),
    errors.NotAcceptableError("x", ["y"]),
    errors.RequestTooLargeError("x", 1),
    errors.UnsupportedMediaTypeError("x"),
    *(LIMITS.exceeded(name) for name in ("memory", "rows", "bytes", "depth", "complexity")),
    errors.BusyError("x", retry_after=1, own_fault=True),
    errors.QueryStoppedError("x"),
    errors.RestokgError("x"),
    errors.BusyError("x", retry_after=1),
    LIMITS.exceeded("time"),
)


@pytest.fixture(scope="module")
def guide(checkout: Path) -> str:
    return (checkout / "docs" / "serving.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def service(real_snapshot: Path) -> Iterator[Service]:
    with running(real_snapshot, "--timeout", "5") as service:
        yield service


def table(guide: str, heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, without its head."""
    lines = guide.partition(f"\n## {heading}\n")[2].partition("\n## ")[0].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|---"))
    rows = []
    for line in lines[start + 1 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    assert len(rows) > 3
    return rows


def named(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_the_limits_are_those_of_the_code(guide: str) -> None:
    told = {what: value for what, value, *_ in table(guide, "Limits")}
    settings = Settings()
    wanted = {
        "time of a query": f"{LIMITS.time:g} s",
        "memory of a query": f"{LIMITS.memory // MEBIBYTE:,} MiB",
        "rows of SELECT": f"{LIMITS.rows:,}",
        "length of a result": f"{LIMITS.bytes // MEBIBYTE} MiB",
        "brackets inside": f"{LIMITS.depth}",
        "what the engine's stack": "",
        "body of a request": f"{LIMITS.request // 1024} KiB",
        "address": f"{connections.LONGEST_ADDRESS:,} bytes",
        "request line": f"{connections.LONGEST_HEAD // 1024} KiB",
        "parameters": f"{protocol.MOST_PARAMETERS:,}",
        "computing time": f"{settings.budget:g} s",
        "requests of one client": f"{budgets.MOST_AT_ONCE}",
        "heavy queries": f"{pool.MOST_HEAVY}",
        "requests waiting": f"{pool.MOST_WAITING:,}, for {pool.LONGEST_WAIT:g} s",
        "connections": f"{serving.MOST_CONNECTIONS:,}",
        "all that is sent": f"{connections.LONGEST_REQUEST // 1024**2} MiB",
        "time for a request": f"{connections.LATEST_REQUEST:g} s",
        "time in which a client": f"{connections.LATEST_READ:g} s",
        "answers that wait": f"{connections.MOST_UNREAD // 1024**2} MiB",
    }
    assert len(told) == len(wanted)
    for (what, value), (begins, allowed) in zip(told.items(), wanted.items(), strict=True):
        assert what.startswith(begins)
        assert value == allowed, what


def test_the_numbers_in_sentences_are_those_of_the_code(guide: str) -> None:
    settings = Settings()
    for sentence in (
        f"a store of {settings.budget:g} seconds of workers' time",
        f"After {pool.HEAVY * 1000:g} milliseconds a query is *heavy*",
        f"up to {settings.cache // MEBIBYTE} MiB",
        f"{pool.MOST_WORKERS} at the most",
        f"after {pool.RETIRED_AFTER:,} requests",
        f"the {serving.KEPT_ALIVE} s after which restokg closes",
    ):
        assert sentence in guide
    assert (settings.refill, pool.HEAVY_PAGE) == (1, 0.5)
    assert pool.MOST_HEAVY == pool.SPARE == 8


def test_every_error_is_told_with_its_status_and_members(guide: str) -> None:
    told = {
        kind: (int(status), named(members))
        for kinds, status, members, *_ in table(guide, "Errors")
        for kind in named(kinds)
    }
    made = [problems.of(error) for error in FAULTS]
    wanted = {problem.kind: (problem.status, list(problem.extra)) for problem in made}
    wanted["method"] = (405, [])  # which the service says of itself
    assert told == wanted


def test_every_error_that_clients_can_be_told_is_among_them() -> None:
    kinds = {kind for kind, _ in problems._KINDS}
    same = {errors.UnknownQuestionError, errors.UnknownFormatError, errors.UsageError}
    assert kinds <= {type(error) for error in FAULTS} | same


def test_the_error_that_is_shown_is_the_one_that_is_sent(guide: str) -> None:
    shown = guide.partition("## Errors")[2].partition("```json\n")[2].partition("```")[0]
    assert shown.strip() == problems.of(LIMITS.exceeded("time")).json().decode()


def test_every_metric_is_told_with_its_labels(guide: str, service: Service) -> None:
    service.query("ASK {}")
    text = service.get("/metrics").body.decode()
    found: dict[str, set[str]] = {
        name: set() for name in re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)
    }
    for name, labels in re.findall(r"^(\w+){(.*)} ", text, re.MULTILINE):
        metric = re.sub(r"_(bucket|count|sum)$", "", name)
        found[metric] |= set(re.findall(r'(\w+)="', labels)) - {"le"}
    found["restokg_stopped_total"].add("reason")  # which nothing was stopped for yet
    rows = table(guide, "Health and metrics")
    assert {named(name)[0]: set(named(labels)) for name, labels, _ in rows} == found


def test_the_members_of_health_are_those_shown(guide: str, service: Service) -> None:
    section = guide.partition("## Health and metrics")[2]
    shown = json.loads(section.partition("```json\n")[2].partition("```")[0])
    health = service.health()
    assert list(shown) == list(health)
    assert list(shown["workers"]) == list(health["workers"])


def test_the_members_of_the_access_log_are_those_told(
    guide: str, small_snapshot: Path, tmp_path: Path
) -> None:
    log = tmp_path / "access.jsonl"
    with running(small_snapshot, "--access-log", str(log)) as logged:
        logged.query("ASK {}")
    told = [name for names, _ in table(guide, "Access log") for name in named(names)]
    assert sorted(told) == sorted(json.loads(log.read_text()))


def test_the_commands_that_are_shown_are_answered(
    guide: str, checkout: Path, service: Service
) -> None:
    text = guide.partition("## The endpoint")[2].partition("```sh\n")[2].partition("```")[0]
    lines = text.replace("\\\n", "").splitlines()
    calls = [line for line in lines if line.startswith("curl")]
    assert len(calls) == 3
    for call in calls:
        reply = sent(service, shlex.split(call), checkout)
        assert reply.status == 200, call
        assert len(reply.body) > 20


def sent(service: Service, words: list[str], folder: Path) -> Reply:
    """Send what curl would send: the options are those that the guide uses."""
    target = words[1].removeprefix("http://127.0.0.1:8080")
    options = iter(words[2:])
    headers, body, in_address = {}, b"", False
    for option in options:
        if option == "-G":
            in_address = True
        elif option == "-H":
            name, _, value = next(options).partition(": ")
            headers[name] = value
        elif option == "--data-urlencode":
            name, _, value = next(options).partition("=")
            body = urlencode({name: value}).encode()
        else:
            assert option == "--data-binary"
            body = (folder / next(options).removeprefix("@")).read_bytes()
    if in_address:
        return service.get(f"{target}?{body.decode()}", **headers)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return service.request("POST", target, body, form | headers)


def test_every_address_that_is_told_is_answered(guide: str, service: Service) -> None:
    for told in ("/", "/search?q=drought", "/questions", "/questions/11.csv?actor=UNEP",
                 "/synergies", "/synergies/network", "/synergies/timeline", "/synergies/figures",
                 "/documents", "/things?class=rkg:Fund", "/ontology", "/shapes", "/dataset",
                 "/thing?iri=https://w3id.org/restokg/id/fund/agri3", "/sparql", "/sitemap.xml",
                 "/robots.txt", "/.well-known/void", "/health", "/metrics"):  # fmt: skip
        shown = told.partition("?")[0]
        assert shown in guide or shown.removeprefix("/synergies") in guide
        assert service.get(told, "text/html, */*;q=0.5").status in (200, 302), told


def test_every_link_leads_somewhere(guide: str, checkout: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", guide)
    assert len(links) >= 3
    assert [link for link in links if not (checkout / "docs" / link).exists()] == []
