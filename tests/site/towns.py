"""A state's worth of made-up towns: nothing here is about a real place."""

from __future__ import annotations

from pathlib import Path

POLICIES = Path(__file__).resolve().parents[2] / "policies"
KINDS = ("municipal-police", "campus-police", "transit-police")


def state_of_towns(root: Path, count: int) -> Path:
    """A policy repository with so many towns. They differ in what they keep and whom they let in."""
    folder = root / "policies"
    (folder / "directory").mkdir(parents=True)
    lines = ["schema: lprpolicy/directory/v1", "title: Made-up towns"]
    lines += ["source: {title: Made up for tests, on: 2026-01-01}", "agencies:"]
    for number in range(count):
        name, region = f"Town {number:03d}", f"Region {number % 9}"
        lines.append(
            f"  - {{id: us-ct/town-{number:03d}-pd, name: {name} Police Department, "
            f"kind: {KINDS[number % 11 == 0]}, state: us-ct, county: {region}}}"
        )
    write(folder / "directory/towns.yaml", "\n".join(lines) + "\n")
    write(folder / "lprpolicy.yaml", "schema: lprpolicy/config/v1\ntitle: Made-up towns\n")
    draft = (POLICIES / "us-ct/trumbull-pd/policy.yaml").read_text(encoding="utf-8")
    for number in range(count):
        write(folder / f"us-ct/town-{number:03d}-pd/policy.yaml", policy(draft, number, count))
    return folder


def policy(draft: str, number: int, count: int) -> str:
    """One town's policy: some keep reads too long, some do not say, one lets an agency of ICE in."""
    kept = ("7 days", "14 days", "21 days", "30 days", "1 year")[number % 5]
    head, _, rest = draft.partition("  grants:\n")
    _, _, tail = rest.partition("\naccess:")
    text = head.replace("us-ct/trumbull-pd", f"us-ct/town-{number:03d}-pd")
    text = text.replace("reads: 7 days", f"reads: {kept}") if number % 13 else text
    others = [f"us-ct/town-{(number * 7 + step) % count:03d}-pd" for step in range(1, 31)]
    to = [other for other in dict.fromkeys(others) if other != f"us-ct/town-{number:03d}-pd"]
    to += ["us/ice-hsi"] if number == 5 else []
    grants = "".join(
        f"    - to: {other}\n      system: plate-reads\n      data: [reads]\n"
        f"      mode: standing\n      purposes: [stolen-vehicle, missing-person]\n"
        for other in to
    )
    return f"{text}  grants:\n{grants}\naccess:{tail}"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
