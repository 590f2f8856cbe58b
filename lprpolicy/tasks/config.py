"""List the settings of a policy repository, with the source of each value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.host.environment import variables
from lprpolicy.model.config import Config
from lprpolicy.repository.layout import folder
from lprpolicy.repository.repository import config_file, config_of

VARIABLES: Final = (
    "LPRPOLICY_AS_OF",
    "LPRPOLICY_CACHE",
    "LPRPOLICY_CONFIG",
    "LPRPOLICY_DATA",
    "NO_COLOR",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, its value in words, and its source."""

    name: str
    value: str
    source: str


def settings(path: Path) -> tuple[Setting, ...]:
    """Return the settings in force for the repository around a path."""
    tree = folder((path,))
    config = config_of(tree)
    name_of_file = config_file(tree)
    file = tree.display_path(name_of_file) if name_of_file else None
    found = []
    for name in Config.model_fields:
        if name == "format":
            continue
        value = getattr(config, name)
        source = file if file and name in config.model_fields_set else "default"
        found.append(Setting(name, _words(value), source))
    found += [Setting(v, said, "environment") for v, said in variables(VARIABLES).items()]
    return tuple(found)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(getattr(item, "path", str(item)) for item in value) or "none"
    return "none" if value is None else str(value)
