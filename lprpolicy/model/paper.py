"""A document that a fact rests on: a file of the repository, or one elsewhere with its digest."""

from typing import Annotated

from lprpolicy.model.scalars import RelativePath, Sha256, TextOrMapping, Url
from lprpolicy.model.written import Field, Written


class Elsewhere(Written):
    """A paper that is kept at an address. Its digest says which paper that was."""

    url: Url = Field(title="Address", description="Where the document can be read.")
    sha256: Sha256 = Field(title="SHA-256", description="Of its bytes, when it was read there.")

    def __str__(self) -> str:
        return f"{self.url} (SHA-256 {self.sha256})"


Paper = Annotated[RelativePath | Elsewhere, TextOrMapping("(path)", "(elsewhere)")]
