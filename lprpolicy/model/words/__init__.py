"""The closed vocabularies: each word stands in one file, together with every fact about it.

A word is spelled the same in YAML, in Python and in prose.
"""

from __future__ import annotations

from lprpolicy.model.words.agency import GRAVEST_FIRST, AgencyKind, Component, Program, RowStatus
from lprpolicy.model.words.collection import PERSONAL, Field, Place
from lprpolicy.model.words.duties import (
    Affirmation,
    Auditor,
    ContractDuty,
    Deliverable,
    NoticeEvent,
    Permission,
    PolicyTopic,
    PreservationTerm,
    Receiver,
    ReportItem,
    Requester,
    UserClass,
)
from lprpolicy.model.words.grant import BasisKind, Data, Mode, Onward, Release, Taking
from lprpolicy.model.words.hot_list import HotListFile
from lprpolicy.model.words.law import Binding, LawTopic, Layer, Verified
from lprpolicy.model.words.oversight import ApprovalKind, LogField, Requirement, Visibility
from lprpolicy.model.words.purpose import WIDER, Purpose
from lprpolicy.model.words.recipient_group import RecipientGroup
from lprpolicy.model.words.record import Artifact, RecordClass, Until
from lprpolicy.model.words.status import Status, Tri
from lprpolicy.model.words.system import ContractTerm, ReaderProgram, Storage, Switch, Vendor
from lprpolicy.model.words.word import Ranked, Word

__all__ = [
    "GRAVEST_FIRST",
    "PERSONAL",
    "WIDER",
    "Affirmation",
    "AgencyKind",
    "ApprovalKind",
    "Artifact",
    "Auditor",
    "BasisKind",
    "Binding",
    "Component",
    "ContractDuty",
    "ContractTerm",
    "Data",
    "Deliverable",
    "Field",
    "HotListFile",
    "LawTopic",
    "Layer",
    "LogField",
    "Mode",
    "NoticeEvent",
    "Onward",
    "Permission",
    "Place",
    "PolicyTopic",
    "PreservationTerm",
    "Program",
    "Purpose",
    "Ranked",
    "ReaderProgram",
    "Receiver",
    "RecipientGroup",
    "RecordClass",
    "Release",
    "ReportItem",
    "Requester",
    "Requirement",
    "RowStatus",
    "Status",
    "Storage",
    "Switch",
    "Taking",
    "Tri",
    "Until",
    "UserClass",
    "Vendor",
    "Verified",
    "Visibility",
    "Word",
]
