"""Write the files around a first policy: settings, directory, owners, hooks and workflow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from lprpolicy.model.proposal import Told
from lprpolicy.write.new_yaml import yaml_text

CHECKOUT: Final = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
"""The same pin as in this project's own workflow; a test requires it."""

PROJECT: Final = "lprpolicy/lprpolicy"


def config_text(told: Told, others: Iterable[str] = ()) -> str:
    """Write the settings. `others` are YAML files of the folder that are none of lprpolicy's."""
    settings = {
        "schema": "lprpolicy/config/v1",
        "title": _double_quoted_scalar(f"Plate reader policy of {told.town}"),
        "strict": False,
        "coming_within_days": 180,
    }
    listed = [
        {"path": _double_quoted_scalar(path), "why": "It was here before the policy."}
        for path in sorted(others)
    ]
    return yaml_text(
        settings | ({"other_files": listed} if listed else {}),
        "yaml-language-server: $schema=schemas/config.schema.json",
    )


def directory_text(told: Told) -> str:
    """Write a directory with the town's own agency, as the user of `init` named it."""
    heading = (
        "yaml-language-server: $schema=../schemas/directory.schema.json\n"
        "Who is who. A recipient that is not listed here, or in the built-in list of federal\n"
        "agencies, cannot be judged, so nobody gets access under an unknown name. Add each\n"
        "neighbor with its kind, its state and the source for saying so. The entry below was\n"
        "given when this repository was begun: compare it with the FBI's list and add the ORI."
    )
    return yaml_text(
        {
            "schema": "lprpolicy/directory/v1",
            "title": "Agencies that this repository names",
            "source": {
                "title": "The word of whoever began this repository",
                "on": told.day,
            },
            "agencies": [
                {
                    "id": told.agency,
                    "name": _double_quoted_scalar(told.name),
                    "kind": str(told.kind),
                    "state": told.state,
                }
            ],
        },
        heading,
    )


def codeowners_text(told: Told, folder: str | None = None) -> str:
    """Write CODEOWNERS: who approves what. Without an owner every line is a comment."""
    head = [
        "# Who has to approve a change. Turn on a rule for the main branch: a pull request,",
        '# "Require review from Code Owners", and the check `policies`. The last line that matches',
        "# decides.",
    ]
    mark, owner = ("", told.owner) if told.owner else ("# ", "@YOUR-ORGANIZATION/YOUR-TEAM")
    if not told.owner:
        head += [
            "#",
            "# Nobody named an owner yet. Put in your own team and take out the mark in front.",
        ]
    within = "" if folder in (None, ".") else f"/{folder}"
    whole = ("*",) if folder is None else (f"{within}/",) if within else ()
    below = (f"{within}/{told.agency}/", f"{within}/directory/")
    paths = (*whole, *below, "/.github/", f"{within}/lprpolicy.yaml")
    lines = [f"{mark}{path:<32} {owner}" for path in paths]
    return "\n".join([*head, "", *lines]) + "\n"


def workflow_text(folder: str = ".") -> str:
    return f"""\
# Judges the policy on every pull request and on main: by the law of the day it runs, by the town's
# own rules, and by those that stood before the change. Make the job "policies" a required check
# and a change that is refused cannot merge. It runs on `pull_request`, needs no secret, and its
# token can only read.
name: check

on:
  pull_request:
  push:
    branches: [main]

permissions: {{}}

jobs:
  policies:
    name: policies
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to read the policies
    steps:
      - name: Check out
        uses: {CHECKOUT}
        with:
          fetch-depth: 0 # the base, whose rules judge the change too
          persist-credentials: false

      - name: Judge the policies
        # Pin it: put the full id of a commit that you looked at in the place of `main`.
        uses: {PROJECT}@main
        with:
          path: {folder}
"""


def pre_commit_text(folder: str = ".") -> str:
    return f"""# Judges the policy before each commit on your own machine: pre-commit install
repos:
  - repo: https://github.com/{PROJECT}
    rev: main # pin it: the id of a commit that you looked at
    hooks:
      - id: lprpolicy-check
        args: [{folder}]
      - id: lprpolicy-schema
"""


def _double_quoted_scalar(text: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)
