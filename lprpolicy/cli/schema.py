"""`lprpolicy schema`: show the formats and verify files against them."""

from __future__ import annotations

from pathlib import Path

import click

EPILOG = """\b
Examples:
  lprpolicy schema list
  lprpolicy schema show policy > policy.schema.json
  lprpolicy schema verify policies/us-ct/westport-pd/policy.yaml"""


@click.group("schema", epilog=EPILOG)
def command() -> None:
    """Show the formats and verify files against them."""


@command.command("list")
def list_() -> int:
    """List the formats."""
    from lprpolicy.repository.schemas import NAMES_OF_SCHEMAS, json_schema

    for name in NAMES_OF_SCHEMAS:
        click.echo(f"{name:<10} {json_schema(name)['description'].splitlines()[0]}")
    return 0


@command.command("show")
@click.argument("name")
def show(name: str) -> int:
    """Print the JSON Schema of one format."""
    from lprpolicy.repository.schemas import schema_text

    click.echo(schema_text(name), nl=False)
    return 0


@command.command("write")
@click.argument("into", type=click.Path(path_type=Path, file_okay=False))
def write(into: Path) -> int:
    """Write all JSON Schemas INTO a folder, for editors."""
    from lprpolicy.host.outputs import write_together
    from lprpolicy.repository.schemas import NAMES_OF_SCHEMAS, schema_text

    files = [(into / f"{name}.schema.json", schema_text(name)) for name in NAMES_OF_SCHEMAS]
    write_together(files)
    return 0


@command.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
def verify(files: tuple[Path, ...]) -> int:
    """Verify FILES against the JSON Schema of the format that each names.

    The text is read strictly first. This says whether a file is in its format, not whether what
    it says is allowed: that is `lprpolicy check`.
    """
    from lprpolicy.tasks.schema import verify_file

    wrong = 0
    for file in files:
        said = list(verify_file(file))
        wrong += bool(said)
        for line in said or [f"{file}: in its format"]:
            click.echo(line)
    return 1 if wrong else 0
