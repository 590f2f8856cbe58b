"""The pages of the site that are made from the code, at each build and never committed.

A page that is made at the build cannot be stale, and a change of a rule is reviewed once: as the
rule. MkDocs calls `on_files`; `pages` is a plain function of the installed program.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import click

from lprpolicy.checks import NAMES, check_named
from lprpolicy.cli.group import COMMANDS, cli
from lprpolicy.errors import LprPolicyError
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model import scalars
from lprpolicy.model.rule import Pack
from lprpolicy.repository.findings import file_rules
from lprpolicy.repository.law import built_in
from lprpolicy.repository.schemas import NAMES_OF_SCHEMAS, json_schema
from lprpolicy.tasks.law import law_coverage
from lprpolicy.write import DOCUMENTS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_PLAIN = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "object": "keys and values",
}
EXIT_CODES = {
    0: "allowed: no `must` rule is violated or undecided",
    1: "refused: a violation, something undecided, a file that cannot be read or is not in its "
    "format, a waiver that ended or covers nothing",
    2: "bad usage or configuration; a pack that does not load",
    3: "nothing was checked",
    4: "a bug in lprpolicy: nothing was decided",
}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put a page for each pack into the menu."""
    packs = [{pack.name: f"reference/rules/{_file(name)}.md"} for name, pack in _sorted_packs()]
    _menu(config.nav or [])["Rules of law"] = ["reference/rules/index.md", *packs]
    return config


def _menu(nav: list[Any]) -> dict[str, Any]:
    """The entry of the menu that holds the rules of law, wherever it stands."""
    for entry in nav:
        for below in entry.values() if isinstance(entry, dict) else ():
            if "Rules of law" in entry:
                return entry
            if isinstance(below, list) and (found := _menu(below)):
                return found
    return {}


def _sorted_packs() -> list[tuple[str, Pack]]:
    """The federal pack, packs with rules, then states without a law, each by name."""
    packs = built_in().packs.items()
    return sorted(packs, key=lambda item: (item[1].no_law is not None, item[0]))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page to the site."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, f"reference/{path}", content=text))
    files.append(File.generated(config, "explanation/law-coverage.md", content=coverage()))
    return files


def coverage() -> str:
    """The page on what of the law is written down."""
    return DOCUMENTS["law"]["markdown"].write(law_coverage(built_in()))


def pages() -> dict[str, str]:
    """Every generated page by its path below `reference/`."""
    made = {
        "commands.md": _commands(),
        "checks.md": _checks(),
        "house-rules.md": _house_rules(),
        "exit-codes.md": _exit_codes(),
        "rules/index.md": _packs(),
    }
    made |= {f"formats/{name}.md": _format(name) for name in NAMES_OF_SCHEMAS}
    law = built_in()
    for name, pack in law.packs.items():
        rules = [rule for rule in law.obligations if rule.id.rpartition("/")[0] == name]
        made[f"rules/{_file(name)}.md"] = _pack(name, pack, rules)
    return {path: f"{text.rstrip()}\n" for path, text in made.items()}


def _file(pack: str) -> str:
    return pack.replace("/", "-")


def _cell(text: object) -> str:
    """Text inside a table: shown as it is, on one line."""
    said = html.escape(" ".join(str(text).split()), quote=False)
    return re.sub(r"([|*_\[\]`\\])", r"\\\1", said)


def _code(text: object) -> str:
    """Words of a format, shown as such; a bar would end a table's cell."""
    said = html.escape(" ".join(str(text).split()), quote=False).replace("|", "&#124;")
    return f"<code>{said}</code>"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _commands() -> str:
    parts = ["# Commands", "", "What each command prints for `--help`.", ""]
    root = click.Context(cli, info_name="lprpolicy", max_content_width=100, terminal_width=98)
    parts += [f"```text\n{cli.get_help(root)}\n```", ""]
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        parts += _command(command, click.Context(command, parent=root, info_name=name), 2)
    return "\n".join(parts)


def _command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield f"{'#' * level} {context.command_path}"
    yield ""
    yield f"```text\n{command.get_help(context)}\n```"
    yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            inner = click.Context(below, parent=context, info_name=name)
            yield from _command(below, inner, level + 1)


def _format(name: str) -> str:
    schema = json_schema(name)
    parts = [f"# Format: {name}", "", schema.get("description", ""), ""]
    if name != "report":
        parts += [f"Such a file says first: `schema: lprpolicy/{name}/v1`.", ""]
    shapes = schema.get("$defs", {})
    parts += [_object(schema, shapes), ""]
    for label, part in shapes.items():
        if label.startswith("Version-"):
            continue
        parts += [f"## {label} {{#{label.lower()}}}", "", part.get("description", ""), ""]
        parts += [_object(part, shapes) if "properties" in part else _words(part), ""]
    if name == "rule":
        parts += [_versions(schema), ""]
    return "\n".join(parts)


def _object(part: dict[str, Any], shapes: dict[str, Any]) -> str:
    required = part.get("required", ())
    rows = [
        (
            _code(key),
            _kind(value),
            "yes" if key in required else "",
            _cell(_meaning(value, shapes)),
        )
        for key, value in part.get("properties", {}).items()
    ]
    return _table(("key", "kind", "needed", "meaning"), rows) if rows else ""


def _meaning(value: dict[str, Any], shapes: dict[str, Any]) -> str:
    """What is said of a key, or of the shape that stands there."""
    shape = shapes.get(value.get("$ref", "").rpartition("/")[2], {})
    return str(value.get("description") or shape.get("description", ""))


def _kind(value: dict[str, Any]) -> str:
    """What may stand at a key, in a few words."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    for key in ("anyOf", "oneOf", "allOf"):
        if key in value:
            return " or ".join(dict.fromkeys(_kind(option) for option in value[key]))
    if "const" in value:
        return _code(value["const"])
    if "enum" in value:
        return ", ".join(_code(word) for word in value["enum"])
    if value.get("type") == "array":
        return f"list of {_kind(value.get('items', {}))}"
    if value.get("pattern") in _patterns():
        return _cell(_patterns()[value["pattern"]])
    said = value.get("type") or "anything"
    return " or ".join(_PLAIN.get(one, one) for one in ([said] if isinstance(said, str) else said))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, str]:
    """What a text of each pattern is, in the words of the program's own findings."""
    known = {scalars.PERIOD_PATTERN: "an amount and a unit like '21 days'"}
    known[scalars.DAY_PATTERN] = "a day like 2026-10-01"
    for kind in vars(scalars).values():
        for found in getattr(kind, "__metadata__", ()):
            if isinstance(found, scalars.Matching):
                known[found.pattern] = found.meaning.removeprefix("is ")
    return known


def _words(part: dict[str, Any]) -> str:
    return f"One of: {_kind(part)}." if "enum" in part else _kind(part)


def _versions(schema: dict[str, Any]) -> str:
    version = next(v for k, v in schema["$defs"].items() if k.startswith("Version-"))
    own = check_named(NAMES[0]).params.model_json_schema().get("properties", {})
    shared = {k: v for k, v in version["properties"].items() if k not in own}
    return (
        "## Version {#version}\n\nWhat a rule says from one day on. The parameters of the rule's "
        "[check](../checks.md) stand beside these keys.\n\n"
        + _object({"properties": shared, "required": version["required"]}, schema["$defs"])
    )


def _checks() -> str:
    used: dict[str, list[str]] = {}
    for rule in built_in().obligations:
        used.setdefault(rule.rule.check, []).append(rule.id)
    parts = ["# Checks", "", "A rule names one check and gives it parameters.", ""]
    for name in NAMES:
        check = check_named(name)
        schema = check.params.model_json_schema(by_alias=True)
        parts += [f"## {name} {{#{name}}}", "", check.about, ""]
        parts += [_flat(schema) or "It takes no parameters.", ""]
        rules = ", ".join(_rule_link(rule, "rules/") for rule in used.get(name, ()))
        parts += [f"Rules: {rules}." if rules else "No rule of the packs uses it.", ""]
    return "\n".join(parts)


def _flat(schema: dict[str, Any]) -> str:
    """The parameters and, below them, the parts that they are made of."""
    shapes = schema.get("$defs", {})
    tables = [_object(schema, shapes)]
    for label, part in shapes.items():
        if "properties" in part:
            tables.append(f"**{label}**: {part.get('description', '')}\n\n{_object(part, shapes)}")
    text = "\n".join(table for table in tables if table)
    enums = {k: v for k, v in shapes.items() if "enum" in v}
    for label, part in enums.items():
        text = text.replace(f"[{label}](#{label.lower()})", f"a word of {_code(label)}")
        text += f"\n{_code(label)}: {', '.join(_code(word) for word in part['enum'])}\n"
    return re.sub(r"\[(\w+)\]\(#\w+\)", r"\1", text)


def _rule_link(rule: str, folder: str = "") -> str:
    pack = _file(rule.rpartition("/")[0])
    return f"[{_cell(rule)}]({folder}{pack}.md#{rule.rpartition('/')[2]})"


def _packs() -> str:
    law = built_in()
    rows = []
    for name, pack in _sorted_packs():
        count = sum(rule.id.rpartition("/")[0] == name for rule in law.obligations)
        said = str(count) if count else "searched, no law found"
        whole = "yes" if pack.complete else "no"
        rows.append((f"[{_cell(name)}]({_file(name)}.md)", _cell(pack.name), said, whole))
    return (
        "# Rules\n\nEvery rule of every pack, with its law and its examples. A state that is not "
        "here is *undecided*: nobody has looked.\n\n"
        + _table(("pack", "law of", "rules", "complete"), rows)
    )


def _pack(name: str, pack: Pack, rules: list[Obligation]) -> str:
    parts = [f"# {pack.name} ({name})", "", f"Made by: {_cell(pack.authority)}.", ""]
    if pack.no_law is not None:
        parts += [f"Searched on {pack.no_law.searched}; no law on plate readers was found.", ""]
        parts += [_cell(pack.no_law.found), ""]
        parts += [*(f"- {_cell(source)}" for source in pack.no_law.sources), ""]
    for rule in rules:
        parts += _rule(rule)
    if pack.not_covered:
        parts += [
            "## Left out {#left-out}",
            "",
            *(f"- {_cell(one)}" for one in pack.not_covered),
            "",
        ]
    if pack.not_asked:
        parts += ["## Not asked {#not-asked}", "", "Words that this law leaves open, and why.", ""]
        parts += [*(f"- {_code(word)}: {_cell(why)}" for word, why in pack.not_asked.items()), ""]
    return "\n".join(parts)


def _rule(rule: Obligation) -> Iterator[str]:
    own = rule.rule
    yield f"## {_cell(own.title)} {{#{rule.id.rpartition('/')[2]}}}"
    yield ""
    yield f"{_code(rule.id)}, {own.binding}, check [{own.check}](../checks.md#{own.check})"
    yield ""
    yield f"{_cell(own.says)}"
    yield ""
    yield f"**The way out.** {_cell(own.remedy)}"
    yield ""
    for number, dated in enumerate(rule.versions):
        yield from _version(rule, number)
        if dated.contested:
            yield f"*Disputed, so it gives a note and no verdict.* {_cell(dated.contested)}"
            yield ""
    rows = [
        (str(one.as_of), _cell(one.name), ", ".join(map(_code, one.finds)) or "met")
        for one in own.examples
    ]
    yield _table(("day", "situation", "answer"), rows)


def _version(rule: Obligation, number: int) -> Iterator[str]:
    dated, version = rule.versions[number], rule.rule.versions[number]
    provision = dated.provision
    until = f" until {dated.until}" if dated.until else ""
    read = {"text": "read in its own words", "secondary": "known from a secondary source"}
    law = f"[{_cell(provision.citation)}](<{provision.url}>)"
    yield f"**From {dated.start}{until}.** {law}, {read[provision.verified]}."
    yield ""
    if provision.note:
        yield f"{_cell(provision.note)}"
        yield ""
    if version.params:
        rows = [(_code(key), _code(_plain(value))) for key, value in version.params.items()]
        yield _table(("parameter", "value"), rows)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_plain(inner) for inner in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _house_rules() -> str:
    rows = [
        (_code(rule.id), _cell(rule.title), _cell(rule.says), _cell(rule.remedy))
        for rule in file_rules()
    ]
    return (
        "# House rules\n\nRules of lprpolicy's own, about files and not about law. All of them "
        "block.\n\n" + _table(("rule", "title", "why", "the way out"), rows)
    )


def _exit_codes() -> str:
    rows = [(str(code), _cell(says)) for code, says in EXIT_CODES.items()]
    errors = sorted(
        LprPolicyError.__subclasses__(), key=lambda kind: (kind.exit_code, kind.__name__)
    )
    kinds = [
        (str(kind.exit_code), _cell((kind.__doc__ or "").strip()), _cell(kind.consequence))
        for kind in errors
    ]
    return (
        "# Exit codes\n\nOne table for every command and every format.\n\n"
        + _table(("code", "means"), rows)
        + "\n## Errors\n\nAn error stops the run before a verdict, and its last line says what did "
        "not happen.\n\n" + _table(("code", "what", "last line"), kinds)
    )
