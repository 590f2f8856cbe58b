"""lprpolicy's own rules about files: every code that is not a rule of law, and the way out."""

from __future__ import annotations

from typing import Final, NamedTuple


class FileRule(NamedTuple):
    """One of lprpolicy's own rules about files: its title, its reason, and the fix."""

    title: str
    says: str
    remedy: str


_FORMAT: Final = (
    "A file that is read in two ways can hide a decision, so only what its format knows is "
    "accepted."
)
_FILES: Final = (
    "Every YAML file in a policy repository is judged, or named as something else, so that none "
    "is overlooked."
)
_DIRECTORY: Final = (
    "What an agency is comes from the directory, never from the policy that benefits."
)
_WAIVER: Final = "An exception is dated, granted by whoever made the rule, and never forgotten."
_BASE: Final = (
    "A change is judged by the rules that stand before it, so that none is judged only by what it "
    "says of itself."
)
_VOTE: Final = (
    "Take it back. Or record the vote first: a pull request adds it to `votes.yaml`, and once that "
    "is merged a second one makes the change."
)
_POLICY: Final = "A policy that contradicts itself decides nothing."
_PAPER: Final = (
    "What was voted, signed or attested is seen in a document, not believed from the file that it "
    "lets pass."
)

FILE_RULES: Final[dict[str, FileRule]] = {
    "format/version": FileRule(
        "Known format",
        "A file says first in which format and version it is written.",
        "Write the `schema:` line that this version knows; `lprpolicy schema list` names them.",
    ),
    "format/wrong-shape": FileRule(
        "Right shape", _FORMAT, "Write the kind of value that the format asks for."
    ),
    "format/wrong-value": FileRule(
        "Right kind of value", _FORMAT, "Write the value in the form that the format asks for."
    ),
    "format/unknown-key": FileRule(
        "Known keys only",
        _FORMAT,
        "Correct the key, or take it out; a misspelt key decides nothing.",
    ),
    "format/missing-key": FileRule("No missing keys", _FORMAT, "Add the key."),
    "format/unknown-word": FileRule(
        "Known words only",
        _FORMAT,
        "Use a word of the vocabulary; `lprpolicy schema show` lists it.",
    ),
    "format/null": FileRule(
        "No nulls", "Null is neither a decision nor an answer.", "Leave the line out, or decide."
    ),
    "files/unmatched": FileRule(
        "No stray files",
        _FILES,
        "Move the file to where it belongs, or name it under `other_files` in lprpolicy.yaml.",
    ),
    "files/yml": FileRule("One ending", _FILES, "Rename the file so that it ends in .yaml."),
    "files/symbolic-link": FileRule(
        "No symbolic links", _FILES, "Replace the link by the file that it leads to."
    ),
    "files/unreadable": FileRule(
        "Readable files", _FILES, "Make the file readable, then check again."
    ),
    "files/wrong-place": FileRule(
        "A file where its agency is",
        _FILES,
        "Move the file into the folder of its agency, or correct the agency in it.",
    ),
    "policy/unknown-system": FileRule(
        "Known systems", _POLICY, "Name a system that is listed under `systems`."
    ),
    "policy/duplicate": FileRule("Said once", _POLICY, "Keep one of the two."),
    "policy/adopted-by-nobody": FileRule(
        "Adopted by somebody",
        "Only a recorded vote makes a proposal a decision.",
        "Say who adopted it, when, and where that is recorded; or set the status to proposed.",
    ),
    "policy/no-name": FileRule(
        "Whoever did it has a name",
        "What was done by nobody was not done, and nobody can be asked about it.",
        "Write the name of the person, the office or the body, or take the entry out.",
    ),
    "policy/gone": FileRule(
        "Not deleted",
        "A deleted policy decides nothing, while the vendor's check boxes stay as they are.",
        "Put the file back; end the policy with `status: superseded` and no grants.",
    ),
    "policy/withdrawn": FileRule(
        "Still adopted",
        "A policy that is a draft again, or ended with grants in it, decides nothing, while the "
        "vendor's check boxes stay as they are and nobody compares them any more.",
        "Leave `status: adopted`; a draft of its next text is a pull request. To end it, take its "
        "grants out in the same change and set `status: superseded`.",
    ),
    "policy/order-of-dates": FileRule("Dates in order", _POLICY, "Correct the dates."),
    "policy/other-vendor": FileRule(
        "A named vendor", _POLICY, "Name the vendor in `other`, and only where `vendor` is `other`."
    ),
    "directory/unknown-agency": FileRule(
        "Known agencies",
        _DIRECTORY,
        "Add the agency to the directory, with its kind, state and source; or correct the name.",
    ),
    "directory/not-borne-out": FileRule(
        "Entries with evidence",
        "Whoever can write a policy can write an entry too, so an entry counts only as far as an "
        "official list or its own name says the same, and only once it was merged.",
        "Import an official list that has the agency, such as your state's (`lprpolicy directory "
        'import neutral FILE --on DAY --title "State list of agencies"`), on each machine that '
        "checks; or correct the entry. A new agency takes two pull requests: one for its entry, "
        "then one for the grant.",
    ),
    "directory/contradiction": FileRule(
        "One recipient, one name",
        _DIRECTORY,
        "Make `to` the agency that the vendor's text means, or write `listed_as` as the vendor "
        "prints that agency's name; another name of it goes into its `aliases`.",
    ),
    "directory/collision": FileRule(
        "Federal entries stand",
        "A repository's directory can add agencies; it cannot reclassify, rename or take a name "
        "from a built-in federal one.",
        "Take the entry or the alias out; the federal directory already says who that is.",
    ),
    "directory/other-state": FileRule(
        "One state",
        "The state in an agency's id decides which law binds it, so no entry may say another.",
        "Correct the state, or give the agency an id of its own state.",
    ),
    "directory/duplicate": FileRule(
        "Listed once",
        "Two entries of one name leave nobody sure which of them has access.",
        "Keep one of the two entries, or give them names that differ.",
    ),
    "law/unknown-state": FileRule(
        "A state whose law is known",
        "A state without rules here may have a law that nobody has written down yet.",
        "Add a pack for the state, or a dated record that its law was searched and none found.",
    ),
    "base/rule-lost": FileRule("No rule goes unnoticed", _BASE, _VOTE),
    "base/rule-loosened": FileRule("No rule is loosened unnoticed", _BASE, _VOTE),
    "base/waiver-added": FileRule("No new exception to a rule that stands", _BASE, _VOTE),
    "base/setting-loosened": FileRule("No setting is loosened unnoticed", _BASE, _VOTE),
    "base/baseline-widened": FileRule(
        "A baseline only becomes smaller",
        "A baseline lists what was found on one day. Whoever can add to it can excuse what is new.",
        "Take the lines and days out that were not there. A new baseline begins with a new file, "
        "written by `lprpolicy check --write-baseline`, which the workflow names.",
    ),
    "base/entry-loosened": FileRule("No agency is reclassified unnoticed", _BASE, _VOTE),
    "base/note-of-before": FileRule(
        "A switch that is off now is looked at now",
        "No export prints these switches, so a note from when one was on does not show it off.",
        "Have somebody look at the settings again, and write who, the day and the new note under "
        "`attested`.",
    ),
    "base/document-elsewhere": FileRule(
        "No document that only the change vouches for",
        "Nobody here opens an address, so its digest is the word of whoever wrote the change.",
        "Put the document into the repository and name its path. Or name it in a draft, or record "
        "a vote for this text in the agency's `votes.yaml`, and make the change once that is "
        "merged.",
    ),
    "waiver/unknown-rule": FileRule("Waives a rule that exists", _WAIVER, "Correct the rule's id."),
    "waiver/over-reaching": FileRule(
        "Waives a rule of its own",
        "Only whoever made a rule can waive it: no town waives a law.",
        "Take the waiver out and fix what the rule finds.",
    ),
    "waiver/no-scope": FileRule(
        "Waives for something", _WAIVER, "Name a block, a recipient or a system under `scope`."
    ),
    "waiver/too-long": FileRule(
        "At most 180 days", _WAIVER, "Set an end within 180 days of the day it was granted."
    ),
    "waiver/expired": FileRule(
        "Not expired",
        _WAIVER,
        "Take the waiver out; fix what it excused, or have it granted again.",
    ),
    "waiver/only-proposed": FileRule(
        "Granted, not proposed",
        _WAIVER,
        "Have the waivers granted and set their status to adopted, or take them out.",
    ),
    "waiver/unused": FileRule("Still needed", _WAIVER, "Take the waiver out; nothing needs it."),
    "rules/id-of-the-law": FileRule(
        "A town's rules have names of their own",
        "A rule that bears the name of a law could be waived, or read, in its place.",
        "Rename the rule's file, or take the rule out.",
    ),
    "rules/weaker-than-law": FileRule(
        "A town's rules only tighten",
        "Who reads a town's rule takes it for the limit; one that is weaker than the law misleads.",
        "Make the rule at least as strict as the law, or take it out. This repository asks for "
        "that with `own_rules_only_tighten` in lprpolicy.yaml.",
    ),
    "paper/not-named": FileRule(
        "A document for what was done",
        _PAPER,
        "Put the document into the repository and name it there, as `record` or `document`; or "
        "give its address with its SHA-256: {url: https://…, sha256: …}.",
    ),
    "paper/not-seen": FileRule(
        "A document that is there",
        _PAPER,
        "Put the document at that path, in the agency's folder or from the repository's root; or "
        "correct the path. An export, a table, a README or a blank file is no document.",
    ),
    "paper/without-end": FileRule(
        "A court's document ends",
        "A warrant or an order is for a time, and access on it ends with that.",
        "Write the last day as `expires` under `basis`, or take the grant out.",
    ),
    "paper/only-claimed": FileRule(
        "A warrant that somebody has seen",
        _PAPER,
        "Put the signed warrant into the repository and name it as `document`, or take the grant "
        "out: a warrant can be served on the agency without one.",
    ),
    "paper/of-something-else": FileRule(
        "One document, one fact",
        _PAPER,
        "Name the document that shows this, or take out what rests on it.",
    ),
    "day/still-to-come": FileRule(
        "Nothing done before its day",
        "What is dated after the day judged has not happened yet.",
        "Correct the day, or wait for it and have it judged then.",
    ),
    "day/long-past": FileRule(
        "A day that can be",
        "A day long before there were plate readers is a slip.",
        "Correct the day.",
    ),
    "policy/past-review": FileRule(
        "Looked at again in time",
        "A policy that set its own day of review is due on that day.",
        "Have the policy looked at again, and write the next day as `review_by`.",
    ),
    "policy/contract-ended": FileRule(
        "A contract in effect",
        "The terms of a contract bind the vendor as long as it is in effect.",
        "Write the days of the contract that is in effect now, with its document.",
    ),
    "policy/paper-ended": FileRule(
        "A basis in effect",
        "Access that rests on a document ends with it.",
        "Take the grant out, or name the document that is in effect now.",
    ),
    "words/not-asked": FileRule(
        "No word without a rule",
        "Where the law of a state is silent about a word, passing it would be a guess.",
        "Take the word out, or ask counsel: a rule, or `not_asked` in the state's pack, answers "
        "it for everybody.",
    ),
    "sharing/onward-not-said": FileRule(
        "Passing on is decided",
        "Whoever gets reads can pass them on unless somebody decides that they may not.",
        "Write `onward: forbidden` under `sharing`.",
    ),
    "grant/no-purpose": FileRule(
        "A grant has a purpose",
        "Access without a purpose is access for every purpose.",
        "Write the `purposes` of the grant, each one of those under `purposes.allowed`.",
    ),
    "grant/other-purpose": FileRule(
        "A grant within the policy's own purposes",
        _POLICY,
        "Take the purpose out of the grant, or allow it under `purposes.allowed`.",
    ),
    "grant/leads-to-immigration": FileRule(
        "Nobody who passes reads on to immigration agencies",
        "The law of the state bars the use, and the recipient is known to open a way to it.",
        "Make the grant `mode: per-request`, or take it out.",
    ),
    "hot-list/unknown": FileRule(
        "Known hot lists",
        "A list of plates that nobody here knows may hold any plate.",
        "Write what is left out of it as `excludes`, such as [immigration-violator]; or use a "
        "known list.",
    ),
    "hot-list/immigration": FileRule(
        "No hot list for immigration enforcement",
        "A list that is for immigration enforcement by its own name is used for that.",
        "Take the list out.",
    ),
}
