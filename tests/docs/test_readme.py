"""The README shows what the program really prints and which law is really there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lprpolicy.model.words import Verified
from lprpolicy.repository.law import built_in
from lprpolicy.tasks.law import law_coverage
from lprpolicy.write import FORMATS
from tests.cli.conftest import Run, lprpolicy
from tests.conftest import Snapshot

__all__ = ["lprpolicy"]
README = Path(__file__).resolve().parents[2] / "README.md"

EXPORT = """Organization Name,Networks Shared With Me,Networks I'm Sharing
DHS - HSI (Newark NJ),,Yourtown CA PD
San Diego Sector Border Patrol (CA),,Yourtown CA PD
"""


def with_block(text: str, name: str, inside: str) -> str:
    pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
    assert re.search(pattern, text, re.DOTALL)
    return re.sub(pattern, lambda m: f"{m[1]}{inside}{m[2]}", text, flags=re.DOTALL)


def fenced(text: str) -> str:
    return f"```\n{text.rstrip()}\n```\n"


def packs() -> str:
    law = built_in()
    lines = [
        "| pack | law of | rules | read as text | provisions with a rule | without, and why |",
        "|---|---|---|---|---|---|",
    ]
    covered = [pack for one in law_coverage(law).jurisdictions for pack in one.packs]
    for pack in sorted(covered, key=lambda one: one.id):
        rules = [rule for rule in law.obligations if rule.id.rpartition("/")[0] == pack.id]
        if rules:
            read = Counter(rule.versions[-1].provision.verified for rule in rules)
            carried = sum(one.has_rule for one in pack.passages)
            without = len(pack.passages) - carried
            counts = f"{carried} | {without}" if pack.passages else "not listed yet | "
            lines.append(
                f"| `{pack.id}` | {pack.name} | {len(rules)} | {read[Verified.TEXT]} | {counts} |"
            )
    searched = ", ".join(p.name for _, p in sorted(law.packs.items()) if p.no_law is not None)
    lines += ["", f"Searched, and no law on plate readers found: {searched}.", ""]
    return "\n".join(lines)


def example(run: Run, folder: Path) -> str:
    (folder / "export.csv").write_text(EXPORT, encoding="utf-8")
    run("import", "export.csv", "--agency", "us-ca/yourtown-pd", "--into", "work")
    printed = run("check", "work").stdout
    return next(part for part in printed.split("\n\n") if "us-ca/recipients violated" in part)


def test_the_readme_is_fresh(lprpolicy: Run, tmp_path: Path, fresh: Snapshot) -> None:
    text = README.read_text(encoding="utf-8")
    text = with_block(text, "example", fenced(example(lprpolicy, tmp_path)))
    text = with_block(text, "help", fenced(lprpolicy("--help").stdout))
    text = with_block(text, "packs", packs())
    rows = "".join(f"| `{name}` | {form.says} |\n" for name, form in FORMATS.items())
    text = with_block(text, "formats", f"| format | for |\n|---|---|\n{rows}")
    fresh("README.md", text)


def test_the_readmes_two_commands_are_the_makefiles(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^check:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)


def test_every_link_of_the_readme_leads_to_a_file(root: Path) -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (root / target).exists(), target


def test_the_guide_to_the_drafts_names_every_rule_of_a_town(root: Path) -> None:
    guide = (root / "policies" / "README.md").read_text(encoding="utf-8")
    rules = {path.relative_to(root / "policies") for path in (root / "policies").rglob("rules/*")}
    assert {Path(target) for target in re.findall(r"\]\(([^)]*/rules/[^)]*)\)", guide)} == rules
