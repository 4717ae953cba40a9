"""Documents of chance: every feature of the four syntaxes, in every layout."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

PREFIXED = ("", "ex", "a.b", "é基", "prefix", "true-b")
NAMES = (
    *(
        "a",
        "b1",
        "_x",
        "0",
        "a.b",
        "a..b",
        "a-b",
        "a:b",
        ":",
        "é",
        "基-·",
        "\U00010000z",
        "x\u1680y",
    ),
    *("%41", "a%2Fb", r"\~", r"a\.", r"\(x\)", r"a\/b", r"\%", r"\@\#\?", "a·", "true", "graph"),
)
LABELS = ("a", "b", "x.y", "0", "é-1", "a..b", "_", "基", "a·b")
ABSOLUTE = (
    *("<urn:x:a>", "<urn:x:b>", "<http://ex.org/a/b/../c>", "<http://ex.org/é?q=1#f>"),
    *(r"<urn:x:\u00e9>", r"<urn:\U00010000>", "<urn:x:'(;,.)>", "<HTTP://EX.org/%41>", "<x:>"),
)
RELATIVE = ("<>", "<a>", "<../a/./b>", "<?q>", "<#f>", "<//h/p>", "</p>", "<a:b>", r"<\u0061/..>")
NUMBERS = ("1", "-1", "+01", "1.5", "-.5", "1e3", "1.E+3", ".5e-1", "+1.25E0", "00.00")
STRINGS = (
    *('"x"', '""', '"\U0001f600é"', r'"\t\b\n\r\f\"\'\\"', r'"\u0041\U0001F600"', '"\'#<>.;"'),
    *('"tab\there"', '"\x01\x7f\x85\u2028"'),
)
LONG = (
    *(
        "'x'",
        "''",
        "'\"'",
        '"""x"""',
        '""""""',
        "''''''",
        '"""a"b""c\\""""',
        "'''a'b''\r\nc\rd\n'''",
    ),
    *('"""# no comment\n<urn:x> . \U0001f600"""', '"""\\u00e9\\\\"""'),
)
TAGS = ("@en", "@zh-Hans-CN", "@EN-us", "@x-a", "@ar--rtl", "@en--ltr", "@de-CH-1996", "@prefix")
SPACES = (" ", " ", " ", " ", "\n", "\t", "\r\n", "\r", "  ", " # é \"' @en .;\n", "#\r\n", "\n\n")
ALPHABET = (
    *"<>\"'\\.;,[](){}~|@:#_-+^ \t\r\nae1é%\U0001f600\0\ufeff\x85",
    *(
        "<<",
        ">>",
        "<<(",
        ")>>",
        "{|",
        "|}",
        "^^",
        "@en",
        "_:",
        '"""',
        r"\u",
        " a ",
        "true",
        "PREFIX",
    ),
    *("GRAPH", "@prefix", "BASE", "VERSION", "[]", "()", "0.", "e1", "--ltr", "\ud800"),
)


class Writer:
    """Writes documents, most of them well-formed, as a source of chance has it."""

    def __init__(self, random: Random, *, relative: bool) -> None:
        self.random = random
        self.iris = ABSOLUTE + RELATIVE * relative
        self.depth = 0

    def one(self, *options: str) -> str:
        return self.random.choice(options)

    def of(self, *parts: Callable[[], str]) -> str:
        return self.random.choice(parts)()

    def deeper(self, *parts: Callable[[], str]) -> str:
        self.depth += 1
        text = self.of(*parts)
        self.depth -= 1
        return text

    def some(self, part: Callable[[], str], between: str, most: int = 3) -> str:
        return self.joined(*self.between(part, between, self.random.randint(1, most)))

    def between(self, part: Callable[[], str], mark: str, number: int) -> list[str]:
        parts = [part()]
        for _ in range(number - 1):
            parts += [mark, part()]
        return parts

    def joined(self, *parts: str) -> str:
        """Put spaces between, save now and then."""
        text = parts[0]
        for part in parts[1:]:
            close = self.random.random() < 0.03 or not part
            text += part if close else self.random.choice(SPACES) + part
        return text

    def maybe(self, text: str) -> str:
        return text if self.random.random() < 0.5 else ""

    def iri(self) -> str:
        if self.random.random() < 0.4:
            return self.one(*self.iris)
        return f"{self.one(*PREFIXED)}:{self.maybe(self.one(*NAMES))}"

    def label(self) -> str:
        return f"_:{self.one(*LABELS)}"

    def literal(self, strings: tuple[str, ...] = STRINGS + LONG) -> str:
        kind = self.random.randrange(5)
        if kind == 0:
            return self.one(*NUMBERS, "true", "false")
        text = self.one(*strings)
        if kind == 1:
            return self.joined(text, self.one(*TAGS))
        return self.joined(text, "^^", self.iri()) if kind == 2 else text

    def graph(self) -> str:
        return self.of(self.iri, self.label, lambda: self.joined("[", "]"))

    def object(self) -> str:
        kind = self.random.randrange(12 if self.depth < 3 else 7)
        if kind < 3:
            return self.iri()
        if kind < 6:
            return self.literal() if kind < 5 else self.label()
        if kind == 6:
            return self.joined("[", "]")
        return self.deeper(
            self.list, self.collection, self.collection, self.reified, self.triple_term
        )

    def list(self) -> str:
        return self.joined("[", self.predicates(), self.maybe(";"), "]")

    def collection(self) -> str:
        return self.joined("(", *(self.object() for _ in range(self.random.randrange(4))), ")")

    def reified(self) -> str:
        nested = (self.reified,) if self.depth < 3 else ()
        subject = self.deeper(self.graph, self.graph, *nested)
        object_ = self.deeper(self.graph, lambda: self.literal(STRINGS), self.triple_term, *nested)
        reifier = self.of(str, str, lambda: "~", self.named_reifier)
        return self.joined("<<", subject, self.verb(), object_, reifier, ">>")

    def named_reifier(self) -> str:
        return self.joined("~", self.of(self.iri, self.label))

    def triple_term(self) -> str:
        nested = (self.triple_term,) if self.depth < 3 else ()
        object_ = self.deeper(self.graph, lambda: self.literal(STRINGS), *nested)
        return self.joined("<<(", self.graph(), self.verb(), object_, ")>>")

    def verb(self) -> str:
        return self.of(lambda: "a", self.iri, self.iri)

    def annotation(self) -> str:
        if self.random.random() < 0.8 or self.depth > 2:
            return ""
        parts = (
            lambda: "~",
            self.named_reifier,
            lambda: self.joined("{|", self.predicates(), "|}"),
            lambda: self.joined("{|", self.predicates(), ";", "|}"),
        )
        return self.joined(*(self.deeper(*parts) for _ in range(self.random.randint(1, 3))))

    def objects(self) -> str:
        return self.some(lambda: self.joined(self.object(), self.annotation()), ",")

    def predicates(self) -> str:
        return self.some(
            lambda: self.joined(self.verb(), self.objects()), self.one(";", ";", "; ;"), 2
        )

    def triples(self) -> str:
        kind = self.random.randrange(8)
        if kind == 0:
            return self.joined(self.list(), self.maybe(self.predicates()))
        if kind == 1:
            return self.joined(self.reified(), self.maybe(self.predicates()))
        subject = self.collection() if kind == 2 else self.graph()
        return self.joined(subject, self.predicates(), self.maybe(";"))

    def directive(self) -> str:
        name = f"{self.one(*PREFIXED)}:"
        return self.one(
            self.joined("@prefix", name, self.one(*self.iris), "."),
            self.joined(self.one("PREFIX", "prefix", "PreFix"), name, self.one(*self.iris)),
            self.joined("@base", self.one(*self.iris), "."),
            self.joined(self.one("BASE", "base"), self.one(*self.iris)),
            self.joined("@version", self.one(*STRINGS), "."),
            self.joined(self.one("VERSION", "version"), self.one(*STRINGS, "'1.2'")),
        )

    def block(self) -> str:
        inside = self.joined(*self.between(self.triples, ".", self.random.randint(1, 3)))
        braces = self.joined("{", self.one("", inside, self.joined(inside, self.maybe("."))), "}")
        name = self.one("", self.graph(), self.joined(self.one("GRAPH", "graph"), self.graph()))
        return self.joined(name, braces)

    def document(self, *, graphs: bool) -> str:
        """Write a document in Turtle, or with graphs in TriG."""
        parts = [f"PREFIX {prefix}: {self.one(*ABSOLUTE)}" for prefix in PREFIXED]
        for _ in range(self.random.randint(1, 4)):
            kind = self.random.randrange(6 if graphs else 4)
            if kind == 0:
                parts.append(self.directive())
            else:
                parts.append(self.joined(self.triples(), ".") if kind < 4 else self.block())
        return self.joined(*parts, "")

    def lines(self, *, graphs: bool) -> str:
        """Write a document in N-Triples, or with graphs in N-Quads."""
        return "".join(self.line(graphs=graphs) for _ in range(self.random.randint(1, 4)))

    def line(self, *, graphs: bool) -> str:
        name = self.maybe(self.node()) if graphs else ""
        end = self.one("\n", "\r\n", "\r", "\n\n", " # comment .\n", "\n # @en\n")
        return self.triple(0) + name + self.gap() + "." + self.gap() + end

    def triple(self, depth: int) -> str:
        parts = (self.node(), self.one(*ABSOLUTE), self.value(depth))
        return self.gap() + self.gap().join(parts) + self.gap()

    def value(self, depth: int) -> str:
        kind = self.random.randrange(5 if depth < 3 else 4)
        if kind == 0:
            return self.node()
        if kind == 4:
            return f"<<({self.triple(depth + 1)})>>"
        suffix = ("", self.one(*TAGS), "^^" + self.gap() + self.one(*ABSOLUTE))[kind - 1]
        return self.one(*STRINGS) + self.gap() + suffix

    def node(self) -> str:
        return self.of(lambda: self.one(*ABSOLUTE), self.label)

    def gap(self) -> str:
        return self.one(" ", " ", "\t", "")

    def mutated(self, text: str) -> str:
        """Delete, put in, repeat or exchange something."""
        for _ in range(self.random.randint(1, 3)):
            start = self.random.randint(0, len(text))
            end = min(len(text), start + self.random.choice((0, 0, 1, 1, 2, 5)))
            put = self.random.choice(
                ("", self.one(*ALPHABET), self.one(*ALPHABET), text[start:end] * 2)
            )
            text = text[:start] + put + text[end:]
        return text
