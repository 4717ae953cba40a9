"""The one door to the Model Context Protocol: the reference desk as tools, resources, prompts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from restokg import __version__
from restokg.agents import answers
from restokg.agents.desk import ReferenceDesk, opened
from restokg.agents.vocabulary import vocabulary
from restokg.agents.wording import INSTRUCTIONS, PROMPT
from restokg.errors import RestokgError, SnapshotError, UnknownQuestionError
from restokg.server.limits import Limits

Lang = Annotated[Literal["en", "zh"], Field(description="Language of labels and texts.")]
Name = Annotated[
    str,
    Field(
        max_length=1_000,
        description="IRI, compact IRI (fund:agri3), symbol (A/RES/73/284), citation "
        "(UNEP/EA.5/10 ¶13) or label in English or Chinese.",
    ),
]
Rows = Annotated[int, Field(ge=1, le=1_000, description="The most rows to return.")]

_READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_Answer = TypeVar("_Answer")


def serve(path: Path, limits: Limits) -> None:
    """Serve the snapshot at a path over standard input and output until the client is gone.

    Raises:
        SnapshotError: If it cannot be opened.
    """
    try:
        server(path, limits).run("stdio")
    except BaseExceptionGroup as group:  # of the tasks of the server
        cause: BaseException | None = group.subgroup(SnapshotError)
        if cause is None:
            raise
        while isinstance(cause, BaseExceptionGroup):
            cause = cause.exceptions[0]
        raise cause from None


def server(path: Path, limits: Limits) -> MCPServer[None]:
    desks: list[ReferenceDesk] = []

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        async with opened(path, limits) as desk:
            desks[:] = [desk]
            yield None

    made = MCPServer[None](
        "restokg",
        title="Restoration Knowledge Graph",
        instructions=INSTRUCTIONS,
        version=__version__,
        lifespan=lifespan,
        log_level="WARNING",
    )
    _add_tools(made, desks)
    _add_catalogue(made, desks)
    return made


def _add_tools(made: MCPServer[None], desks: list[ReferenceDesk]) -> None:
    @made.tool(annotations=_READING)
    async def search(
        text: Annotated[str, Field(max_length=200, description="A name, symbol or part of one.")],
        lang: Lang = "en",
        limit: Annotated[int, Field(ge=1, le=100)] = 10,
    ) -> answers.Hits:
        """Find things, documents and paragraphs by name or symbol, in English or Chinese."""
        return await _told(desks[0].search(text, lang, limit))

    @made.tool(annotations=_READING)
    async def questions(lang: Lang = "en") -> answers.Catalogue:
        """List the questions that `ask` answers, with their parameters."""
        return desks[0].questions(lang)

    @made.tool(annotations=_READING)
    async def ask(
        question: Annotated[str, Field(description="Number or id of a question: 11, money.")],
        parameters: Annotated[
            dict[str, str] | None,
            Field(description='By name, as `questions` lists them: {"actor": "UNEP"}.'),
        ] = None,
        lang: Lang = "en",
        limit: Rows = 50,
    ) -> answers.Answer:
        """Answer a question of the catalogue; each row comes with the paragraphs it rests on."""
        return await _told(desks[0].ask(question, parameters or {}, lang, limit))

    @made.tool(annotations=_READING)
    async def show(thing: Name, lang: Lang = "en") -> answers.Thing:
        """Show all that the graph says of a thing, each fact with its paragraphs.

        Also what points to it, and, of a paragraph, what it states.
        """
        return await _told(desks[0].show(thing, lang))

    @made.tool(annotations=_READING)
    async def query(
        sparql: Annotated[str, Field(max_length=100_000, description="A SPARQL 1.1 query.")],
        limit: Rows = 100,
    ) -> answers.Result:
        """Run a SPARQL query over the graph, under limits of time, memory, rows and bytes.

        Prefixes are declared; the default graph is the union of all graphs, and
        GRAPH ?source { … } tells the paragraph. The resource restokg://vocabulary has the terms.
        Select each thing once with DISTINCT: two paragraphs may state the same.
        """
        return await _told(desks[0].query(sparql, limit))

    @made.tool(annotations=_READING)
    async def cite(passage: Name, lang: Lang = "en") -> answers.Citation:
        """Make the citation of a document or paragraph.

        With title, symbol, official link where one is known, and the summary in both languages.
        """
        return await _told(desks[0].cite(passage, lang))


def _add_catalogue(made: MCPServer[None], desks: list[ReferenceDesk]) -> None:
    @made.resource(
        "restokg://vocabulary",
        title="Vocabulary",
        description="Prefixes, classes with their properties and counts, and what terms mean.",
        mime_type="text/markdown",
    )
    async def terms() -> str:
        return vocabulary(desks[0].library.store)

    @made.resource(
        "restokg://questions",
        title="Questions",
        description="The catalogue of questions in English and Chinese.",
        mime_type="application/json",
    )
    async def catalogue() -> str:
        both = {lang: asdict(desks[0].questions(lang))["questions"] for lang in ("en", "zh")}
        return json.dumps(both, ensure_ascii=False)

    @made.resource(
        "restokg://questions/{id}",
        title="The SPARQL of a question",
        description="A question's query with its header, parameters unbound.",
        mime_type="application/sparql-query",
    )
    async def text(id: str) -> str:
        found = {question.id: question for question in desks[0].library.questions}
        if id not in found:
            raise ResourceError(f"There is no question {id!r}. Read restokg://questions.")
        return found[id].path.read_text(encoding="utf-8")

    @made.prompt(
        title="Answer with paragraphs",
        description="Answer a question from the graph alone, naming the paragraph of each fact.",
    )
    def answer_with_paragraphs(question: str, lang: str = "en") -> str:
        return PROMPT["zh" if lang == "zh" else "en"].format(question=question)


async def _told(answer: Awaitable[_Answer]) -> _Answer:
    """Wait for an answer; what goes wrong is told to the agent with its remedy."""
    try:
        return await answer
    except UnknownQuestionError as error:
        near = f" Did you mean {', '.join(error.suggestions)}?" if error.suggestions else ""
        raise ToolError(
            f"There is no question {error.question!r}.{near} The tool `questions` lists them."
        ) from None
    except RestokgError as error:
        raise ToolError(str(error)) from None
