"""Dataclasses that compile a method when it is first called.

The standard decorator compiles up to ten methods of every class at import, about a millisecond. A
command imports some two hundred classes and makes objects of a third of them, so this was a fifth
of the time of `check`. To everybody else they are dataclasses: `fields`, `replace`, `asdict`,
`pickle` and `match` treat them so. What nobody uses here is left out: inheritance, class variables,
and fields by keyword only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

import dataclasses as standard

_ABSENT: Final = standard.MISSING
_OPERATORS: Final = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}

if not TYPE_CHECKING:

    def dataclass(*, frozen: bool = False, slots: bool = False, order: bool = False):
        """Make a class a dataclass, as `dataclasses.dataclass` does with these arguments."""

        def decorate(cls: type) -> type:
            fields = _take_fields(cls)
            if slots:
                cls = _with_slots(cls, fields)
            cls.__dataclass_fields__ = fields
            cls.__match_args__ = tuple(one.name for one in fields.values() if one.init)
            _Methods(cls, tuple(fields.values()), slots=slots).add(frozen=frozen, order=order)
            return cls

        return decorate


def _take_fields(cls: type) -> dict[str, standard.Field[Any]]:
    """Return the fields of a class body, and leave the defaults in it as a dataclass has them."""
    fields = {}
    for name, kind in cls.__annotations__.items():
        given = cls.__dict__.get(name, _ABSENT)
        one = given if isinstance(given, standard.Field) else standard.field(default=given)
        if type(one.default).__hash__ is None:
            raise ValueError(f"all objects would share the default of {cls.__name__}.{name}")
        one.name, one.type, one.kw_only = name, kind, False
        one._field_type = standard._FIELD  # type: ignore[attr-defined,union-attr]  # how `fields` knows them
        if one.default is not _ABSENT:
            setattr(cls, name, one.default)
        elif given is not _ABSENT:
            delattr(cls, name)
        fields[name] = one
    return fields


def _with_slots(cls: type, fields: dict[str, standard.Field[Any]]) -> type:
    """Make the class again with a slot for each field, since slots cannot be added."""
    dropped = {*fields, "__dict__", "__weakref__"}
    body = {name: value for name, value in cls.__dict__.items() if name not in dropped}
    made = type(cls)(cls.__name__, cls.__bases__, body | {"__slots__": tuple(fields)})
    made.__qualname__ = cls.__qualname__
    return made


class _Methods:
    """The methods of a class, each of which is compiled when it is first called."""

    def __init__(self, cls: type, fields: tuple[standard.Field[Any], ...], *, slots: bool) -> None:
        self._cls, self._fields, self._slots = cls, fields, slots

    def add(self, *, frozen: bool, order: bool) -> None:
        """Give the class each method that it does not define itself."""
        cls = self._cls
        own = set(cls.__dict__)
        later = ["__init__", "__repr__", "__eq__", *(_OPERATORS if order else ())]
        hashes = cls.__dict__.get("__hash__") is not None
        if frozen and not hashes:
            later.append("__hash__")
            own.discard("__hash__")
        elif not hashes:
            cls.__hash__ = None  # type: ignore[assignment]  # so Python marks what has no hash
        for name in later:
            if name not in own:
                setattr(cls, name, self._later(name))
        if frozen:
            cls.__setattr__ = _refuse_to_set  # type: ignore[assignment]
            cls.__delattr__ = _refuse_to_delete  # type: ignore[assignment]
        if frozen and self._slots and "__setstate__" not in own:
            for name, method in (("__getstate__", _state), ("__setstate__", _set_state)):
                setattr(cls, name, method)

    def _later(self, name: str) -> Any:
        def first(*given: Any, **named: Any) -> Any:
            made = self._compile(name)
            setattr(self._cls, name, made)
            return made(*given, **named)

        first.__name__ = name
        first.__qualname__ = f"{self._cls.__qualname__}.{name}"
        return first

    def _compile(self, name: str) -> Any:
        known: dict[str, Any] = {"_absent": _ABSENT}
        if name == "__init__":
            lines = self._init(known)
        elif name == "__repr__":
            shown = ", ".join(
                f"{one.name}={{self.{one.name}!r}}" for one in self._fields if one.repr
            )
            lines = ["def __repr__(self):", f" return f'{{type(self).__qualname__}}({shown})'"]
        else:
            lines = self._compare(name)
        exec("\n".join(lines), known)  # only of names that stand in our own classes
        made = known[name]
        made.__qualname__ = f"{self._cls.__qualname__}.{name}"
        return made

    def _init(self, known: dict[str, Any]) -> list[str]:
        taken, lines = ["self"], []
        for one in self._fields:
            name, value = one.name, one.name
            if one.default_factory is not _ABSENT:
                known[f"_make_{name}"] = one.default_factory
                value = f"_make_{name}() if {name} is _absent else {name}"
                value = value if one.init else f"_make_{name}()"
            if one.init:
                has_default = one.default is not _ABSENT or one.default_factory is not _ABSENT
                known[f"_default_{name}"] = one.default  # _absent, where a factory makes it
                taken.append(f"{name}=_default_{name}" if has_default else name)
            elif one.default is not _ABSENT:
                known[value := f"_default_{name}"] = one.default
            elif one.default_factory is _ABSENT:
                continue
            if self._slots:  # a slot sets itself faster than `object.__setattr__` finds it
                known[f"_set_{name}"] = getattr(self._cls, name).__set__
                lines.append(f" _set_{name}(self, {value})")
            else:
                lines.append(f" self.__dict__[{name!r}] = {value}")
        if hasattr(self._cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        return [f"def __init__({', '.join(taken)}):", *(lines or [" pass"])]

    def _compare(self, name: str) -> list[str]:
        ours, theirs = (
            "("
            + "".join(f"{who}.{one.name}," for one in self._fields if self._counts(one, name))
            + ")"
            for who in ("self", "other")
        )
        if name == "__hash__":
            return ["def __hash__(self):", f" return hash({ours})"]
        return [
            f"def {name}(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return {ours} {_OPERATORS.get(name, '==')} {theirs}",
            " return NotImplemented",
        ]

    @staticmethod
    def _counts(one: standard.Field[Any], method: str) -> bool:
        return one.compare if method != "__hash__" or one.hash is None else one.hash


def _refuse_to_set(self: object, name: str, value: object) -> None:
    del self, value
    raise standard.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    del self
    raise standard.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)
