"""What a search needs, what is logged of it, and what people can read."""

from __future__ import annotations

from lprpolicy.model.words.word import Ranked, Word


class LogField(Word):
    """What the search log records of one search."""

    USER = "user", "who searched"
    AGENCY = "agency", "which agency that person works for"
    ORI = "ori", "[the agency’s ORI|ORI]"
    DEVICE = "device", "on which device"
    TIME = "time", "when"
    QUERY = "query", "what was searched for"
    REASON = "reason", "why"
    OFFENCE_TYPE = "offence-type", "for what kind of offense"
    CASE_NUMBER = "case-number", "the case number"
    OUTCOME = "outcome", "what came of it"
    READER_LOCATIONS = "reader-locations", "at which readers"
    EXPORTS = "exports", "what was taken out of the system"


class ApprovalKind(Word):
    """A decision or registration that a law asks for before or while readers run."""

    COUNCIL_VOTE = "council-vote", "a vote of the council"
    PUBLIC_HEARING = "public-hearing", "a public hearing"
    STATE_REGISTRATION = "state-registration", "an entry in the state’s register"
    STATE_APPROVED_SYSTEM = "state-approved-system", "the state’s approval of the system"
    RIGHT_OF_WAY_PERMIT = "right-of-way-permit", "a permit to stand by the road"
    COORDINATOR_APPOINTED = "coordinator-appointed", "the naming of a person in charge"
    HEAD_OF_AGENCY_CERTIFICATION = (
        "head-of-agency-certification",
        "a signed word of the head of the agency",
    )
    POLICY_FILED_WITH_STATE = "policy-filed-with-state", "the filing of the policy with the state"
    TECHNICAL_CONTROLS_CERTIFIED = (
        "technical-controls-certified",
        "a signed word that the technical limits work",
    )


class Visibility(Ranked):
    """Whether a record is open to the public."""

    PUBLIC = "public", 0
    REDACTED = "redacted", 1
    CONFIDENTIAL = "confidential", 2


class Requirement(Ranked):
    """Whether a step is asked for."""

    REQUIRED = "required", 0
    OPTIONAL = "optional", 1
    ABSENT = "absent", 2
