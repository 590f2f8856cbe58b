"""What a grant opens, on which document, and whether it may be passed on."""

from __future__ import annotations

from lprpolicy.model.words.word import Ranked, Word


class Data(Word):
    """What of an agency's data a grant opens."""

    READS = "reads", "the reads"
    IMAGES = "images", "the pictures"
    HOT_LISTS = "hot-lists", "the hot lists"
    LIVE_ALERTS = "live-alerts", "alerts as they happen"
    LIVE_VIDEO = "live-video", "live videos"


class Mode(Ranked):
    """Whether a grant stands by itself or is answered request by request."""

    STANDING = "standing", 1
    PER_REQUEST = "per-request", 0


class BasisKind(Word):
    """The paper that a grant rests on."""

    AGREEMENT = "agreement", "an agreement"
    WRITTEN_DECLARATION = "written-declaration", "a written declaration"
    WRITTEN_CERTIFICATION = "written-certification", "a written certificate"
    WRITTEN_REQUEST = "written-request", "a written request"
    WARRANT = "warrant", "[a warrant|warrant]"
    COURT_ORDER = "court-order", "a court order"
    SUBPOENA = "subpoena", "[a subpoena|subpoena]"
    STATUTE = "statute", "a law that asks for it"


class Taking(Word):
    """On what the agency takes reads that a private reader made."""

    CONSENT = "consent", "the owner’s consent"
    SUBPOENA = "subpoena", "[a subpoena|subpoena]"
    COURT_ORDER = "court-order", "a court order"
    WARRANT = "warrant", "[a warrant|warrant]"


class Release(Ranked):
    """Who gets reads on a written request alone, without a grant."""

    NOBODY = "nobody", 0
    ANY_LAW_ENFORCEMENT_AGENCY = "any-law-enforcement-agency", 1


class Onward(Ranked):
    """Whether a recipient may pass on what it got."""

    FORBIDDEN = "forbidden", 0
    WITH_PERMISSION = "with-permission", 1
    ALLOWED = "allowed", 2
