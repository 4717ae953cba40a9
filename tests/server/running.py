"""Start the real service as a user would, talk to it over HTTP, and stop it by its process id."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

JSON_ROWS = "application/sparql-results+json"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Service:
    """A service that runs; ``pid`` is that of its front process."""

    host: str
    port: int
    pid: int
    process: subprocess.Popen[str] = field(repr=False)

    @property
    def root(self) -> str:
        return f"http://{self.host}:{self.port}"

    def request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        timeout: float = 60,
    ) -> Reply:
        """Send one request on a connection of its own; nothing is added to what is given."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            own_host = "Host" in (headers or {})
            connection.putrequest(method, target, skip_host=own_host, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                if value:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            received = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, received, response.read())
        finally:
            connection.close()

    def get(self, target: str, accept: str = "", **headers: str) -> Reply:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if accept:
            sent["Accept"] = accept
        return self.request("GET", target, headers=sent)

    def query(
        self, text: str, accept: str = JSON_ROWS, *, timeout: float = 60, **more: str
    ) -> Reply:
        """Send a query by GET."""
        target = "/sparql?" + urlencode({"query": text, **more})
        return self.request("GET", target, headers={"Accept": accept}, timeout=timeout)

    def post(self, text: str, accept: str = JSON_ROWS, *, timeout: float = 60) -> Reply:
        """Send a query as the body of a POST."""
        headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
        return self.request("POST", "/sparql", text.encode(), headers, timeout=timeout)

    def health(self) -> Any:
        return self.get("/health").json()

    def template(self) -> int:
        """Return the process id of the process that workers are forked from."""
        return next(child for child in self.templates() if _children(child))

    def templates(self) -> list[int]:
        """Return the process ids of what may be that process, or is to be it."""
        servers = [child for child in _children(self.pid) if "forkserver" in _command(child)]
        return [child for server in servers for child in _children(server)]

    def descendants(self) -> list[int]:
        """Return the process ids of all processes that this one has begun, and those of theirs."""
        found = [self.pid]
        for process in found:
            found += _children(process)
        return found[1:]

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        return _children(self.template())


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


@contextmanager
def running(snapshot: Path, *options: str) -> Iterator[Service]:
    """Run ``restokg serve`` on a snapshot and a free port for as long as the block lasts."""
    command = [sys.executable, "-m", "restokg", "--snapshot", str(snapshot), "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "http://" in line, f"the service did not start: {line!r}"
        host, _, port = line.split("http://")[1].split("/")[0].partition(":")
        yield Service(host, int(port), process.pid, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        process.stdout.close()
