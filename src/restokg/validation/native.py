"""The native SHACL engine: fast, used by default."""

from __future__ import annotations

from shifty._shifty import PreparedValidator

from restokg.errors import InputError


def report(data: bytes, shapes: bytes) -> bytes:
    """Validate data by shapes (both N-Triples); return the W3C validation report as Turtle.

    Raises:
        InputError: If a shape is not valid SHACL, or uses what the engine does not support.
    """
    try:
        validator = PreparedValidator(shapes, shapes_format="turtle")
        result = validator.validate_w3c(
            data,
            data_format="turtle",
            graph_mode="data",  # else the shapes would count as data, their blank nodes twice
            run_infer=False,
            on_unsupported="error",
        )
    except ValueError as error:
        raise InputError(f"The shapes cannot be used: {error}") from None
    return result.report_turtle.encode()
