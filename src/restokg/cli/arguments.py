"""What `ask` takes, in one table; and a reader for calls that are complete and well formed."""

from __future__ import annotations

from collections.abc import Sequence

# Plain classes: typing and dataclasses take longer to import than the graph to open.


class Option:
    """An option that takes a value."""

    __slots__ = ("default", "flags", "help", "metavar")

    def __init__(
        self, flags: tuple[str, ...], metavar: str, help: str, default: str | None = None
    ) -> None:
        self.flags = flags
        self.metavar = metavar
        self.help = help
        self.default = default


SNAPSHOT = Option(
    ("--snapshot",),
    "DIR",
    "Use the snapshot in this folder, not the package's own graph.",
)

ASK: dict[str, Option] = {
    "param": Option(
        ("--param", "-p"), "NAME=VALUE", "Set a parameter; give it once per parameter."
    ),
    "lang": Option(("--lang", "-l"), "en|zh", "The language of labels and texts.", "en"),
    "format": Option(
        ("--format", "-f"), "table|csv|tsv|json|ndjson|markdown", "How to print the rows.", "table"
    ),
    "endpoint": Option(
        ("--endpoint",), "URL", "Ask this SPARQL endpoint, not the graph on this machine."
    ),
}


class AskCall:
    """A call of `ask`, for one question or, without one, for the list of all."""

    __slots__ = ("endpoint", "format", "lang", "param", "question", "snapshot")

    def __init__(
        self,
        question: str | None = None,
        param: tuple[str, ...] = (),
        lang: str = "en",
        format: str = "table",
        endpoint: str | None = None,
        snapshot: str | None = None,
    ) -> None:
        self.question = question
        self.param = param
        self.lang = lang
        self.format = format
        self.endpoint = endpoint
        self.snapshot = snapshot


def recognise(arguments: Sequence[str]) -> AskCall | None:
    """Read a complete, well-formed call of `ask`; None for anything else.

    It takes nothing that the full command line would not take, or take otherwise; what it leaves
    (help, mistakes) is for that.
    """
    if "ask" not in arguments:
        return None
    start = list(arguments).index("ask")
    before = _read(arguments[:start], {"snapshot": SNAPSHOT})
    after = _read(arguments[start + 1 :], ASK)
    if before is None or after is None or before[0] or len(after[0]) > 1:
        return None
    options = after[1]
    param = tuple(options.pop("param", ()))
    single = {name: values[-1] for name, values in (options | before[1]).items()}
    return AskCall(after[0][0] if after[0] else None, param, **single)


def _read(
    arguments: Sequence[str], options: dict[str, Option]
) -> tuple[list[str], dict[str, list[str]]] | None:
    """Return what stands by itself, and each option's values; None at anything unusual."""
    names = {flag: name for name, option in options.items() for flag in option.flags}
    alone: list[str] = []
    values: dict[str, list[str]] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            alone.append(argument)
            continue
        flag, equals, value = argument.partition("=")
        if flag not in names or (equals and not flag.startswith("--")):
            return None
        if not equals:
            value = next(rest, "-")
        if not value or value.startswith("-"):
            return None
        values.setdefault(names[flag], []).append(value)
    return alone, values
