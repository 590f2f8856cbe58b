"""Each setting of a policy repository and where its value comes from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.host.files.tree import folder
from lprpolicy.model.config import Config
from lprpolicy.repository.repository import config_file, config_of


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, its value in words, and its source."""

    name: str
    value: str
    source: str


def settings(path: Path) -> tuple[Setting, ...]:
    """The settings in force for the repository around a path."""
    tree = folder((path,))
    config = config_of(tree)
    name_of_file = config_file(tree)
    file = tree.shown(name_of_file) if name_of_file else None
    found = []
    for name in Config.model_fields:
        if name == "format":
            continue
        value = getattr(config, name)
        source = file if file and name in config.model_fields_set else "default"
        found.append(Setting(name, _words(value), source))
    variables = (
        "LPRPOLICY_AS_OF",
        "LPRPOLICY_CACHE",
        "LPRPOLICY_CONFIG",
        "LPRPOLICY_DATA",
        "NO_COLOR",
    )
    found += [Setting(v, os.environ[v], "environment") for v in variables if v in os.environ]
    return tuple(found)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(getattr(item, "path", str(item)) for item in value) or "none"
    return "none" if value is None else str(value)
