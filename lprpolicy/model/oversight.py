"""What an own user gives before a search, who audits it, and what is published and reported."""

from lprpolicy.model.scalars import Day, Flag, Maybe, MonthDay, Percent, Period, Slug, Url
from lprpolicy.model.words import (
    Artifact,
    Auditor,
    LogField,
    NoticeEvent,
    PolicyTopic,
    Receiver,
    ReportItem,
    Requirement,
    UserClass,
    Visibility,
)
from lprpolicy.model.written import Field, Written


class Training(Written):
    """How often users are trained."""

    every: Period = Field(title="Every", description="The longest time between two trainings.")


class AgeStage(Written):
    """What opening reads of a certain age takes, besides what younger ones take."""

    after: Period = Field(title="After", description="The age from which it is required.")
    requires: tuple[Artifact, ...] = Field(
        min_length=1, title="Requires", description="Documents that must all exist."
    )


class Access(Written):
    """What an own user gives before searching."""

    reason: Maybe[Requirement] = Field(
        None, title="Reason", description="Whether a search needs a reason."
    )
    case_number: Maybe[Requirement] = Field(
        None, title="Case number", description="Whether a search needs a case number."
    )
    second_factor: Maybe[Requirement] = Field(
        None, title="Second factor", description="Whether logging in takes a second factor."
    )
    training: Maybe[Training] = Field(None, title="Training", description="Training of users.")
    users: Maybe[tuple[UserClass, ...]] = Field(
        None, title="Users", description="The only people who may run readers or search."
    )
    authorization: Maybe[Requirement] = Field(
        None,
        title="Authorization",
        description="Whether each user needs a written permission of the head of the agency.",
    )
    stated_facts: Maybe[Requirement] = Field(
        None,
        title="Stated facts",
        description="Whether a search needs facts that tie it to a case, written down before.",
    )
    entry_reason: Maybe[Requirement] = Field(
        None,
        title="Entry reason",
        description="Whether a plate entered by hand needs a written reason tied to a case.",
    )
    entry_removal: Maybe[Requirement] = Field(
        None,
        title="Entry removal",
        description="Whether a plate entered by hand goes at the end of the shift, unless its case "
        "is still open.",
    )
    role_limits: Maybe[Requirement] = Field(
        None, title="Role limits", description="Whether users see only what their role calls for."
    )
    tracking_warrant: Maybe[Requirement] = Field(
        None,
        title="Tracking warrant",
        description="Whether following a person under investigation takes a warrant, except in an "
        "emergency.",
    )
    stages: Maybe[tuple[AgeStage, ...]] = Field(
        None, title="Stages", description="What older reads take besides. [] is nothing."
    )


class Audit(Written):
    """How searches are looked over, and what the log of them holds."""

    every: Maybe[Period] = Field(
        None, title="Every", description="The longest time between two audits of searches."
    )
    by: Maybe[Slug] = Field(None, title="By", description="The office that audits.")
    auditor: Maybe[Auditor] = Field(
        None, title="Auditor", description="How near to the users whoever audits stands."
    )
    sample: Maybe[Percent] = Field(
        None, title="Sample", description="The share of searches that is looked at."
    )
    log_review: Maybe[Period] = Field(
        None, title="Log review", description="The longest time between two reviews of system logs."
    )
    search_log_fields: Maybe[tuple[LogField, ...]] = Field(
        None, title="Search log fields", description="What the log records of each search."
    )


class Security(Written):
    """How the records are protected."""

    encrypted_in_transit: Maybe[Flag] = Field(
        None, title="Encrypted in transit", description="Data is encrypted on every network."
    )
    encrypted_at_rest: Maybe[Flag] = Field(
        None, title="Encrypted at rest", description="Data is encrypted where it is stored."
    )


class AnnualReport(Written):
    """The annual report on use."""

    due: Maybe[MonthDay] = Field(
        None, title="Due", description="Month and day it is due each year."
    )
    published: Maybe[Url] = Field(None, title="Published", description="Where it appears.")


class CouncilSummary(Written):
    """The summary of use that the council gets again and again."""

    every: Period = Field(title="Every", description="The longest time between two summaries.")


class FiledReport(Written):
    """A report that somebody gets again and again."""

    to: Receiver = Field(title="To", description="Who gets it.")
    every: Period = Field(title="Every", description="The longest time between two reports.")
    due: Maybe[MonthDay] = Field(
        None, title="Due", description="Month and day it is due, where it is yearly."
    )
    contents: Maybe[tuple[ReportItem, ...]] = Field(
        None, title="Contents", description="What it holds."
    )
    kept: Maybe[Period] = Field(None, title="Kept", description="How long it is kept at least.")


class SentNotice(Written):
    """That somebody is told of an event within a time."""

    of: NoticeEvent = Field(title="Of", description="What is told.")
    to: Receiver = Field(title="To", description="Who is told.")
    within: Period = Field(title="Within", description="The longest time after the event.")


class Transparency(Written):
    """What the public can read."""

    policy_published: Maybe[Url] = Field(
        None, title="Policy published", description="Where this policy appears."
    )
    annual_report: Maybe[AnnualReport] = Field(
        None, title="Annual report", description="The annual report on use."
    )
    council_summary: Maybe[CouncilSummary] = Field(
        None, title="Council summary", description="The summary of use that the council gets."
    )
    reader_locations: Maybe[Visibility] = Field(
        None, title="Reader locations", description="Whether people can learn where readers stand."
    )
    search_logs: Maybe[Visibility] = Field(
        None, title="Search logs", description="Whether people can read the logs of searches."
    )
    reads: Maybe[Visibility] = Field(
        None, title="Reads", description="Whether people can see the reads themselves."
    )
    use_log: Maybe[Visibility] = Field(
        None,
        title="Use log",
        description="Whether people can read a log of when readers ran, what they counted and "
        "which lists they used.",
    )
    audits: Maybe[Visibility] = Field(
        None, title="Audits", description="Whether people can read the audits."
    )
    policy_covers: Maybe[tuple[PolicyTopic, ...]] = Field(
        None, title="Policy covers", description="What the agency's written policy treats."
    )
    reports: Maybe[tuple[FiledReport, ...]] = Field(
        None, title="Reports", description="Every report that is filed. [] is none."
    )
    notices: Maybe[tuple[SentNotice, ...]] = Field(
        None, title="Notices", description="Whom the agency tells of what. [] is nobody."
    )
    public_notice: Maybe[Day] = Field(
        None, title="Public notice", description="The day the public was told of the readers."
    )
