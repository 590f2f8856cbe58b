"""Write the index of the search box, as a script.

A page that is opened from a folder may load a script, and may not load a data file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from lprpolicy.write.escape import one_line
from lprpolicy.write.site import address
from lprpolicy.write.site.phrasing import kind, letting_words
from lprpolicy.write.site.view import View

Entry = tuple[str, str, str, str]


def index(view: View) -> str:
    """List every page with title, kind, address and other words to find it by."""
    entries = [tuple(map(one_line, entry)) for entry in _entries(view)]
    text = json.dumps(entries, ensure_ascii=True, separators=(",", ":"))
    return f"window.LPRPOLICY_SEARCH = {text};\n".replace("],[", "],\n[")


def _entries(view: View) -> Iterator[Entry]:
    for town in view.site.towns.values():
        about = f"policy; {kind(town.kind)}; {town.region or 'region not known'}"
        yield town.name, about, address.agency(town.id), town.id
    for identifier in sorted(set(view.of_town) - set(view.site.towns)):
        about = "policy that is here no more"
        yield view.name(identifier), about, address.agency(identifier), identifier
    for body in view.site.bodies.values():
        place = view.place(body) or "state not known"
        lets = view.count_letting(body.key)
        let_in = letting_words(*lets) if any(lets) else "in the directory"
        about = f"{kind(body.kind)}; {place}; {let_in}"
        more = (body.key, *(body.entry.aliases if body.entry else ()))
        yield body.name, about, address.recipient(body.key), " ".join(more)
    citations: dict[str, None] = {}
    for law in view.site.laws.values():
        yield law.rule.title, "rule", address.rule(law.id), f"{law.id} {law.rule.says}"
        citations |= {version.provision.citation: None for version in law.rule.versions}
    for citation in sorted(citations):
        yield citation, "law", address.provision(citation), ""
