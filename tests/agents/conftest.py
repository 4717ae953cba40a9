"""The real command, asked over its standard input and output by the protocol's own client."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import StdioServerParameters
from mcp.client import Client

from restokg.build.pipeline import build
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import Store

TIMEOUT = 2.0
MEMORY = 512


class Agent:
    """A client that waits for each answer."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self.client = client
        self._portal = portal

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self._portal.call(function, *arguments)

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return the structured answer of a tool."""
        result = self.run(self.client.call_tool, tool, arguments)
        assert not result.is_error, result.content
        content: dict[str, Any] = result.structured_content
        return content

    def fail(self, tool: str, **arguments: Any) -> str:
        """Return the message of a tool that fails."""
        result = self.run(self.client.call_tool, tool, arguments)
        assert result.is_error, result.structured_content
        return str(result.content[0].text)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("agents") / "snapshot"
    build(out=folder)
    return folder


@pytest.fixture(scope="session")
def store(snapshot: Path) -> Store:
    return open_snapshot(snapshot).store


@contextmanager
def serving(snapshot: Path, checkout: Path, mode: str, *options: str) -> Iterator[Agent]:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "restokg", "--snapshot", str(snapshot), "mcp", *options],
        cwd=checkout / "src",
    )
    client = Client(command, mode=mode)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client):
        yield Agent(portal, client)


@pytest.fixture(scope="session", params=["auto", "legacy"])
def agent(request: pytest.FixtureRequest, snapshot: Path, checkout: Path) -> Iterator[Agent]:
    """An agent of today, and one that still begins with a handshake."""
    with serving(snapshot, checkout, request.param, "--timeout", "60") as agent:
        yield agent


@pytest.fixture(scope="session")
def limited(snapshot: Path, checkout: Path) -> Iterator[Agent]:
    """An agent whose queries may not take much."""
    options = ["--timeout", str(TIMEOUT), "--memory", str(MEMORY)]
    with serving(snapshot, checkout, "auto", *options) as agent:
        yield agent
