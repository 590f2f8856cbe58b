"""The contract of the JSON report: a JSON Schema 2020-12 with the meaning of each part."""

from __future__ import annotations

from typing import Any, Final

from lprpolicy.model.network import Certainty, EdgeKind
from lprpolicy.model.report import Decision
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import AgencyKind, Binding, Layer, RecipientGroup, Verified

FORMAT: Final = "lprpolicy/report/v1"


def _is(kind: str, title: str, description: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "description": description, "type": kind, **more}


def _text(title: str, description: str, **more: Any) -> dict[str, Any]:
    return _is("string", title, description, **more)


def _count(title: str, description: str, least: int = 0) -> dict[str, Any]:
    return _is("integer", title, description, minimum=least)


def _word(title: str, description: str, words: type[Any]) -> dict[str, Any]:
    return _text(title, description, enum=[word.value for word in words])


def _texts(title: str, description: str) -> dict[str, Any]:
    return _is("array", title, description, items={"type": "string"})


def _list(title: str, description: str, of: str) -> dict[str, Any]:
    return _is("array", title, description, items={"$ref": f"#/$defs/{of}"})


def _closed_object(title: str, description: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object with exactly these properties; the unknown is null, never left out."""
    return _is(
        "object",
        title,
        description,
        properties=properties,
        required=list(properties),
        additionalProperties=False,
    )


def _of(title: str, description: str, name: str) -> dict[str, Any]:
    return {"title": title, "description": description, "$ref": f"#/$defs/{name}"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Allow null too, under the title of the schema, since a reader looks for that."""
    described = {key: schema[key] for key in ("title", "description")}
    rest = {key: value for key, value in schema.items() if key not in described}
    return {**described, "anyOf": [rest, {"type": "null"}]}


_SPOT: Final = {
    "pointer": _text(
        "Pointer", "Where in the file's data, as a JSON Pointer (RFC 6901); empty for all of it."
    ),
    "location": _of("Location", "Where in the file's text.", "location"),
    "message": _text("Message", "What is found there; it continues 'this policy …'."),
    "who": _or_null(_text("Who", "The recipient that the message is about, if it is about one.")),
    "group": _or_null(
        _word(
            "Group",
            "The group of the recipient whose grant it is in; null outside of grants.",
            RecipientGroup,
        )
    ),
    "path": _list(
        "Path", "The way that reads take from there, where the finding is about one.", "step"
    ),
    "fingerprint": _text(
        "Fingerprint",
        "The same in every run while the same fault is in the same place; lines may move.",
    ),
}

_FINDING: Final = {
    "rule": _text("Rule", "The rule's id, such as us-ct/retention-reads."),
    "verdict": _word("Verdict", "undecided: not enough information in what is written.", Answer),
    "binding": _word("Binding", "must: required; should: recommended.", Binding),
    "blocks": _is("boolean", "Blocks", "Whether this finding is a reason to refuse."),
    "old": _is("boolean", "Old", "Whether the baseline lists it; it then does not block."),
    "title": _text("Title", "What the rule is called."),
    "says": _text("Says", "The rule in one plain sentence."),
    "agency": _or_null(
        _text("Agency", "The id of the agency whose policy it is; null for a file of nobody's.")
    ),
    **_SPOT,
    "fix": _text("Fix", "The way out, for whoever edits the policy."),
    "provision": _or_null(
        _of("Provision", "The law; null for lprpolicy's own rules.", "provision")
    ),
    "since": _or_null(
        _text("Since", "The first day of the version of the rule that was used.", format="date")
    ),
    "layer": _or_null(_word("Layer", "Whose rule it is; null for lprpolicy's own rules.", Layer)),
    "waiver": _or_null(
        _of("Waiver", "The exception that covers it; it then does not block.", "waiver")
    ),
    "also": _list("Also", "The other places with the same fault in the same file.", "spot"),
    "related": _list("Related", "Other places that the finding speaks of.", "related"),
}

_DEFS: Final = {
    "mark": _closed_object(
        "Mark",
        "A position in a text.",
        {
            "line": _count("Line", "From 1.", 1),
            "column": _count("Column", "From 1, in characters (Unicode code points).", 1),
        },
    ),
    "location": _closed_object(
        "Location",
        "A stretch of one file.",
        {
            "file": _text("File", "Relative to the repository, with forward slashes."),
            "start": _of("Start", "The first character.", "mark"),
            "end": _of("End", "The first character after it.", "mark"),
        },
    ),
    "party": _closed_object(
        "Party",
        "An agency or recipient on a path.",
        {
            "key": _text("Key", "Its id, or its name and state where only those are known."),
            "id": _or_null(_text("Id", "Its id in the directory.")),
            "name": _text("Name", "Its name."),
            "kind": _or_null(_word("Kind", "What kind of body it is.", AgencyKind)),
            "state": _or_null(_text("State", "Its state, such as us-ct.")),
            "federal": _or_null(_is("boolean", "Federal", "Whether it is a federal body.")),
        },
    ),
    "place": _closed_object(
        "Place",
        "Where a step is written: a line of a file, or a page or row of an export.",
        {
            "file": _text("File", "The file, or the export."),
            "line": _or_null(_count("Line", "From 1.", 1)),
            "column": _or_null(_count("Column", "From 1, in characters.", 1)),
            "page": _or_null(_count("Page", "From 1.", 1)),
            "row": _or_null(_count("Row", "From 1.", 1)),
            "sheet": _or_null(_text("Sheet", "The sheet of a workbook.")),
        },
    ),
    "step": _closed_object(
        "Step",
        "One step of the way that reads take.",
        {
            "from": _of("From", "Who had them before.", "party"),
            "to": _of("To", "Who gets them, or may.", "party"),
            "kind": _word("Kind", "What is known of the two.", EdgeKind),
            "certainty": _word(
                "Certainty",
                "certain: written down; possible: only if somebody passes on what it gets; "
                "against-terms: only if somebody does although their owner forbids it.",
                Certainty,
            ),
            "says": _text("Says", "The step as a sentence."),
            "where": _of("Where", "Where that is written.", "place"),
            "note": _or_null(_text("Note", "What a reader must know of it.")),
        },
    ),
    "provision": _closed_object(
        "Provision",
        "A passage of law that someone can look up.",
        {
            "citation": _text("Citation", "As a lawyer would cite it."),
            "url": _text("Address", "Where it can be read."),
            "verified": _word(
                "Verified",
                "text: a reviewer read the law's own words; "
                "secondary: not checked against the statute.",
                Verified,
            ),
            "note": _or_null(_text("Note", "What is uncertain about the reading.")),
        },
    ),
    "waiver": _closed_object(
        "Waiver",
        "A named authority's exception to one rule, which ends.",
        {
            "authority": _text("Authority", "The body that granted it."),
            "reason": _text("Reason", "Why, in a sentence a resident understands."),
            "granted": _text("Granted", "The day of the decision.", format="date"),
            "expires": _text("Expires", "The last day it covers anything.", format="date"),
            "days_left": _is(
                "integer", "Days left", "From the day of the report to the last day; 0 on that day."
            ),
            "record": _text("Record", "The decision, in the repository."),
        },
    ),
    "spot": _closed_object("Spot", "One more place of the same fault.", _SPOT),
    "related": _closed_object(
        "Related place",
        "Another place that a finding speaks of, such as the first of two equal keys.",
        {
            "label": _text("Label", "What is there."),
            "location": _of("Location", "Where.", "location"),
        },
    ),
    "finding": _closed_object(
        "Finding", "A verdict with its rule, its law and its place.", _FINDING
    ),
    "coming": _closed_object(
        "Coming finding",
        "What a rule that has not begun will find in the text as it is; it never blocks.",
        {
            "from": _or_null(_text("From", "The first day of that law.", format="date")),
            **_FINDING,
        },
    ),
    "when-adopted": _closed_object(
        "Finding when adopted",
        "What an adopted policy needs and a draft is spared; it never blocks the draft.",
        {
            "yaml": _or_null(_text("YAML", "The line to write there, where it is one line.")),
            **_FINDING,
        },
    ),
    "paper": _closed_object(
        "Paper",
        "A document that a policy rests on, as it was seen.",
        {
            "agency": _text("Agency", "The id of the agency whose policy rests on it."),
            "path": _text("Path", "From the root of the policy repository."),
            "sha256": _text("SHA-256", "Of its bytes."),
        },
    ),
    "official-list": _closed_object(
        "Official list",
        "A list of agencies that somebody official made.",
        {
            "title": _text("Title", "What it is called."),
            "on": _text("On", "Its day.", format="date"),
            "document": _text("Document", "The file that it was read from."),
            "sha256": _text("SHA-256", "Of the file's bytes."),
            "shipped": _is("boolean", "Shipped", "Whether the file comes with lprpolicy."),
        },
    ),
    "narrowed": _closed_object(
        "Narrowed",
        "What the report was narrowed to. The decision is that of all rules.",
        {
            "select": _texts("Select", "Only these rules are shown, by id or its beginning."),
            "ignore": _texts("Ignore", "These rules are not shown."),
            "hidden": _count("Hidden", "Places that refuse and are not shown."),
        },
    ),
    "baseline": _closed_object(
        "Baseline",
        "The findings of an earlier day that do not refuse again, and until when.",
        {
            "file": _text("File", "The file, as it was named."),
            "revision": _or_null(
                _text("Revision", "Where it was read; null for the folder that is judged.")
            ),
            "written": _text("Written", "The day on which it was written.", format="date"),
            "until": _text("Until", "The last day on which it counts.", format="date"),
            "ended": _is("boolean", "Ended", "Whether it does not count, so that nothing is old."),
            "old": _count("Old", "Places that are old."),
            "gone": _count("Gone", "Places that it lists and that are not found any more."),
        },
    ),
    "note": _closed_object(
        "Note",
        "Something a reader should know that decides nothing, such as contested law.",
        {
            "message": _text("Message", "What it is."),
            "rule": _or_null(_text("Rule", "The id of the rule it is about, if any.")),
            "agency": _or_null(_text("Agency", "The id of the agency it is about, if any.")),
            "location": _or_null(_of("Location", "Where, if anywhere.", "location")),
        },
    ),
}

REPORT_SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_closed_object(
        "lprpolicy report",
        "What one run of lprpolicy checked and found, by the law of which day, and its decision.",
        {
            "schema": _text("Schema", "This format and its version.", const=FORMAT),
            "version": _text("Version", "The version of lprpolicy that wrote the report."),
            "as_of": _text("As of", "The day whose law was applied.", format="date"),
            "decision": _or_null(
                _word(
                    "Decision",
                    "Whether this may be merged; null where a part of the report is shown and "
                    "nothing refuses, since a part can never allow.",
                    Decision,
                )
            ),
            "narrowed": _or_null(
                _of("Narrowed", "The rules that are shown; null if all are.", "narrowed")
            ),
            "baseline": _or_null(
                _of("Baseline", "The baseline that was given; null without one.", "baseline")
            ),
            "strict": _is(
                "boolean", "Strict", "Whether a `should` that is not met was a reason to refuse."
            ),
            "checked": _closed_object(
                "Checked",
                "How much was looked at.",
                {
                    "files": _count("Files", "Files that were read."),
                    "agencies": _count("Agencies", "Agencies whose policies were judged."),
                    "rules": _count("Rules", "Rules that were applied."),
                },
            ),
            "findings": _list(
                "Findings", "What is violated or undecided today, waived findings too.", "finding"
            ),
            "coming": _list("Coming", "What rules that begin soon will find.", "coming"),
            "when_adopted": _list(
                "When adopted",
                "What drafts would still need on the day they take effect, if adopted as they "
                "stand.",
                "when-adopted",
            ),
            "notes": _list("Notes", "What decides nothing but should be known.", "note"),
            "papers": _list("Papers", "The documents that were seen, with their digests.", "paper"),
            "rests_on": {
                "type": "array",
                "title": "Rests on",
                "description": "Entries of the repository's own directory, by id, that no "
                "official list vouches for and that a verdict rests on.",
                "items": {"type": "string"},
            },
            "lists": _list(
                "Lists", "The official lists of agencies that a verdict rests on.", "official-list"
            ),
        },
    ),
    "$defs": _DEFS,
}
