"""What the project promises in figures, measured beside a peer: ``python -m tests.bench``.

Each module measures one promise: ``measure()`` yields ``Figure``s. They run one after the
other, on a machine that should do nothing else meanwhile.
"""

from typing import NamedTuple

__all__ = ["Figure"]


class Figure(NamedTuple):
    """A measured value, the bar it has to reach, and what others reach.

    ``most`` says that the value may be at most the bar; else it must be at least that. There is
    no value where a peer cannot be had; ``beside`` says why.
    """

    what: str
    value: float | None
    unit: str
    bar: float | None = None
    most: bool = False
    beside: str = ""

    @property
    def holds(self) -> bool:
        if self.bar is None or self.value is None:
            return True
        return self.value <= self.bar if self.most else self.value >= self.bar
