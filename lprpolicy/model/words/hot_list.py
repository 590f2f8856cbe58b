"""Parts of a hot list."""

from __future__ import annotations

from lprpolicy.model.words.word import Word


class HotListFile(Word):
    """Parts of a hot list that can be left out."""

    IMMIGRATION_VIOLATOR = "immigration-violator", "people wanted under immigration law"
    GANG = "gang", "people listed as gang members"
    THREAT_SCREENING = "threat-screening", "people on the terrorist watch list"
    PROTECTIVE_INTEREST = "protective-interest", "people who may threaten those under guard"
