"""Why a page does not take a parameter, said in each language of the pages."""

from __future__ import annotations

from collections.abc import Sequence

from restokg.errors import BadParameterError
from restokg.explorer import words


class RefusedParameterError(BadParameterError):
    """A parameter that a page does not take, for a reason that the words hold.

    Its message is in English, as programs are told it; ``said`` is for pages.
    """

    def __init__(
        self, parameter: str, key: str, *, near: Sequence[str] = (), **values: object
    ) -> None:
        self.key = key
        self.near = tuple(near)
        self.values = values
        super().__init__(parameter, self.said("en"))

    def said(self, lang: str) -> str:
        texts = words.load(lang)["reasons"]
        near = texts["near"].format(near="; ".join(self.near)) if self.near else ""
        return texts[self.key].format(**self.values) + near
