"""The search page, and the page that says how to read the others."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.standing import Standing
from lprpolicy.write.site import address
from lprpolicy.write.site.phrasing import TONES, WORDS
from lprpolicy.write.site.view import SitePage, View

MEANINGS = {
    Standing.MET: "What the policy says meets the rule. Whether the police do what it says is not "
    "known.",
    Standing.NOT_MET: "What the policy says breaks the rule.",
    Standing.CANNOT_TELL: "The policy does not say, or nobody knows who a recipient is. It is no "
    "pass.",
    Standing.SET_ASIDE: "The rule is broken, and whoever made it has allowed that until a named "
    "day.",
    Standing.DISPUTED: "Lawyers disagree about what the law asks for, so nothing is decided here.",
}


def pages(view: View) -> Iterator[SitePage]:
    yield SitePage(address.SEARCH, "search.html", "Search", "search", {})
    said = [(WORDS[one], TONES[one], MEANINGS[one]) for one in TONES]
    shows = {"outcomes": said, "head": view.site.history.head}
    yield SitePage(address.ABOUT, "about.html", "How to read these pages", "about", shows)
