"""Who uses the readers, what a policy and a contract treat, and what is reported to whom."""

from __future__ import annotations

from lprpolicy.model.words.word import Ranked, Word


class UserClass(Word):
    """Who of the agency, or for it, may run readers or search reads."""

    SWORN_OFFICERS = "sworn-officers", "sworn officers"
    CERTIFIED_OPERATORS = "certified-operators", "officers whom the state certified for readers"
    AUTHORIZED_EMPLOYEES = "authorized-employees", "employees who were named for it in writing"
    ALL_EMPLOYEES = "all-employees", "any employee"
    TRUCK_INSPECTORS = "truck-inspectors", "inspectors of trucks"
    TRANSPORTATION_STAFF = "transportation-staff", "staff of the transportation department"
    PARKING_STAFF = "parking-staff", "staff who check parking"
    TOLL_STAFF = "toll-staff", "staff who collect tolls"
    SECURED_AREA_STAFF = "secured-area-staff", "staff who guard a secured area"
    CONTRACTORS = "contractors", "a company that keeps the readers running"
    OTHER_AGENCIES = "other-agencies", "people of another agency, with a login of this one"


class PolicyTopic(Word):
    """What the agency's written policy treats."""

    PURPOSES = "purposes", "what the readers are for"
    USERS = "users", "who may use them"
    ACCESS = "access", "how access is given and taken away"
    TRAINING = "training", "training"
    SUPERVISION = "supervision", "supervision of use"
    AUDITS = "audits", "audits"
    DATABASES = "databases", "the lists that plates are compared with"
    RETENTION = "retention", "how long records are kept"
    DESTRUCTION = "destruction", "how records are deleted"
    SHARING = "sharing", "sharing with others"
    OUTSIDE_DATA = "outside-data", "use of reads that others collected"
    ACCURACY = "accuracy", "how errors are found and corrected"
    SECURITY = "security", "protection of the records"
    CUSTODIAN = "custodian", "which office is in charge"
    MONITORING = "monitoring", "how use is watched"
    MAINTENANCE = "maintenance", "upkeep and calibration"
    PRIVACY = "privacy", "privacy"


class ContractDuty(Word):
    """What a contract requires of the vendor."""

    AGENCY_OWNS_DATA = "agency-owns-data", "to leave all records the property of the agency"
    NO_VENDOR_LICENSE = "no-vendor-license", "to take no license to use the records"
    VENDOR_ACCESS_BY_PERMISSION = (
        "vendor-access-by-permission",
        "to open the records only with permission",
    )
    REQUESTS_GO_TO_AGENCY = "requests-go-to-agency", "to send every request on to the agency"
    LEGAL_DEMAND_NOTICE = "legal-demand-notice", "to tell the agency at once of a subpoena"
    LEGAL_DEMAND_CHALLENGE = "legal-demand-challenge", "to fight a subpoena in court"
    END_TO_END_ENCRYPTION = "end-to-end-encryption", "to encrypt records from end to end"
    CJIS_POLICY = "cjis-policy", "to meet the FBI’s security policy"
    SECURITY_ADDENDUM = "security-addendum", "to sign the FBI’s security addendum"
    AUDIT_RIGHTS = "audit-rights", "to let the agency audit"
    AUDIT_REPORTS = "audit-reports", "to deliver audits of searches"
    INCIDENT_NOTICE = "incident-notice", "to report security incidents"
    PURGE_IN_TIME = "purge-in-time", "to delete records in time"


class Deliverable(Word):
    """What the vendor delivers again and again."""

    SEARCH_AUDIT = "search-audit", "an audit of all searches"
    OUTSIDE_SEARCH_AUDIT = "outside-search-audit", "an audit of searches for other bodies"


class Auditor(Word):
    """Who audits searches."""

    SUPERVISOR = "supervisor", "a supervisor of the users"
    OWN_AUDITOR = "own-auditor", "somebody of the agency who supervises no user"
    TOWN_OFFICE = "town-office", "another office of the town"
    INDEPENDENT = "independent", "an auditor from outside"
    STATE_BODY = "state-body", "a body of the state"
    VENDOR = "vendor", "the vendor"


class Receiver(Word):
    """Who gets a report or a notice."""

    AGENCY_HEAD = "agency-head", "the head of the agency"
    COUNCIL = "council", "the council"
    PUBLIC = "public", "the public"
    STATE_POLICE = "state-police", "the state police"
    STATE_CRIMINAL_BUREAU = "state-criminal-bureau", "the state’s bureau of criminal records"
    PUBLIC_SAFETY_DEPARTMENT = "public-safety-department", "the state’s public safety department"
    JUSTICE_COMMISSION = "justice-commission", "the state’s commission on criminal justice"
    TRANSPORTATION_DEPARTMENT = "transportation-department", "the transportation department"
    ATTORNEY_GENERAL = "attorney-general", "the Attorney General"
    LEGISLATURE = "legislature", "the legislature"
    GOVERNOR = "governor", "the governor"
    STATE_AUDITOR = "state-auditor", "the state auditor"


class ReportItem(Word):
    """What a report holds."""

    READERS = "readers", "how many readers there are"
    READS = "reads", "how many reads"
    HITS = "hits", "how many hits"
    OUTCOMES = "outcomes", "what came of the hits"
    HOT_LISTS = "hot-lists", "the hot lists used"
    MANUAL_ENTRIES = "manual-entries", "plates entered by hand"
    ACTIVE_TIMES = "active-times", "when the readers ran"
    SEARCHES = "searches", "how many searches"
    PURPOSES = "purposes", "what searches were for"
    REQUESTS = "requests", "how many requests by others"
    OUT_OF_STATE_REQUESTS = "out-of-state-requests", "requests from other states"
    FEDERAL_REQUESTS = "federal-requests", "requests by federal agencies"
    RECIPIENTS = "recipients", "who got reads"
    KEPT_LONGER = "kept-longer", "what was kept past the limit"
    AUDITS = "audits", "the audits"
    BREACHES = "breaches", "breaches of security"
    MISUSE = "misuse", "misuse"
    COSTS = "costs", "the costs"
    POLICY = "policy", "the policy"


class NoticeEvent(Word):
    """What somebody is told of within a time."""

    NEW_READER = "new-reader", "a new reader or a new place of one"
    STORED_READS = "stored-reads", "new reads, by storing them"
    POLICY_CHANGE = "policy-change", "a change of the policy"
    PROPOSAL = "proposal", "a proposal, before the vote"
    AUDIT_RESULT = "audit-result", "the result of an audit"
    BREACH = "breach", "a breach of security"
    MISUSE = "misuse", "misuse"
    LEGAL_DEMAND = "legal-demand", "a subpoena or a warrant"
    FEDERAL_REQUEST = "federal-request", "a request by a federal agency"


class Affirmation(Word):
    """What a recipient promises in the paper that a grant rests on."""

    NO_IMMIGRATION_USE = "no-immigration-use", "no use for immigration enforcement"
    NO_REPRODUCTIVE_CARE_USE = "no-reproductive-care-use", "no use against reproductive care"
    NO_GENDER_CARE_USE = "no-gender-care-use", "no use against gender-affirming care"
    NO_PROTECTED_ACTIVITY_USE = (
        "no-protected-activity-use",
        "no use against protest, speech or prayer",
    )
    FOLLOWS_SENDING_STATE = "follows-sending-state", "keeping to the law of the sending state"
    SAME_SAFEGUARDS = "same-safeguards", "the same safeguards as the sender’s"
    POLICE_PURPOSE = "police-purpose", "use for police work only"
    NO_PASSING_ON = "no-passing-on", "no passing on"


class PreservationTerm(Word):
    """What a request to hold reads must state."""

    SWORN_STATEMENT = "sworn-statement", "a statement under oath"
    CAMERAS = "cameras", "the cameras"
    PLATE = "plate", "the plate"
    TIMES = "times", "the dates and times"
    FACTS = "facts", "the facts that tie the reads to a case"
    CASE = "case", "the case and who asks"


class Requester(Word):
    """Whose request to hold reads the agency honors."""

    GOVERNMENTS = "governments", "government bodies"
    DEFENDANTS = "defendants", "defendants in criminal cases"


class Permission(Ranked):
    """Whether something is allowed: to sell reads, to buy them, to recognize faces."""

    FORBIDDEN = "forbidden", 0
    ALLOWED = "allowed", 1
