"""Formats as pydantic's models, which are made where they are asked for.

Each class of `written` has a twin among pydantic's models, with the same fields. It reads what is
not plainly right, so all faults are told in pydantic's way; it writes data and JSON, and it makes
the JSON Schema. What it reads becomes an object of the class, never of the twin.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field, TypeAdapter, create_model

from lprpolicy.model.written import fields_of

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


@cache
def adapter(cls: Any) -> TypeAdapter[Any]:
    """Return what reads and writes objects of a class."""
    return TypeAdapter(cls)


@cache
def twin(cls: Any) -> type[BaseModel]:
    """Return the model with the fields of a class."""
    fields: dict[str, Any] = {
        name: (kind, Field(one.default, **one.said)) for name, (kind, one) in fields_of(cls).items()
    }
    config: Any = {**cls.model_config, "defer_build": True}
    model: type[BaseModel] = create_model(
        cls.__name__, __config__=config, __doc__=cls.__doc__, __module__=cls.__module__, **fields
    )
    return model


def schema_of(cls: Any, handler: Any) -> CoreSchema:
    """Return the twin's schema, which makes objects of the class."""
    schema: CoreSchema = handler.generate_schema(twin(cls))
    made = handler.resolve_ref_schema(schema)
    made["cls"] = cls
    return schema
