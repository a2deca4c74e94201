"""Facts at hand, and names of those to be looked up, in; one mapping of both out."""

from collections.abc import Callable, Mapping
from functools import cached_property

from .fact import Fact


class Facts(Mapping):
    """Facts by name; what only few texts cite is looked up when first asked for."""

    def __init__(
        self,
        at_hand: Mapping[str, Fact],
        names: Mapping[str, str],
        look_up: Callable[[], Mapping[str, Fact]],
    ):
        self._at_hand = at_hand
        self._names = names
        self._look_up = look_up

    @cached_property
    def _further(self):
        return self._look_up()

    def __getitem__(self, name):
        if name in self._at_hand:
            return self._at_hand[name]
        if name not in self._names:
            raise KeyError(name)
        return self._further[name]

    def __contains__(self, name):
        return name in self._at_hand or name in self._names

    def __iter__(self):
        yield from self._at_hand
        yield from self._names

    def __len__(self):
        return len(self._at_hand) + len(self._names)
