"""The files of a folder, read by PyYAML's C loader for peers that read no YAML themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml


class _Loader(yaml.CSafeLoader):
    """A day stays text: JSON has no word for one."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def documents(folder: Path) -> Iterator[tuple[Path, Any]]:
    for path in sorted(folder.glob("*.yaml")):
        yield path, yaml.load(path.read_text(), _Loader)
