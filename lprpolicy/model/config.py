"""`lprpolicy.yaml`: the settings of one policy repository."""

from typing import Annotated, Literal

from lprpolicy.model.scalars import Flag, Line, Maybe, RelativePath, Text, Whole
from lprpolicy.model.written import Field, Written


class OtherFile(Written):
    """A YAML file in the repository that is none of lprpolicy's, so that it is not a finding."""

    path: RelativePath = Field(title="Path", description="The file.")
    why: Text = Field(title="Why", description="What it is.")


class Config(Written):
    """The settings of one policy repository."""

    format: Literal["lprpolicy/config/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    title: Maybe[Line] = Field(None, title="Title", description="What this repository is called.")
    strict: Flag = Field(
        False, title="Strict", description="Whether a `should` that is not met refuses too."
    )
    own_rules_only_tighten: Flag = Field(
        False,
        title="Own rules only tighten",
        description="Whether a town's own rule that is weaker than the law on the same matter is "
        "refused.",
    )
    coming_within_days: Annotated[int, Whole(0, 3650)] = Field(
        180, title="Coming within days", description="How far ahead coming law is reported."
    )
    lists_older_than_days: Annotated[int, Whole(0, 3650)] = Field(
        365,
        title="Lists older than days",
        description="How old an imported list may be before a report warns of it.",
    )
    statement_good_for_days: Annotated[int, Whole(1, 7)] = Field(
        7,
        title="Statement good for days",
        description="How long a statement of the gate is good: at most a week.",
    )
    other_files: tuple[OtherFile, ...] = Field(
        (), title="Other files", description="YAML files here that are none of lprpolicy's."
    )
