"""The reference desk: it answers agents from one snapshot, within limits, naming passages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from restokg import resources
from restokg.agents import answers
from restokg.agents.bounds import Room, cut
from restokg.agents.citing import cited, passages
from restokg.agents.wording import note
from restokg.errors import QueryRefusedError, QueryStoppedError
from restokg.explorer.library import Library
from restokg.graph.describe import Property, describe
from restokg.graph.lookup import resolve
from restokg.graph.snapshot import open_snapshot
from restokg.graph.store import parse
from restokg.namespaces import BASE
from restokg.questions import catalogue, parameters
from restokg.questions.answers import SOURCE_LISTS, from_results
from restokg.questions.binding import bind
from restokg.representation.media import GRAPHS, RESULTS
from restokg.server import protocol
from restokg.server.current import Generation
from restokg.server.limits import Limits
from restokg.server.messages import Asked
from restokg.server.pool import Pool

MOST_VALUES = 25
"""Values of one property that are shown of a thing."""
_ACCEPTED = f"{RESULTS['json']}, {GRAPHS['ntriples']}"
_SOURCES = frozenset({"source", *SOURCE_LISTS})


@asynccontextmanager
async def opened(path: Path, limits: Limits) -> AsyncIterator[ReferenceDesk]:
    """Open a snapshot, its search index and the workers that run queries."""
    generation = Generation(path, 1, limits)
    await generation.open()
    try:
        library = Library(open_snapshot(generation.folder), generation.index)
        yield ReferenceDesk(library, generation.pool)
    finally:
        await generation.close()


class ReferenceDesk:
    def __init__(self, library: Library, pool: Pool) -> None:
        self.library = library
        self._pool = pool

    async def search(self, text: str, lang: str, limit: int) -> answers.Hits:
        parameters.check_language(lang)
        found = await asyncio.to_thread(self.library.search.find, text, lang, limit)
        hits = [answers.Hit(h.iri, h.label, h.other, h.kind, h.symbol) for h in found]
        said = note("hits", lang, shown=limit) if len(hits) == limit else ""
        return answers.Hits(hits, said if hits else note("nothing", lang))

    def questions(self, lang: str) -> answers.Catalogue:
        parameters.check_language(lang)
        return answers.Catalogue(
            [
                answers.Question(
                    question.id,
                    question.text("question", lang),
                    question.text("why", lang),
                    question.text("group", lang),
                    [
                        answers.Parameter(p.name, p.type, p.said(lang), p.default)
                        for p in question.parameters.values()
                        if p.name != "lang"
                    ],
                )
                for question in self.library.questions
            ]
        )

    async def ask(self, name: str, given: dict[str, str], lang: str, limit: int) -> answers.Answer:
        """Answer a question of the catalogue.

        Raises:
            UnknownQuestionError, BadParameterError, InputError: If it cannot be asked so.
            QueryStoppedError: If it runs into a limit.
        """
        question = catalogue.find(resources.queries(), name)
        terms = await asyncio.to_thread(
            lambda: parameters.terms(question, given, lang=lang, resolve=self._resolve)
        )
        sparql = bind(question.sparql, terms)
        results, _ = await self._run(sparql)
        found = from_results(results).of(question, lang).ordered()
        word = found.worded(self.library.store, lang)
        room = Room[answers.Row](limit)
        for row in found.rows:
            cells = {
                column: cut(word(term))
                for column, term in zip(found.columns, row, strict=True)
                if term is not None
            }
            iris = [
                iri
                for column, term in zip(found.columns, row, strict=True)
                if column in _SOURCES and term is not None
                for iri in term.value.split()
            ]
            if not room.take(answers.Row(cells, passages(self.library.store, iris, lang))):
                break
        total = len(found.rows)
        left = note("rows", lang, shown=len(room.taken), total=total)
        empty = note("nothing_stated", lang, empty=found.empty)
        return answers.Answer(
            question.id,
            found.question,
            list(found.columns),
            room.taken,
            total,
            found.reading,
            sparql,
            (empty if not total else left if len(room.taken) < total else "") + room.cuts(lang),
        )

    async def show(self, name: str, lang: str) -> answers.Thing:
        """Show what the graph says of a thing.

        Raises:
            UnknownThingError, InputError: If nothing, or more than one thing, goes by this name.
        """
        parameters.check_language(lang)
        return await asyncio.to_thread(self._shown, name, lang)

    async def query(self, sparql: str, limit: int) -> answers.Result:
        """Run a query under the limits of the server.

        Raises:
            QuerySyntaxError, QueryRefusedError, QueryStoppedError
        """
        results, triples = await self._run(sparql)
        if triples is not None:
            lines = Room[str](limit)
            for line in triples:
                if not lines.take(line):
                    break
            return _noted(answers.Result(triples=lines.taken, total=len(triples)), lines)
        if "boolean" in results:
            return answers.Result(boolean=results["boolean"] is True, total=1)
        bindings = results["results"]["bindings"]
        room = Room[dict[str, answers.Term]](limit)
        for binding in bindings:
            if not room.take({column: _term(term) for column, term in binding.items()}):
                break
        columns = list(results["head"]["vars"])
        return _noted(answers.Result(columns, room.taken, total=len(bindings)), room)

    async def cite(self, name: str, lang: str) -> answers.Citation:
        """Make the citation of a document or a passage.

        Raises:
            UnknownThingError, InputError: If the name is that of neither.
        """
        parameters.check_language(lang)
        store = self.library.store
        return await asyncio.to_thread(lambda: cited(store, self._resolve(name), lang))

    async def _run(self, sparql: str) -> tuple[Any, list[str] | None]:
        job = self._pool.submit(_asked(sparql))
        try:
            reply = await job.future
        except asyncio.CancelledError:
            self._pool.abandon(job)
            raise
        if reply.status != 200:
            detail = json.loads(reply.body)["detail"]
            raise (QueryRefusedError if reply.status == 403 else QueryStoppedError)(detail)
        if reply.type == GRAPHS["ntriples"]:
            quads = parse(reply.body, "ntriples")
            return None, sorted({f"{quad.triple} ." for quad in quads})
        return json.loads(reply.body), None

    def _resolve(self, text: str) -> str:
        return resolve(self.library.store, text)

    def _shown(self, name: str, lang: str) -> answers.Thing:
        store = self.library.store
        iri = self._resolve(name)
        told = describe(
            store, iri, lang, most=MOST_VALUES, predicates=lambda: self.library.predicates
        )
        groups = (*told.facts, *told.states, *told.incoming)
        short = sum(1 for group in groups if len(group.values) < group.total)
        return answers.Thing(
            told.iri,
            told.name,
            told.citation,
            told.labels,
            list(told.other_names),
            [value.text for group in told.classes for value in group.values],
            [cut(text) for text in told.texts],
            [_fact(group) for group in told.facts],
            [_fact(group) for group in told.states],
            [_fact(group) for group in told.incoming],
            note("values", lang, properties=short) if short else "",
        )


def _fact(group: Property) -> answers.Fact:
    return answers.Fact(
        group.iri,
        group.label,
        [
            answers.Value(
                cut(value.text),
                None if value.literal else value.term,
                value.inferred,
                [answers.Passage(source.iri, source.citation) for source in value.sources[:10]],
            )
            for value in group.values
        ],
        group.total,
    )


def _term(said: dict[str, str]) -> answers.Term:
    return answers.Term(
        said["type"], cut(said["value"]), said.get("xml:lang"), said.get("datatype")
    )


def _noted(result: answers.Result, room: Room[Any]) -> answers.Result:
    shown = len(room.taken)
    if shown < result.total:
        result.note = note("bindings", "en", shown=shown, total=result.total)
    result.note += room.cuts("en")
    return result


def _asked(sparql: str) -> Asked:
    """Return what a program over HTTP would send."""
    content, root = sparql.encode("utf-8", "replace"), BASE.rstrip("/")
    return Asked("/sparql", "", _ACCEPTED, "", root, False, content, protocol.QUERY)
