"""Pages as transparency portals look, made up: the text, two looks of the page, a scraper's JSON."""

from __future__ import annotations

import json
from html import escape

from lprpolicy.model.observation import Direction, Observation
from lprpolicy.vendors import observe

AGENCY = "Alder XX PD"
NAMES = ("Birch CA PD", "Cedar County CA SO", "Elm CT PD", "Fir College PD (CA)", "Oak MN PD")
PROHIBITED = (
    "Immigration enforcement, traffic enforcement, harassment or intimidation, usage based solely "
    "on a protected class (i.e. race, sex, religion), Personal use."
)
POLICIES = {
    "What's Detected": "License Plates, Vehicles",
    "Acceptable Use Policy": "Data is used for law enforcement purposes only.",
    "Prohibited Uses": PROHIBITED,
    "Access Policy": "All system access requires a valid reason.",
}
USAGE = {"Data retention (in days)": "30 days", "Number of LPR and other cameras": "102"}


def granted(agency: str = AGENCY) -> str:
    return f"Organizations granted access to {agency} data"


def blocks(**changed: str | None) -> dict[str, str]:
    """Every heading with its text; a heading given as None is left out."""
    made = {**POLICIES, **USAGE, granted(): ", ".join(NAMES)}
    made |= {key: value for key, value in changed.items() if value is not None}
    return {key: value for key, value in made.items() if changed.get(key, "") is not None}


def text(of: dict[str, str], *, updated: str = "Tue Apr 28 2026", agency: str = AGENCY) -> str:
    """The page as a browser copies it."""
    policies = [f"{heading}\n\n{said}" for heading, said in of.items() if heading in POLICIES]
    usage = [f"{heading}\n\n{said}" for heading, said in of.items() if heading not in POLICIES]
    return (
        f"{agency}\nTransparency Portal\n\nLast Updated: {updated}\n\nOverview\n\n"
        f"{agency} uses readers.\n\nPolicies\n\n"
        + "\n\n".join(policies)
        + "\nUsage\n\n"
        + "\n\n".join(usage)
        + "\nAdditional Info\n"
    )


def html(of: dict[str, str], *, table: bool = False, styled: bool = True) -> str:
    """The page itself; with `table`, a list is one cell a name, as newer pages have it."""
    heavy, light = ("font-weight:600", "font-weight:400") if styled else ("", "")
    body = [
        f"<h1>{AGENCY}<br>Transparency Portal</h1>",
        "<p>Last updated: <span title='x'>Tue Apr 28 2026</span></p>",
        "<style>.x{color:red}</style><script>var a = '<p>no</p>';</script>",
        "<h3>Policies</h3>",
    ]
    for heading, said in of.items():
        value = f'<div style="{light};white-space:pre-line">{escape(said)}</div>'
        if table and heading.startswith("Organizations"):
            cells = "".join(_cell(name) for name in said.split(", "))
            small = f'<p style="{light}">{escape(heading)}.</p>'
            body.append(
                f'<p style="{heavy}">Sharing Network Data With</p>{small}<div>{cells}</div>'
            )
        else:
            body.append(f'<div><p style="{heavy}">{escape(heading)}</p><div>{value}</div></div>')
    return (
        "<!DOCTYPE html><html><head><title>Flock Safety - "
        f"{AGENCY} Transparency Portal</title></head><body>{''.join(body)}"
        "<footer><p>Provided by <a href='x'>Flock Safety</a></p></footer></body></html>"
    )


def _cell(name: str) -> str:
    said = escape(name)
    return (
        f'<div><div data-tp-access-cell-text="true" data-tp-full-value="{said}">{said}</div></div>'
    )


def scraped(**changed: object) -> bytes:
    """What a scraper makes of the page."""
    made: dict[str, object] = {
        "crawled_slug": "alder-xx-pd",
        "crawled_name": AGENCY,
        "archived_date": "2026-04-29",
        "last_updated": "",
        "prohibited_uses": PROHIBITED,
        "acceptable_use_policy": POLICIES["Acceptable Use Policy"],
        "data_retention_days": 30,
        "camera_count": 102,
        "sharing_outbound": list(NAMES),
        "sharing_inbound": [],
    }
    return json.dumps(made | changed).encode()


FORMS = {
    "text": lambda of: text(of),
    "the page": lambda of: html(of),
    "the page with a table": lambda of: html(of, table=True),
    "the page without its style": lambda of: html(of, styled=False),
}


def seen(page: str | bytes) -> Observation:
    """What is read from a page."""
    return observe("portal", page if isinstance(page, bytes) else page.encode())


def names(found: Observation, direction: Direction = Direction.OUTBOUND) -> list[str]:
    """The names of a list."""
    return [share.raw for share in found.shares if share.direction is direction]
