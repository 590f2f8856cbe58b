"""`lprpolicy check --with`: what proposed rules would refuse if they were law."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lprpolicy.cli.formats import Output, send
from lprpolicy.errors import UsageError
from lprpolicy.write import DOCUMENTS

if TYPE_CHECKING:
    from lprpolicy.evaluate.options import Options
    from lprpolicy.host.files.tree import Tree


def show_what_if(
    tree: Tree,
    options: Options,
    over: tuple[Path, ...],
    outputs: tuple[Output, ...],
    *,
    lists: bool,
) -> int:
    """Print what the proposed rules in these files would change; 1 if they refuse a policy."""
    from lprpolicy.evaluate.what_if import what_if
    from lprpolicy.host.files.named import yaml_files
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.repository.law import built_in
    from lprpolicy.repository.proposed import read_proposed

    files = yaml_files(over)
    law = built_in()
    rules = read_proposed(files, law)
    shown = tuple(_of_what_if(one) for one in outputs)
    found = what_if(tree, options, law, rules, files, known_lists(imported=lists))
    send(shown, found)
    return 1 if found.by_proposed else 0


def _of_what_if(one: Output) -> Output:
    formats = DOCUMENTS["what-if"]
    if one.format.name not in formats:
        raise UsageError(
            f"what proposed rules would change is not written as {one.format.name}",
            hint=f"the formats are {', '.join(formats)}",
        )
    return replace(one, format=formats[one.format.name])
