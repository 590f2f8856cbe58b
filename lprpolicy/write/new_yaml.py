"""Write new YAML: a file that is changed keeps its bytes and never comes through here."""

from __future__ import annotations

import io
from typing import Any


def yaml_text(data: Any, heading: str | None = None) -> str:
    """Write plain data, or data with comments, as YAML; `heading` is a comment above it.

    Long lines are not folded and equal values not shared: no reader of ours takes either.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    root = data if isinstance(data, CommentedMap) else CommentedMap(data)
    if heading is not None:
        root.yaml_set_start_comment(heading)
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    yaml.representer.ignore_aliases = lambda *_: True
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()
