"""Kept: what was worked out once and is the same for everyone who asks the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Answers by key, bounded by weight; what was asked for longest ago makes room.

    most    weight of all that is kept
    weigh   the weight of one answer
    fewest  so many stay in any case: what is in front of a person is never let go of

    The key names everything that the answer was made from, whose eyes it is for and which area
    it is about among it. Locked: many threads may ask; two that ask for the same thing at once
    may both make it, and one of the two is kept.
    """

    def __init__(self, most: int, weigh: Callable[[T], int], fewest: int = 0) -> None:
        self.most = most
        self.fewest = fewest
        self._weigh = weigh
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._weight = 0
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under this key; made now, and kept, when it is not there.

        What make raises is raised, and nothing is kept.
        """
        with self._lock:
            if key in self._held:
                return self._again(key)
            making = self._making.setdefault(key, Lock())
        with making:
            return self._made(key, make)

    def held(self, key: Hashable) -> T | None:
        """The answer under this key where it is kept; None where it would have to be made."""
        with self._lock:
            return self._again(key) if key in self._held else None

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._held)

    def forget(self) -> None:
        """Let go of everything (for tests and benches)."""
        with self._lock:
            self._held.clear()
            self._weight = 0

    def _made(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._held:
                return self._again(key)
        try:
            made = make()
            with self._lock:
                self._keep(key, made)
        finally:
            with self._lock:
                self._making.pop(key, None)
        return made

    def _again(self, key: Hashable) -> T:
        self._held.move_to_end(key)
        return self._held[key]

    def _keep(self, key: Hashable, made: T) -> None:
        if key in self._held:
            self._weight -= self._weigh(self._held.pop(key))
        self._held[key] = made
        self._weight += self._weigh(made)
        while self._weight > self.most and len(self._held) > self.fewest:
            self._weight -= self._weigh(self._held.popitem(last=False)[1])
