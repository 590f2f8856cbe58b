"""The repository and the policies of the pages, for the document that is voted on."""

from tests.write.page.conftest import judgement, shape, subject

__all__ = ["judgement", "shape", "subject"]
