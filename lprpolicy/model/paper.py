"""A document that a fact rests on: a file of the repository, or one elsewhere with its digest."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from lprpolicy.model.scalars import RelativePath, Sha256, Url, Written


class Elsewhere(Written):
    """A paper that is kept at an address. Its digest says which paper that was."""

    url: Url = Field(title="Address", description="Where the document can be read.")
    sha256: Sha256 = Field(title="SHA-256", description="Of its bytes, when it was read there.")

    def __str__(self) -> str:
        return f"{self.url} (SHA-256 {self.sha256})"


def _paper_tag(value: Any) -> str:
    return "(elsewhere)" if isinstance(value, (dict, Elsewhere)) else "(path)"


Paper = Annotated[
    Annotated[RelativePath, Tag("(path)")] | Annotated[Elsewhere, Tag("(elsewhere)")],
    Discriminator(_paper_tag),
]
