"""Write OSCAL assessment results, for the tools in which U.S. agencies keep their controls.

Rules of the law that comes with lprpolicy are objectives of the catalog that `rules export` writes;
a town's own rules, and those about files, are defined here. What begins later and what adoption
would ask for are results of their own, apart from that of the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from lprpolicy.model.report import Finding, Note, Report, RuleInfo
from lprpolicy.write.escape import json_text, uri
from lprpolicy.write.oscal import (
    VERSION,
    in_catalog,
    moment,
    objective,
    prop,
    props,
    reference,
    text,
    token,
    uuid,
)
from lprpolicy.write.phrases import decision, tally
from lprpolicy.write.report.oscal_findings import TOOL, Objective, Writer

_PLAN: Final = uuid("plan")
_PLAN_SAYS: Final = (
    "There is no plan document: what is assessed are the rules that bind the agency on the day, "
    "which lprpolicy takes from the law and from the repository."
)
_RESULTS: Final = (
    ("coming", "Law that begins later", "What the policies would violate under law to come."),
    (
        "when-adopted",
        "What drafts lack",
        "What the drafts would violate if they were adopted as they stand.",
    ),
)


def write(report: Report) -> str:
    results = list(_results(report))
    local = _own_objectives(report)
    said: dict[str, Any] = {
        "uuid": uuid("assessment-results", results, report.version),
        "metadata": {
            "title": "License plate reader policies, judged by the law of a day",
            "last-modified": moment(report.as_of),
            "version": str(report.as_of),
            "oscal-version": VERSION,
            "props": [prop("lprpolicy-version", report.version)],
            "remarks": "Written by lprpolicy. It says what was checked. Not legal advice.",
        },
        "import-ap": {"href": f"#{_PLAN}", "remarks": _PLAN_SAYS},
    }
    if local:
        said["local-definitions"] = {"objectives-and-methods": local}
    said |= {"results": results, "back-matter": {"resources": list(_resources(report))}}
    return json_text({"assessment-results": said})


def _results(report: Report) -> Iterator[dict[str, Any]]:
    title = f"Judged by the law of {report.as_of}"
    yield _result(report, "today", title, tally(report), _today(report), report.notes)
    later = {"coming": report.coming, "when-adopted": report.adoption}
    for name, title, says in _RESULTS:
        if later[name]:
            yield _result(report, name, title, says, _of_findings(later[name]), ())


def _result(
    report: Report,
    name: str,
    title: str,
    says: str,
    objectives: Iterable[Objective],
    notes: Sequence[Note],
) -> dict[str, Any]:
    writer = Writer(report, name)
    observations, findings, risks = [], [], []
    asked = list(objectives)
    for one in asked:
        observed = writer.observations(one)
        risk = writer.risk(one, observed)
        observations += observed
        risks += [risk] if risk else []
        findings.append(writer.finding(one, observed, risk))
    observations += map(writer.note, notes)
    controls = sorted({token(one.rule.id) for one in asked})
    names = sorted({objective(one.rule.id, one.rule.since) for one in asked})
    said: dict[str, Any] = {
        "uuid": uuid("result", name, str(report.as_of), observations, findings),
        "title": title,
        "description": text(says),
        "start": moment(report.as_of),
        "end": moment(report.as_of),
        "props": props(result=name, **(_decision(report) if name == "today" else {})),
        "local-definitions": _local(report, asked, notes),
        "reviewed-controls": _review(controls, names),
        "observations": observations,
        "risks": risks,
        "findings": findings,
    }
    if name == "today":
        said["remarks"] = text(decision(report))
    return {key: value for key, value in said.items() if value not in ([], {})}


def _decision(report: Report) -> dict[str, object]:
    narrowed = report.narrowed
    return {
        "decision": report.decides.value if report.decides else None,
        "strict": "yes" if report.strict else "no",
        "shown_rules": ", ".join(narrowed.select) if narrowed else None,
        "hidden_rules": ", ".join(narrowed.ignore) if narrowed else None,
        "refused_unseen": narrowed.hidden if narrowed else None,
    }


def _review(controls: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Return exactly what was asked; of nothing, a selection of everything without anything."""
    if not controls:
        return {
            "description": "No rule was asked.",
            "control-selections": [{"include-controls": [{"control-id": "no-rule"}]}],
        }
    return {
        "control-selections": [{"include-controls": [{"control-id": one} for one in controls]}],
        "control-objective-selections": [
            {"include-objectives": [{"objective-id": one} for one in names]}
        ],
    }


def _today(report: Report) -> Iterator[Objective]:
    """Yield each rule that was asked of each file, met ones too; disputed law decides nothing."""
    rules = {rule.id: rule for rule in report.rules}
    found = {one.key: one for one in _of_findings(report.findings)}
    met = (
        Objective(subject.file, subject.agency, rules[name], ())
        for subject in report.subjects
        for name in subject.rules
        if name in rules and not rules[name].disputed
    )
    asked = {one.key: one for one in met} | found
    yield from (asked[key] for key in sorted(asked))


def _of_findings(findings: Iterable[Finding]) -> list[Objective]:
    """Put the findings about one rule and one file together."""
    held: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        key = one.spot.location.file, one.rule.id, str(one.rule.since)
        held.setdefault(key, []).append(one)
    return [
        Objective(file, each[0].agency, each[0].rule, tuple(each))
        for (file, _, _), each in sorted(held.items())
    ]


def _local(report: Report, asked: Sequence[Objective], notes: Sequence[Note]) -> dict[str, Any]:
    """Define the files that were judged, and the program that judged them."""
    owners = {one.file: one.agency for one in asked}
    files = {one.location.file: None for one in notes if one.location} | owners
    files |= {spot.location.file: owners.get(spot.location.file) for spot in _spots(asked)}
    platform = {"uuid": uuid("platform"), "title": text(f"lprpolicy {report.version}")}
    tool = {
        "uuid": TOOL,
        "type": "software",
        "title": "lprpolicy",
        "description": "Checks license plate reader policies against the law of a day.",
        "status": {"state": "operational"},
    }
    said = {
        "components": [_file(report, file, agency) for file, agency in sorted(files.items())],
        "assessment-assets": {
            "components": [tool],
            "assessment-platforms": [platform | {"uses-components": [{"component-uuid": TOOL}]}],
        },
    }
    return {key: value for key, value in said.items() if value}


def _spots(asked: Iterable[Objective]) -> Iterator[Any]:
    for one in asked:
        for found in one.findings:
            yield from (found.spot, *found.also)


def _file(report: Report, file: str, agency: str | None) -> dict[str, Any]:
    policy = any(one.file == file for one in report.subjects)
    draft = file in report.drafts
    says = f"The policy of {text(agency)}." if agency and policy else "A file of the repository."
    return {
        "uuid": uuid("file", file),
        "type": "policy" if policy else "guidance",
        "title": text(agency if agency and policy else file),
        "description": f"{says} A draft, which nobody has adopted." if draft else says,
        "props": [prop("file", file), *props(agency=agency)],
        "links": [{"href": uri(file), "rel": "reference"}],
        "status": {"state": "under-development" if draft else "other"},
    }


def _own_objectives(report: Report) -> list[dict[str, Any]]:
    """Define the rules asked that no catalog of ours has: a town's own, and those about files."""
    found = (*report.coming, *report.adoption)
    rules: dict[str, RuleInfo] = {}
    for rule in (*(one.rule for one in _today(report)), *(one.rule for one in found)):
        if not in_catalog(rule):
            rules.setdefault(objective(rule.id, rule.since), rule)
    return [_own_objective(name, rule) for name, rule in sorted(rules.items())]


def _own_objective(name: str, rule: RuleInfo) -> dict[str, Any]:
    provision = rule.provision
    part: dict[str, Any] = {
        "id": name,
        "name": "assessment-objective",
        "title": text(rule.title),
        "props": props(
            rule=rule.id,
            binding=rule.binding.value,
            layer=rule.layer.value if rule.layer else "format",
        ),
        "prose": text(rule.says),
    }
    if provision is not None:
        part["links"] = [reference(provision.url, provision.citation)]
    return {"control-id": token(rule.id), "parts": [part]}


def _resources(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the plan that there is not, and the papers and lists that the result rests on."""
    yield {"uuid": _PLAN, "title": "No assessment plan", "description": _PLAN_SAYS}
    papers = {paper for subject in report.subjects for paper in subject.papers}
    for path, digest in sorted(papers):
        yield _with_hash("paper", path, path, digest)
    lists = {(one.title, str(one.on), one.document, one.sha256) for one in report.lists}
    for title, on, document, digest in sorted(lists):
        yield _with_hash("list", f"{title}, {on}", document, digest)


def _with_hash(kind: str, title: str, path: str, digest: str) -> dict[str, Any]:
    hashes = [{"algorithm": "SHA-256", "value": digest}]
    return {
        "uuid": uuid(kind, path, digest),
        "title": text(title),
        "props": [prop("kind", kind)],
        "rlinks": [{"href": uri(path), "hashes": hashes}],
    }
