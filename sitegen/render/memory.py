"""A bounded memory: what was not asked for longest is forgotten first."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """At most `size` values, by key. Unlike `functools.lru_cache`, the key is not what the value is made of."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """The value of `key`, if it is still remembered."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def put(self, key: Key, value: Value) -> None:
        """Remember `value`."""
        self._values[key] = value
        if len(self._values) > self._size:
            del self._values[next(iter(self._values))]
