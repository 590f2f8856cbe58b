"""What an entry of the repository's own directory is worth: whether it may let anybody in."""

from __future__ import annotations

from dataclasses import dataclass, field

from lprpolicy.identify.borne_out import Doubt, doubts, unheard
from lprpolicy.identify.entries import Both, Own
from lprpolicy.identify.names import read_name
from lprpolicy.model.directory import Agency, Source
from lprpolicy.model.provenance import Rank


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """The rank of an entry, and what keeps it from a higher one."""

    rank: Rank
    doubts: tuple[Doubt, ...] = ()
    source: Source | None = None
    """The official list that bears out an entry of the repository's own."""
    unheard: Doubt | None = None
    """Why it lets nobody in who is granted something, though nothing speaks against it."""

    @property
    def why(self) -> str:
        """What a person reads where the entry is not relied on."""
        doubt = self.doubts[0] if self.doubts else self.unheard
        return f"its entry {doubt.says}" if doubt else "its entry lets nobody in"


OFFICIAL = EntryStanding(Rank.OFFICIAL)
REVIEWED = EntryStanding(Rank.REVIEWED)


@dataclass(frozen=True, slots=True)
class Standings:
    """What each entry is worth, found out once."""

    own: Own
    entries: Own | Both
    _known: dict[str, EntryStanding] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, agency: Agency) -> EntryStanding:
        """Entries that are none of the repository's own come from official lists."""
        mine = self.own.by_id(agency.id)
        if mine is None:
            return OFFICIAL
        known = self._known.get(mine.id)
        if known is None:
            known = self._known[mine.id] = self._find(mine)
        return known

    def look_up(self, id: str) -> EntryStanding | None:  # noqa: A002 - it is the id of the entry
        """What was found out about an entry so far."""
        return self._known.get(id)

    def learn(self, id: str, standing: EntryStanding) -> None:  # noqa: A002 - as above
        """Take what another process found out about an entry."""
        self._known.setdefault(id, standing)

    def _find(self, mine: Agency) -> EntryStanding:
        official = self.entries.official(mine)
        wrong = tuple(doubts(mine, official))
        others = self.own.shared_oris.get(mine.ori or "", ())
        if others:
            also = " and ".join(one for one in others if one != mine.id)
            says = f"gives {mine.name} the ORI {mine.ori}, which {also} has too"
            wrong += (Doubt(says, ("ori",)),)
        if wrong or mine.kind is None or mine.kind.federal:
            return EntryStanding(Rank.CLAIMED if wrong else Rank.WORDS, wrong)
        said = official.entry
        if said is not None and said.kind is mine.kind:
            forms = {read_name(name).form for name in (mine.name, *mine.aliases)}
            if forms <= official.names:
                return EntryStanding(Rank.OFFICIAL, source=said.source)
        strange = unheard(mine, official)
        return REVIEWED if strange is None else EntryStanding(Rank.REVIEWED, unheard=strange)
