"""`import --merge`: what an export shows is added, and every byte of the policy stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.merged import Merged
from lprpolicy.evaluate.merged import merge as merge_into
from lprpolicy.identify.index import Index
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Named
from lprpolicy.model.words import Data, Tri, Vendor
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national
from tests.limits import examples

AGENCY = "us-ct/westport-pd"
HEAD = "schema: lprpolicy/policy/v1\nagency: us-ct/westport-pd\nstatus: proposed\n"
SYSTEMS = "systems:\n  - id: learn  # the old one\n    vendor: motorola-learn\n"
GRANT = "    - to: {named: Old Friend %d}\n      system: flock  # kept\n      data: [reads]\n"
INDEX = Index.of(federal(), lists=national())


def export(*names: str, vendor: Vendor = Vendor.FLOCK) -> Observation:
    shares = tuple(
        Share(Direction.OUTBOUND, name, Where("list.csv", row=at), {Data.READS: Tri.YES})
        for at, name in enumerate(names, 2)
    )
    whole = Completeness.COMPLETE
    return Observation(
        vendor, "list.csv", "0" * 64, "Westport Police Department", None, whole, shares
    )


def merge(policy: str, *names: str) -> Merged:
    return merge_into("policy.yaml", policy.encode(), export(*names), AGENCY, INDEX)


def granted(raw: bytes) -> list[str]:
    read = read_file("policy.yaml", raw, Policy).value
    assert read is not None
    grants = (read.sharing.grants if read.sharing else None) or ()
    return [grant.to.named if isinstance(grant.to, Named) else grant.to for grant in grants]


def test_new_recipients_stand_below_the_old_ones_and_comments_stay() -> None:
    policy = (
        f"{HEAD}{SYSTEMS}sharing:\n  onward: forbidden\n  grants:\n{GRANT % 1}    # a tail\n# end\n"
    )
    done = merge(policy, "Norwalk CT PD", "Old Friend 1", "Middle of Nowhere PD")
    assert done.raw.decode() == (
        f"{HEAD}{SYSTEMS}  - id: flock\n    vendor: flock\n"
        f"sharing:\n  onward: forbidden\n  grants:\n{GRANT % 1}"
        "    # list.csv, row 2: Norwalk CT PD\n"
        "    - to: us-ct/norwalk-pd\n"
        '      listed_as: "Norwalk CT PD"\n'
        "      system: flock\n"
        "      data: [reads]\n"
        "      mode: standing\n"
        "    # list.csv, row 4: Middle of Nowhere PD\n"
        f"    # not in the directory: {done.added[1].identity.why}\n"
        "    - to:\n"
        '        named: "Middle of Nowhere PD"\n'
        "      system: flock\n"
        "      data: [reads]\n"
        "      mode: standing\n"
        "    # a tail\n# end\n"
    )
    assert (len(done.added), done.there) == (2, 1)


def test_a_second_time_adds_nothing() -> None:
    once = merge(f"{HEAD}{SYSTEMS}", "Norwalk CT PD", "Somebody PD")
    again = merge(once.raw.decode(), "Norwalk CT PD", "Somebody PD")
    assert (again.raw, again.added, again.there) == (once.raw, (), 2)


def test_an_empty_list_is_the_one_thing_that_goes() -> None:
    done = merge(f"{HEAD}sharing:\n  grants: []  # nobody\naudit: {{}}\n", "Norwalk CT PD")
    assert "sharing:\n  grants:  # nobody\n    # list.csv" in done.raw.decode()
    assert granted(done.raw) == ["us-ct/norwalk-pd"]


def test_grants_on_one_line_are_an_error() -> None:
    with pytest.raises(UsageError, match="nothing can be added to"):
        merge(f"{HEAD}{SYSTEMS}sharing: {{grants: [{{to: us/fbi}}]}}\n", "Norwalk CT PD")


NAMES = st.lists(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12
    ).filter(lambda text: bool(text.strip())),
    max_size=3,
)
PARTS = st.sampled_from(["", "# a comment\n", "\n", "audit: {every: 1 month}\n"])


@settings(max_examples=examples(60))
@given(
    NAMES, PARTS, st.integers(0, 2), st.booleans(), st.sampled_from(["\n", "\r\n"]), st.booleans()
)
def test_every_byte_of_the_policy_stays(
    names: list[str], tail: str, grants: int, systems: bool, end: str, bom: bool
) -> None:
    listed = "".join(GRANT % number for number in range(grants))
    policy = HEAD + (SYSTEMS if systems else "")
    policy += f"sharing:\n  onward: forbidden\n  grants:\n{listed}" if grants else ""
    policy = ("\ufeff" if bom else "") + (policy + tail).replace("\n", end)
    done = merge(policy, *names)
    left = iter(done.raw.decode().splitlines(keepends=True))
    assert all(line in left for line in policy.splitlines(keepends=True))  # in order, byte for byte
    assert len(granted(done.raw)) == grants + len(done.added)
    assert done.raw.decode().count("\n") == done.raw.decode().count(end)
