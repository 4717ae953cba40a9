"""The service as an ASGI application: who answers what, from the cache or from a worker."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp

from restokg.errors import (
    BusyError,
    QueryLimitError,
    RequestTooLargeError,
    RestokgError,
)
from restokg.explorer import fallback
from restokg.representation import problems
from restokg.representation.media import HTML, JSON
from restokg.representation.problems import Problem
from restokg.server.access_log import AccessLog
from restokg.server.budgets import Budgets
from restokg.server.cache import Answer, Cache, Headers
from restokg.server.current import Current
from restokg.server.incoming import WHOLE, Incoming, Receive, Scope, Send, etag
from restokg.server.jobs import Job
from restokg.server.limits import MEBIBYTE, Limits
from restokg.server.messages import Answered, Asked
from restokg.server.metrics import TYPE as METRICS_TYPE
from restokg.server.metrics import Metrics
from restokg.server.pool import Pool
from restokg.server.static import static_files

_log = logging.getLogger(__name__)

ENDPOINT = "/sparql"
COSTLY = 0.005
"""Seconds of a worker after which an answer is kept when it is first given."""
_METHODS = {ENDPOINT: "GET, HEAD, POST, OPTIONS"}
_PAGE_METHODS = "GET, HEAD, OPTIONS"
_POLICY = (
    b"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    b"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]


_VARY = b"Accept, Accept-Encoding"
_VARIES = b"Accept, Accept-Language, Accept-Encoding"
"""What answers of all kinds depend on."""
_REVALIDATED = (b"cache-control", b"no-cache")


@dataclass(frozen=True)
class Settings:
    """What may differ from one service to another; sizes in bytes, times in seconds."""

    limits: Limits = field(default_factory=Limits)
    cache: int = 128 * MEBIBYTE
    budget: float = 240.0
    """Seconds of workers' time that a client may take at once."""
    refill: float = 1.0
    """Such seconds that it gets back in each second."""


class _Pending:
    """A job that someone waits for, or several who ask for the same."""

    def __init__(self, job: Job, pool: Pool, edition: str) -> None:
        self.job = job
        self.pool = pool
        self.edition = edition
        self.waiting: list[Receive] = []
        self.heavy = False
        self.watches: list[asyncio.Task[None]] = []
        job.on_heavy = self._became_heavy

    def join(self, receive: Receive) -> None:
        self.waiting.append(receive)
        if self.heavy:
            self._watch(receive)

    def end(self) -> None:
        """Let go of what points back here, so that all of it goes without the collector."""
        for watch in self.watches:
            watch.cancel()
        self.waiting.clear()
        self.job.on_heavy = None

    def _became_heavy(self) -> None:
        self.heavy = True
        for receive in self.waiting:
            self._watch(receive)

    def _watch(self, receive: Receive) -> None:
        self.watches.append(asyncio.get_running_loop().create_task(self._leave(receive)))

    async def _leave(self, receive: Receive) -> None:
        """End the job when the last client that waits for it has gone."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self.waiting.remove(receive)
        if not self.waiting and not self.job.future.done():
            self.pool.abandon(self.job)


class Service:
    """An ASGI application; ``open`` before the first request, ``close`` after the last."""

    def __init__(self, current: Current, settings: Settings, log: IO[str] | None = None) -> None:
        self.current = current
        self.settings = settings
        self.cache = Cache(settings.cache)
        self.budgets = Budgets(settings.budget, settings.refill)
        self.log = AccessLog(log)
        self.metrics = Metrics()
        self._read_when_asked()
        self._pending: dict[bytes, _Pending] = {}
        self._static: ASGIApp = static_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        # Taken out, for it leads back to what holds this scope.
        whole = scope.get("extensions", {}).pop(WHOLE, None)
        if scope["path"].startswith("/static/") and scope["method"] in ("GET", "HEAD"):
            await self._static(scope, receive, send)
            return
        started = time.perf_counter()
        incoming = Incoming(scope)
        kind, cached, seconds = "page", False, 0.0
        try:
            answer, kind, cached, seconds = await self._answer(incoming, receive)
        except RestokgError as error:
            answer = self._problem(problems.of(error), incoming)
        except (ConnectionError, asyncio.CancelledError):
            return  # nobody is there to be answered
        if whole is not None:
            await whole(answer)
        else:
            start = {"status": answer.status, "headers": answer.headers}
            await send({"type": "http.response.start", **start})
            await send({"type": "http.response.body", "body": answer.body})
        elapsed = time.perf_counter() - started
        self.metrics.request(kind, answer.status, elapsed, cached=cached)
        if self.log.wanted:
            self.log.write(
                client=incoming.client,
                method=incoming.method,
                path=incoming.path,
                query=incoming.query_string.decode("latin-1"),
                status=answer.status,
                bytes=len(answer.body),
                ms=round(elapsed * 1000, 2),
                worker_ms=round(seconds * 1000, 2),
                cached=cached,
                agent=incoming.header(b"user-agent"),
            )

    async def _answer(
        self, incoming: Incoming, receive: Receive
    ) -> tuple[Answer, str, bool, float]:
        """Return the answer, its kind, whether the cache had it, and the worker's seconds."""
        kind = "query" if incoming.path in (ENDPOINT, ENDPOINT + "/") else "page"
        if incoming.method in ("GET", "HEAD"):
            held = self.cache.get(incoming.key)
            if held is not None:
                return _unless_known(held, incoming), kind, True, 0.0
            if len(incoming.query_string) + len(incoming.path) > self.settings.limits.request:
                raise RequestTooLargeError("The address", self.settings.limits.request)
            if own := _OWN.get(incoming.path):
                return own(self, incoming), "own", False, 0.0
        elif incoming.method == "POST" and kind == "query":
            await incoming.read(receive, self.settings.limits.request)
            held = self.cache.get(incoming.key)
            if held is not None:
                return held, kind, True, 0.0
        else:
            return self._other_method(incoming, kind), kind, False, 0.0
        return await self._worked(incoming, kind, receive)

    async def _worked(
        self, incoming: Incoming, kind: str, receive: Receive
    ) -> tuple[Answer, str, bool, float]:
        key = incoming.key
        pending = self._pending.get(key)
        if pending is not None and _by_chance(incoming):
            pending = None
        generation = self.current.generation
        # What is POSTed is not asked for on conditions (RFC 9110, section 13.1.2).
        known = "" if incoming.content is not None else incoming.header(b"if-none-match")
        # Linked data would have to tell its Content-Location, which only the answer knows.
        direct = known and (kind == "query" or incoming.accept.partition(",")[0] == HTML)
        if direct and _names(known, tag := etag(generation.edition, key)):
            return _not_modified(tag, ((b"vary", _VARIES),)), kind, True, 0.0
        if pending is None:
            try:
                self.budgets.open(incoming.client)
            except BusyError as error:
                self._note(error)
                raise
            job = reply = None
            try:
                job = generation.pool.submit(_asked(incoming), page=kind == "page")
                pending = self._pending[key] = _Pending(job, generation.pool, generation.edition)
                pending.join(receive)
                reply = await job.future
            except RestokgError as error:
                self._note(error)
                raise
            finally:
                self.budgets.close(incoming.client, _cost(job, reply))
                if pending is not None:
                    pending.end()
                    if self._pending.get(key) is pending:
                        del self._pending[key]
        else:
            pending.join(receive)
            reply = await asyncio.shield(pending.job.future)
        if reply.fault:
            _log.error("A mistake in answering %r\n%s", incoming.path[:200], reply.fault)
        if reply.stopped:
            self.metrics.stopped(reply.stopped)
        answer = _made(reply, pending.edition, key)
        lasting = answer.etag and pending.edition == self.current.generation.edition
        if lasting and (reply.seconds > COSTLY or self.cache.seen(key)):
            self.cache.put(key, answer)
        if known:
            answer = _unless_known(answer, incoming)
        return answer, kind, False, reply.seconds

    def _note(self, error: RestokgError) -> None:
        if isinstance(error, QueryLimitError):
            self.metrics.stopped(error.limit)
        elif isinstance(error, BusyError):
            self.metrics.stopped("budget" if error.own_fault else "busy")

    def _other_method(self, incoming: Incoming, kind: str) -> Answer:
        allowed = _METHODS[ENDPOINT] if kind == "query" else _PAGE_METHODS
        if incoming.method == "OPTIONS":
            headers = [
                *_ALWAYS,
                (b"allow", allowed.encode()),
                (b"access-control-allow-methods", allowed.encode()),
                (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
                (b"access-control-max-age", b"86400"),
            ]
            return Answer(204, headers, b"")
        detail = f"{incoming.method} is not offered here, but {allowed}."
        allow = (("Allow", allowed),)
        said = Problem(405, "Method not allowed", detail, "method", headers=allow)
        return self._problem(said, incoming)

    def _problem(self, problem: Problem, incoming: Incoming) -> Answer:
        query = incoming.query_string.decode("latin-1")
        languages = incoming.header(b"accept-language")
        type_, body = fallback.shown(problem, incoming.accept, query, languages)
        headers = _headers(type_, body)
        headers += [(name.lower().encode(), value.encode()) for name, value in problem.headers]
        headers += [(b"cache-control", b"no-store"), (b"vary", ", ".join(fallback.VARIES).encode())]
        return Answer(problem.status, headers, body)

    # -- what the service answers itself

    def health(self, _: Incoming) -> Answer:
        """Tell whether requests are answered, from which snapshot, by which workers."""
        generation = self.current.generation
        able = any(count for state, count in generation.pool.states.items() if state != "waiting")
        said = {
            "status": "ok" if able else "no workers",
            "snapshot": generation.key,
            "generation": generation.number,
            "workers": generation.pool.states,
            "confined": generation.pool.confined,
        }
        body = json.dumps(said).encode()
        return Answer(
            200 if able else 503, [*_headers(JSON, body), (b"cache-control", b"no-store")], body
        )

    def measured(self, _: Incoming) -> Answer:
        """Give the metrics in the text format of Prometheus."""
        body = self.metrics.text()
        return Answer(200, [*_headers(METRICS_TYPE, body), (b"cache-control", b"no-store")], body)

    def _read_when_asked(self) -> None:
        pool: Callable[[], Pool] = lambda: self.current.generation.pool  # noqa: E731
        for name, text, label, read in (
            ("workers", "Workers and waiting jobs.", "state", lambda: pool().states),
            ("worker_events", "Workers started, killed, crashed.", "event", lambda: pool().events),
            ("cache_bytes", "What the cache holds.", "of", lambda: {"answers": self.cache.held}),
            ("snapshot", "The snapshot served.", "key", lambda: {self.current.generation.key: 1}),
        ):
            self.metrics.gauge(f"restokg_{name}", text, label, read)

    def switched(self) -> None:
        """Forget what the last snapshot answered."""
        self.cache.clear()
        self._pending.clear()
        self.metrics.switched()


_OWN: dict[str, Callable[[Service, Incoming], Answer]] = {
    "/health": Service.health,
    "/metrics": Service.measured,
}


def _by_chance(incoming: Incoming) -> bool:
    """Tell whether a query may be one whose answer is for one asker alone."""
    asked = unquote_to_bytes(incoming.query_string + (incoming.content or b"")).upper()
    return b"RAND" in asked or b"UUID" in asked


def _cost(job: Job | None, reply: Answered | None) -> float:
    """Return the seconds that a worker was at a job, also at one that was stopped."""
    if reply is not None:
        return reply.seconds
    return time.monotonic() - job.started if job is not None and job.started else 0.0


def _asked(incoming: Incoming) -> Asked:
    return Asked(
        incoming.path,
        incoming.query_string.decode("latin-1"),
        incoming.accept,
        incoming.header(b"accept-language"),
        incoming.root,
        incoming.gzip,
        incoming.content or b"",
        None if incoming.content is None else incoming.header(b"content-type"),
    )


def _made(said: Answered, edition: str, key: bytes) -> Answer:
    """Make the answer of what a worker said."""
    headers = _headers(said.type, said.body)
    for name, value in said.headers:
        headers.append((name.lower().encode(), value.encode("latin-1")))
    headers.append((b"vary", _VARY if said.varies is None else _varying(said.varies)))
    if said.encoding:
        headers.append((b"content-encoding", said.encoding.encode()))
    if said.status != 200 or not said.lasting:
        if not any(name == b"cache-control" for name, _ in headers):
            headers.append((b"cache-control", b"no-store"))
        return Answer(said.status, headers, said.body)
    tag = etag(edition, key)
    headers += ((b"etag", tag), _REVALIDATED)
    return Answer(200, tuple(headers), said.body, tag)


def _varying(names: tuple[str, ...]) -> bytes:
    return ", ".join((*names, "Accept-Encoding")).encode()


def _headers(type_: str, body: bytes) -> Headers:
    length = (b"content-length", str(len(body)).encode())
    return [*_of_type(type_), length]


@lru_cache(maxsize=256)
def _of_type(type_: str) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers that all answers of a type have."""
    textual = type_.startswith("text/") and "charset" not in type_
    sent = f"{type_}; charset=utf-8" if textual else type_
    policy = [(b"content-security-policy", _POLICY)] if type_ == HTML else []
    return ((b"content-type", sent.encode("latin-1")), *_ALWAYS, *policy)


def _unless_known(answer: Answer, incoming: Incoming) -> Answer:
    known = incoming.header(b"if-none-match")
    if known and answer.etag and (known.strip() == "*" or _names(known, answer.etag)):
        return _not_modified(answer.etag, answer.headers)
    return answer


def _names(known: str, tag: bytes) -> bool:
    """Tell whether an If-None-Match header names an entity tag, as a weak or as a strong one."""
    opaque = tag.removeprefix(b"W/").decode()
    return opaque in (part.strip().removeprefix("W/") for part in known.split(","))


def _not_modified(tag: bytes, headers: Iterable[tuple[bytes, bytes]]) -> Answer:
    """Tell that nothing has changed, with what of an answer's headers is told even then."""
    told = [header for header in headers if header[0] in (b"content-location", b"vary")]
    return Answer(304, [*_ALWAYS, (b"etag", tag), *told, _REVALIDATED], b"")
