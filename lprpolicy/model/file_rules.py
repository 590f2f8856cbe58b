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
_POLICY: Final = "A policy that contradicts itself decides nothing."

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
    "policy/gone": FileRule(
        "Not deleted",
        "A deleted policy decides nothing, while the vendor's check boxes stay as they are.",
        "Put the file back; end the policy with `status: superseded` and no grants.",
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
        "Import an official list that has the agency (`lprpolicy directory import`), or correct "
        "the entry. A new agency takes two pull requests: one for its entry, then one for the "
        "grant.",
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
    "waiver/unknown-rule": FileRule("Waives a rule that exists", _WAIVER, "Correct the rule's id."),
    "waiver/over-reaching": FileRule(
        "Waives a rule of its own",
        "Only whoever made a rule can waive it: no town waives a law.",
        "Take the waiver out and mend what the rule finds.",
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
        "Take the waiver out; mend what it excused, or have it granted anew.",
    ),
    "waiver/only-proposed": FileRule(
        "Granted, not proposed",
        _WAIVER,
        "Have the waivers granted and set their status to adopted, or take them out.",
    ),
    "waiver/unused": FileRule("Still needed", _WAIVER, "Take the waiver out; nothing needs it."),
}
