"""Suspects: a quick look at all nodes, so that the exact queries are asked of few or none.

Mostly all is well, and then one pass over the values of a predicate is cheaper than a look at
the values of each focus node. A suspect may turn out to be innocent; no offender is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future

from restokg.graph.store import QueryResultsFormat, Store
from restokg.validation.sets.blanks import FUNCTIONS
from restokg.validation.sets.conditions import is_kept, is_on_values, value_is_fine
from restokg.validation.sets.offences import THIS
from restokg.validation.sets.targets import Targeted, all_of, among
from restokg.validation.sets.tasks import Task
from restokg.validation.sets.writing import FALSE, TRUE, Writing, every, exists, no

AT_ONCE = 1000
"""As many focus nodes one query names; of more suspects, none is told from another."""

Nodes = list[str]
"""Nodes in N-Triples notation."""

Suspects = Callable[[], Nodes | None]
"""Waits for the suspects; None means that all focus nodes are."""


def suspects(
    data: Store,
    tasks: Sequence[Task],
    writing: Callable[[], Writing],
    pool: Executor,
    nodes: Nodes | None,
) -> list[Suspects]:
    """Return, for each task, how to get the suspects: among all nodes, or among some.

    The looks that tasks have in common are taken once. For a task with a query of its own, all
    focus nodes are suspect.
    """
    looks = _Looks(data, tasks, writing, pool, nodes)
    return [looks.at(task) for task in tasks]


class _Looks:
    def __init__(
        self,
        data: Store,
        tasks: Sequence[Task],
        writing: Callable[[], Writing],
        pool: Executor,
        nodes: Nodes | None,
    ) -> None:
        self._data = data
        self._writing = writing
        self._pool = pool
        self._nodes = nodes
        self._tagged = {
            task.shape.path.text
            for task in tasks
            if task.shape.path is not None and task.constraint.name == "uniqueLang"
        }
        self._values: dict[str, Future[Nodes | None]] = {}
        self._columns: dict[str, Future[Column]] = {}
        self._focused: dict[int, Future[Nodes | None]] = {}
        together: dict[object, list[Task]] = {}
        for task in tasks:
            if task.constraint.query is None and not self._by_path(task):
                together.setdefault(task.focus, []).append(task)
        for same in together.values():
            future = pool.submit(self._offending, same)
            self._focused.update(dict.fromkeys(map(id, same), future))

    def at(self, task: Task) -> Suspects:
        """Return the suspects of a task, once the look that finds them is over."""
        if task.constraint.query is not None:
            nodes = self._nodes
            return lambda: None if nodes is None else self._members(task, nodes)
        if id(task) in self._focused:
            return self._focused[id(task)].result
        path = task.shape.path.text if task.shape.path is not None else ""
        if self._by_column(task):
            if path not in self._columns:
                self._columns[path] = self._pool.submit(self._column, path)
            return lambda: self._columns[path].result().suspects(task)
        query = self._query(task)
        if query not in self._values:
            self._values[query] = self._pool.submit(self._selected, query)
        return self._values[query].result

    def _by_path(self, task: Task) -> bool:
        """Tell whether a task's suspects are found by a pass over all values of its path."""
        path, constraint = task.shape.path, task.constraint
        if self._nodes is not None or path is None or not path.bounded:
            return False
        if isinstance(task.focus, Targeted) and task.focus.is_short:
            return False
        if constraint.name == "maxCount":
            return constraint.number > 0
        return constraint.name == "uniqueLang" or (
            is_on_values(constraint) and constraint.name != "closed"
        )

    def _by_column(self, task: Task) -> bool:
        """Tell whether a task's suspects are found without a look at the values themselves."""
        path, name = task.shape.path, task.constraint.name
        tagged = path is not None and path.text in self._tagged
        return name in ("maxCount", "uniqueLang") or (name == "languageIn" and tagged)

    def _query(self, task: Task) -> str:
        """Return the query for the nodes with a value that is not fine, each value judged once."""
        writing = self._writing()
        value, anyone = writing.fresh(), writing.fresh()
        path = task.shape.path.text if task.shape.path is not None else ""
        fine = value_is_fine(writing, task.constraint, value)
        return (
            f"SELECT DISTINCT {THIS} WHERE {{ {{ SELECT DISTINCT {value} WHERE "
            f"{{ {anyone} {path} {value} }} }} FILTER({no(fine)}) {THIS} {path} {value} }}"
        )

    def _selected(self, query: str) -> Nodes | None:
        rows = self._data.select(f"{query} LIMIT {AT_ONCE + 1}", functions=FUNCTIONS)
        found = [str(node) for (node,) in rows]
        return found if len(found) <= AT_ONCE else None

    def _column(self, path: str) -> Column:
        tag = "(LANG(?value) AS ?tag)" if path in self._tagged else ""
        rows = self._data.select(f"SELECT {THIS} {tag} WHERE {{ {THIS} {path} ?value }}")
        text = rows.serialize(format=QueryResultsFormat.TSV) or b""
        return Column(text.splitlines()[1:], tagged=bool(tag))

    def _members(self, task: Task, nodes: Nodes) -> Nodes:
        """Return those of some nodes that a task is about."""
        found: Nodes = []
        for some in chunks(nodes):
            focus, _ = among(self._writing(), task.focus, some)
            found += self._matching(focus, TRUE) or ()
        return found

    def _offending(self, tasks: Sequence[Task]) -> Nodes | None:
        """Return the focus nodes that offend against any of some tasks with the same focus."""
        writing = self._writing()
        kept = every(keeps(writing, task) for task in tasks)
        if self._nodes is None:
            focus, _ = all_of(writing, tasks[0].focus)
            return self._matching(focus, no(kept))
        found: Nodes = []
        for some in chunks(self._nodes):
            focus, _ = among(writing, tasks[0].focus, some)
            found += self._matching(focus, no(kept)) or ()
        return found

    def _matching(self, focus: str, condition: str) -> Nodes | None:
        if condition == FALSE:
            return []
        return self._selected(f"SELECT DISTINCT {THIS} WHERE {{ {focus} FILTER({condition}) }}")


def chunks(nodes: Nodes) -> Iterator[Nodes]:
    """Yield as many nodes at a time as one query names."""
    for start in range(0, len(nodes), AT_ONCE):
        yield nodes[start : start + AT_ONCE]


def keeps(writing: Writing, task: Task) -> str:
    """Return the expression that the focus node ?this keeps to a task's constraint."""
    shape, constraint = task.shape, task.constraint
    if not is_on_values(constraint):
        return is_kept(writing, shape, constraint, THIS)
    if shape.path is None:
        return value_is_fine(writing, constraint, THIS)
    value = writing.fresh()
    fine = value_is_fine(writing, constraint, value)
    return no(exists(shape.path.from_start(THIS, value), no(fine)))


class Column:
    """How often each node, and each language with it, stands before a value of a path.

    A triple counts once for each graph that it is in: so there may be too many, never too few.
    """

    def __init__(self, lines: list[bytes], *, tagged: bool) -> None:
        counted = Counter(lines)
        self._tags: dict[str, list[bytes]] = {}
        self._doubled: list[bytes] = []
        if tagged:
            nodes: Counter[bytes] = Counter()
            for line, number in counted.items():
                node, _, tag = line.partition(b"\t")
                nodes[node] += number
                self._tags.setdefault(tag.decode().strip('"'), []).append(node)
                if number > 1 and tag.strip(b'"'):
                    self._doubled.append(node)
            counted = nodes
        self._repeated = {node: number for node, number in counted.items() if number > 1}

    def suspects(self, task: Task) -> Nodes | None:
        """Return the nodes with too many values, too many in one language, or in a wrong one."""
        if task.constraint.name == "uniqueLang":
            found = self._doubled
        elif task.constraint.name == "languageIn":
            ranges = [term.value.lower() for term in task.constraint.terms]
            wrong = [nodes for tag, nodes in self._tags.items() if not _is_in(tag.lower(), ranges)]
            found = [node for nodes in wrong for node in nodes]
        else:
            most = task.constraint.number
            found = [node for node, number in self._repeated.items() if number > most]
        found = list(dict.fromkeys(found))
        return [node.decode() for node in found] if len(found) <= AT_ONCE else None


def _is_in(tag: str, ranges: Iterable[str]) -> bool:
    """Tell whether a language is in one of some ranges (RFC 4647, basic filtering)."""
    return any(
        tag == each or tag.startswith(f"{each}-") or (each == "*" and tag) for each in ranges
    )
