"""A town's own rules that are weaker than the law, where a repository refuses those."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.evaluate.judgment import Session
from lprpolicy.evaluate.strictness.tightening import weaker_than_law
from lprpolicy.evaluate.subjects import by_id
from lprpolicy.model.places import ROOT
from lprpolicy.model.rule import Rule
from lprpolicy.model.verdicts import Undecided, Violation
from lprpolicy.read.files import read_file
from lprpolicy.repository.findings import Ungrouped, file_rule, of_verdict
from lprpolicy.repository.folder import Folder


def weaker_rules(folder: Folder, session: Session) -> Iterator[Ungrouped]:
    """Give a finding for each own rule that is weaker than the law, or may be."""
    agency = by_id(folder.agency, session.shared.index)
    law, _ = session.of(agency)
    binding = [rule for rule in law.obligations if rule.binds(agency)]
    for rule in folder.rules:
        found = weaker_than_law(rule, binding, session.options.as_of)
        if found is None:
            continue
        says, sure = found
        path = f"{folder.agency}/rules/{rule.id.rpartition('/')[2]}.yaml"
        read = read_file(rule.source, session.files[folder.agency][path], Rule)
        verdict = (Violation if sure else Undecided)(says, ROOT / "check")
        yield of_verdict(file_rule("rules/weaker-than-law"), verdict, read.document, folder.agency)
