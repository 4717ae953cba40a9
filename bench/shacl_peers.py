"""The SHACL engines that validation is measured beside, each as a command from files to a report.

Run as a script, ``shacl_peers.py ENGINE DATA SHAPES`` writes an engine's W3C report in Turtle; the
interpreter needs that engine only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

_JARS = Path("/usr/share/java")
_JENA = (
    *("arq", "base", "cmds", "core", "dboe-base", "dboe-index", "dboe-storage", "dboe-trans-data"),
    *("dboe-transaction", "iri", "rdfconnection", "shacl", "tdb", "tdb2"),
)
_JENA_NEEDS = (
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io"),
    *("commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore"),
    *("jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json-api"),
    *("jcl-over-slf4j", "jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift"),
    "titanium-json-ld",
)
_XERCES = "org/apache/jena/ext/xerces/"
_INVERSE_OF_SEVERAL = re.compile(r"\[ sh:inversePath \[ sh:alternativePath \(([^)]*)\) \] \]")


class Peer(NamedTuple):
    """An engine: its command, which gets the files of data and shapes; or why it is left out."""

    name: str
    command: list[str]
    """With ``DATA`` and ``SHAPES`` where the names of the files go."""
    missing: str = ""
    shapes: str = "shapes.ttl"
    largest: int = sys.maxsize
    """The size of the largest graph that it is run on, in triples asked for."""


def peers(folder: Path) -> list[Peer]:
    """Return the engines; what some of them need goes into a scratch folder."""
    return [
        Peer("Jena", *_jena(folder)),
        Peer("shifty", [sys.executable, __file__, "shifty", "DATA", "SHAPES"]),
        # At 1,000,000 triples it was stopped after five minutes.
        Peer("rudof", *_rudof(folder), shapes="shapes-rudof.ttl", largest=100_000),
        # Minutes at 100,000 triples: not more than that.
        Peer("pySHACL", [sys.executable, __file__, "pyshacl", "DATA", "SHAPES"], largest=100_000),
    ]


def write_shapes(shapes: Path, folder: Path) -> None:
    """Write a folder's shapes as one file, and a second one that rudof can read.

    rudof 0.3 panics at the inverse of alternatives; the alternatives of inverses say the same.
    """
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(shapes.glob("*.ttl")))
    (folder / "shapes.ttl").write_text(text, encoding="utf-8")

    def turned(match: re.Match[str]) -> str:
        inverses = " ".join(f"[ sh:inversePath {name} ]" for name in match[1].split())
        return f"[ sh:alternativePath ( {inverses} ) ]"

    text = _INVERSE_OF_SEVERAL.sub(turned, text)
    (folder / "shapes-rudof.ttl").write_text(text, encoding="utf-8")


def _jena(folder: Path) -> tuple[list[str], str]:
    if shutil.which("java") is None or not (_JARS / "jena-shacl.jar").exists():
        return [], "not installed; on Debian: apt-get install libapache-jena-java"
    # Debian moved the classes of its xerces and left the resource bundles under the old name.
    with zipfile.ZipFile(_JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_XERCES) and name.endswith(".properties"):
                target = folder / "jena" / "xerces" / name.removeprefix(_XERCES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    jars = [f"{_JARS}/jena-{name}.jar" for name in _JENA]
    jars += [f"{_JARS}/{name}.jar" for name in _JENA_NEEDS]
    path = ":".join([str(folder / "jena"), *jars])
    return [
        "java",
        "-cp",
        path,
        "shacl.shacl",
        "validate",
        "--data",
        "DATA",
        "--shapes",
        "SHAPES",
    ], ""


def _rudof(folder: Path) -> tuple[list[str], str]:
    """Install rudof into an environment of its own."""
    python = folder / "rudof" / "bin" / "python"
    for command in (
        [sys.executable, "-m", "venv", str(folder / "rudof")],
        [str(python), "-m", "pip", "install", "--quiet", "pyrudof"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return [], "not installed; pip could not get pyrudof"
    return [str(python), __file__, "rudof", "DATA", "SHAPES"], ""


def _report(engine: str, data: str, shapes: str) -> str:
    if engine == "shifty":
        from shifty._shifty import PreparedValidator

        validator = PreparedValidator(Path(shapes).read_bytes(), shapes_format="turtle")
        done = validator.validate_w3c(
            Path(data).read_bytes(), data_format="turtle", run_infer=False, on_unsupported="error"
        )
        return str(done.report_turtle)
    if engine == "pyshacl":
        import pyshacl

        _, report, _ = pyshacl.validate(
            data,
            shacl_graph=shapes,
            data_graph_format="nt",
            shacl_graph_format="turtle",
            serialize_report_graph="turtle",
        )
        return str(report.decode())
    import pyrudof

    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(Path(data), format=pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(Path(shapes), format=pyrudof.ShaclFormat.Turtle)
    rudof.validate_shacl()
    turtle = pyrudof.ResultShaclValidationFormat.Turtle
    return str(rudof.serialize_shacl_validation_results(format=turtle))


if __name__ == "__main__":
    sys.stdout.write(_report(*sys.argv[1:4]))
