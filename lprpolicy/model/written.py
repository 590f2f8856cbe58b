"""What is written in files: frozen objects of closed formats, and the way from data into them.

To a type checker each format is a model of pydantic's. At run time it is a plain class, since
loading pydantic and building its models was a third of a check from a cold start. Data that is
plainly right is taken here; whatever is in doubt is read by pydantic (`with_pydantic`), so that a
fault has its words and its place. Either way the object is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import copy, deepcopy
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Self, get_type_hints

from lprpolicy.model.plain import Read, doubt, reader_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

    from lprpolicy.model.blocks import Blocks

_UNDERSTOOD: Final = {"alias", "description", "json_schema_extra", "min_length", "title"}
"""What is said of a field and read here; a field with other limits is left to pydantic."""
_put = object.__setattr__


class _FieldSaid:
    """What a class says of a field: its default, its `alias` in files, its title and description.

    The names are those of pydantic's `Field`.
    """

    __slots__ = ("default", "said")

    def __init__(self, default: object = ..., **said: Any) -> None:
        self.default, self.said = default, said


class _FieldReader(NamedTuple):
    """How the data of a field is read, and how many entries it has at least."""

    name: str
    read: Read
    least: int


class _ModelReader(NamedTuple):
    """How all fields of a class are read: by their keys in files, with defaults by their names."""

    fields: dict[str, _FieldReader]
    defaults: Callable[[], dict[str, Any]]
    due: frozenset[str]
    """The fields without a default."""
    open: bool
    """Whether keys without a field are kept."""


class _ModelFields:
    """The fields of a class as pydantic describes them."""

    def __get__(self, one: object, owner: Any) -> Mapping[str, FieldInfo]:
        from lprpolicy.model.with_pydantic import twin

        return twin(owner).model_fields


class PlainModel:
    """The part of pydantic's `BaseModel` that lprpolicy uses, under the same names."""

    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )
    __pydantic_extra__: dict[str, Any] | None
    __pydantic_fields_set__: set[str]

    model_config: ClassVar[Mapping[str, Any]] = {}
    model_fields: ClassVar[_ModelFields] = _ModelFields()
    __said__: ClassVar[dict[str, _FieldSaid]] = {}
    """The fields of this class alone."""
    __reader__: ClassVar[_ModelReader | None] = None

    def __init_subclass__(cls, **config: Any) -> None:
        cls.model_config = {**cls.model_config, **config}
        cls.__said__, cls.__reader__ = {}, None
        for name in cls.__annotations__:
            one = cls.__dict__.get(name, ...)
            cls.__said__[name] = one if isinstance(one, _FieldSaid) else _FieldSaid(one)
            if one is not ...:
                delattr(cls, name)

    def __init__(self, **data: Any) -> None:
        with suppress(ValueError):
            _fill(self, data, {})
            return
        _adapter(type(self)).validator.validate_python(data, self_instance=self)

    @classmethod
    def model_validate(cls, data: Any, *, context: Blocks | None = None) -> Self:
        """Make an object of data; `context` are the blocks that it was put together from."""
        with suppress(ValueError):
            return cls.read_plain(data, context)
        made: Self = _adapter(cls).validate_python(data)
        return made

    @classmethod
    def read_plain(cls, data: Any, blocks: Blocks | None = None) -> Self:
        """Make an object of data that is plainly right; a ValueError where there is a doubt."""
        if type(data) is dict:
            one = cls.__new__(cls)
            _fill(one, data, blocks or {})
            return one
        if isinstance(data, cls):
            return data
        raise ValueError

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Make an object of values by the names of fields, without a look at them."""
        one = cls.__new__(cls)
        known = {name: values.get(name, it) for name, it in _model_reader(cls).defaults().items()}
        held = {name: value for name, value in known.items() if value is not ...}
        _settle(one, held, set(values), None)
        return one

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        made = copy(self)
        made.__dict__.update(update or {})
        made.__pydantic_fields_set__.update(update or {})
        return made

    def model_dump(self, **how: Any) -> dict[str, Any]:
        plain: dict[str, Any] = _adapter(type(self)).dump_python(self, **how)
        return plain

    def model_dump_json(self, **how: Any) -> str:
        text: bytes = _adapter(type(self)).dump_json(self, **how)
        return text.decode()

    @classmethod
    def model_json_schema(cls, **how: Any) -> dict[str, Any]:
        schema: dict[str, Any] = _adapter(cls).json_schema(**how)
        return schema

    @property
    def model_fields_set(self) -> set[str]:
        return self.__pydantic_fields_set__

    @property
    def model_extra(self) -> dict[str, Any] | None:
        return self.__pydantic_extra__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        from lprpolicy.model.with_pydantic import schema_of

        return schema_of(cls, handler)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen, so {name!r} stays as it is")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen, so {name!r} stays as it is")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other) or not isinstance(other, PlainModel):
            return NotImplemented
        same = self.__dict__ == other.__dict__
        return same and self.__pydantic_extra__ == other.__pydantic_extra__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        held = ", ".join(f"{name}={value!r}" for name, value in self)
        return f"{type(self).__name__}({held})"

    def __str__(self) -> str:
        return " ".join(f"{name}={value!r}" for name, value in self)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield from (self.__dict__ | (self.__pydantic_extra__ or {})).items()

    def __getstate__(self) -> tuple[dict[str, Any], set[str], dict[str, Any] | None]:
        return self.__dict__, self.__pydantic_fields_set__, self.__pydantic_extra__

    def __setstate__(self, state: tuple[dict[str, Any], set[str], dict[str, Any] | None]) -> None:
        values, written, more = state
        _settle(self, dict(values), set(written), None if more is None else dict(more))


def _model_reader(cls: type[PlainModel]) -> _ModelReader:
    """Return how the fields of a class are read; this is found out when it is first asked."""
    if cls.__reader__ is None:
        cls.__reader__ = _make_reader(cls)
    return cls.__reader__


def _make_reader(cls: type[PlainModel]) -> _ModelReader:
    config, said = cls.model_config, fields_of(cls)
    name_in_files = config.get("alias_generator", str)
    fields = {
        one.said.get("alias") or name_in_files(name): _FieldReader(
            name,
            reader_of(kind) if one.said.keys() <= _UNDERSTOOD else doubt,
            one.said.get("min_length", 0),
        )
        for name, (kind, one) in said.items()
    }
    defaults = {name: one.default for name, (_, one) in said.items()}
    due = frozenset(name for name, default in defaults.items() if default is ...)
    stays = not any(type(default) is dict for default in defaults.values())
    return _ModelReader(
        fields,
        defaults.copy if stays else partial(deepcopy, defaults),
        due,
        config.get("extra") == "allow",
    )


def fields_of(cls: type[Any]) -> dict[str, tuple[Any, _FieldSaid]]:
    """Return the type of each field, and what is said of it; fields of bases come first."""
    found = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, PlainModel) and base is not PlainModel:
            kinds: dict[str, Any] = base.__annotations__
            if any(isinstance(kind, str) for kind in kinds.values()):
                kinds = get_type_hints(base, include_extras=True)
            found.update({name: (kinds[name], one) for name, one in base.__said__.items()})
    return found


def _fill(one: PlainModel, data: Mapping[str, Any], blocks: Blocks) -> None:
    """Give a new object its values; a ValueError where the data is not plainly right.

    What many files share is a value that was made once, of the block that has this very data.
    """
    cls: Any = type(one)
    reader = _model_reader(cls)
    more: dict[str, Any] | None = None
    if reader.open:
        more = {key: raw for key, raw in data.items() if key not in reader.fields}
        data = {key: raw for key, raw in data.items() if key in reader.fields}
    fields, written = _readers_of(cls, tuple(data))
    values = reader.defaults()
    for (name, read, least), (key, raw) in zip(fields, data.items(), strict=True):
        block = blocks.get(key)
        if block is not None and block.shared and block.data is raw:
            value = block.make_once(read)
        else:
            value = read(raw)
        if least and len(value) < least:
            raise ValueError
        values[name] = value
    if more:
        if any(type(key) is not str for key in more):
            raise ValueError
        written = written | more.keys()
    _settle(one, values, written, more)


@lru_cache(maxsize=4096)
def _readers_of(cls: Any, keys: tuple[str, ...]) -> tuple[tuple[_FieldReader, ...], set[str]]:
    """Return how each of these keys is read, and the names of their fields.

    Thousands of entries of a list write the same fields, and share the set of their names, which
    is as large as all else of them.
    """
    reader = _model_reader(cls)
    if not reader.fields.keys() >= set(keys):
        raise ValueError
    fields = tuple(reader.fields[key] for key in keys)
    written = {field.name for field in fields}
    if not reader.due <= written:
        raise ValueError
    return fields, written


def _settle(
    one: PlainModel, values: dict[str, Any], written: set[str], more: dict[str, Any] | None
) -> None:
    _put(one, "__dict__", values)
    _put(one, "__pydantic_fields_set__", written)
    _put(one, "__pydantic_extra__", more)
    _put(one, "__pydantic_private__", None)


def _adapter(cls: Any) -> Any:
    from lprpolicy.model.with_pydantic import adapter

    return adapter(cls)


if TYPE_CHECKING:
    from pydantic import BaseModel as Model
    from pydantic import Field as Field
else:
    Model, Field = PlainModel, _FieldSaid


class Written(Model, frozen=True, extra="forbid", arbitrary_types_allowed=True):
    """The base of everything that is written in files: frozen, closed, strict about scalars."""
