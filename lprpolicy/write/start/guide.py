"""Write the README of a town's repository, for a council member new to such files."""

from __future__ import annotations

from typing import Final

from lprpolicy.model.prose import long_day
from lprpolicy.write.escape import markdown
from lprpolicy.write.start.facts import Start

QUESTIONS: Final = (
    ("systems", "Which company's database holds the reads, and are its nationwide switches off?"),
    ("collection", "What is recorded each time a car passes?"),
    ("retention", "How long is it kept?"),
    ("purposes", "What may it be used for, and what never?"),
    ("hot_lists", "Which lists of wanted plates raise an alert?"),
    ("sharing", "Which other agencies can search it, and may they pass it on?"),
    ("access", "What must an officer give before a search?"),
    ("audit", "Who looks over the searches, and how often?"),
    ("security", "How is it protected?"),
    ("transparency", "What can residents read?"),
)

_PAGE: Final = """\
# Plate reader policy of {town}

A license plate reader is a camera that notes which car passed where and when. This folder holds
the rules that the {agency} proposes to follow when it uses such cameras.

**It is a draft.** Nobody has adopted it. It was made on {day} from the law of that day, and where
the law leaves a choice it takes the narrower one.

## For a council member

1. Read [docs/memo.md](docs/memo.md): what must happen, by when, and by which law.
2. Open [{policy}]({policy}). It is plain text. Lines that begin with `#` are remarks: they name
   the law and say where you have a choice.
3. Ask for a change in your own words. The records officer writes it down as a proposal that
   everybody can see, a program compares it with the law, and you vote.

| part of the file | question |
|---|---|
{questions}

## What the program says

- *met*: the text says what the rule asks for.
- *violated*: the text says the opposite. The proposal cannot be accepted.
- *not enough information*: the text does not say enough. That counts as a no, since silence is no
  permission.

It reads the text and nothing else. It does not see the vendor's settings, and it is not legal
advice.

## For the records officer

    lprpolicy check {folder}

judges the draft by today's law and says what is missing. Before the vote:

- [ ] Fill in what the memo lists as still open. Put each document in this folder and name it there.
- [ ] Name the owners in [.github/CODEOWNERS]({up}.github/CODEOWNERS).
- [ ] In [.github/workflows/{workflow}]({up}.github/workflows/{workflow}) and
      `.pre-commit-config.yaml`, put a commit that you looked at in the place of `main`.
- [ ] Make the check `policies` a required one for the main branch.

After the vote, set `status` to `adopted` and write who adopted it, on which day, and where that
is recorded.

| file | what it is |
|---|---|
| `{policy}` | the policy |
| `directory/{state}.yaml` | who is who, with the source for saying so |
| `lprpolicy.yaml` | settings of this folder |
| `schemas/` | what may stand in each file, for editors |
| `docs/memo.md` | the memo to the council |
"""


def guide(start: Start) -> str:
    """Write the README as Markdown."""
    told = start.told
    return _PAGE.format(
        town=markdown(told.town),
        agency=markdown(told.name),
        day=long_day(told.day),
        policy=f"{told.agency}/policy.yaml",
        state=told.state,
        up=start.around.up,
        workflow=start.around.workflow,
        folder=start.around.folder or ".",
        questions="\n".join(f"| `{block}` | {question} |" for block, question in QUESTIONS),
    )
