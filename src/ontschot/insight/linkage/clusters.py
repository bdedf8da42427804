"""From pairs to persons: best pairs first, and never against the evidence.

Linking pairs one by one lets one weak pair chain two persons together (twins through a row with initials only; a household
through a shared BSN). So two groups merge only when all that is known between them together speaks for it, when they
do not have two different trusted BSNs and, where a file holds everyone once, when they have no file in common.
"""

# ruff: noqa: E501  SQL reads better unbroken
from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

CLIP = 12.0  # one pair never outweighs everything else (match weight, in bits)
WRONG_BSN = 8.0  # bits against: one BSN in about two hundred and fifty is somebody else's


@dataclass
class Groups:
    """Union of labels with what each group holds. `bsn` and `files` per label; a label that is absent has none."""

    bsn: dict[int, int]
    once: set[int]
    files: dict[int, int] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)
    _parent: dict[int, int] = field(default_factory=dict)
    _members: dict[int, list[int]] = field(default_factory=dict)

    def find(self, label: int) -> int:
        """The label that stands for the group."""
        parent = self._parent
        root = label
        while (above := parent.get(root, root)) != root:
            root = above
        while (above := parent.get(label, label)) != root:
            parent[label] = root
            label = above
        return root

    def members(self, root: int) -> list[int]:
        """All labels of the group of a root."""
        return self._members.get(root, [root])

    def against(self, left: int, right: int) -> float | None:
        """What stands in the way, in bits; None when nothing can outweigh it.

        Two different BSNs and one file twice are a veto. Only a BSN that stands on one row, against one that stands on
        several, may be a wrong one. Who was judged to be somebody else stays that.
        """
        if self.apart and self._judged_apart(left, right):
            return None
        if self.files.get(left, 0) & self.files.get(right, 0):
            return None
        one, other = self.bsn.get(left), self.bsn.get(right)
        if one is None or other is None or one == other:
            return 0.0
        return WRONG_BSN if (left in self.once) != (right in self.once) else None

    def _judged_apart(self, left: int, right: int) -> bool:
        others = set(self.members(right))
        return any(self.apart.get(label, set()) & others for label in self.members(left))

    def merge(self, left: int, right: int) -> None:
        """Make one group of two roots; the smallest label stays root."""
        root, other = (left, right) if left < right else (right, left)
        self._parent[other] = root
        self._members[root] = [*self.members(root), *self.members(other)]
        self._members.pop(other, None)
        if (number := self.bsn.get(other)) is not None and (root not in self.bsn or root in self.once):
            self.bsn[root] = number
            if other not in self.once:
                self.once.discard(root)
            else:
                self.once.add(root)
        self.files[root] = self.files.get(root, 0) | self.files.get(other, 0)


def group(
    pairs: Iterable[tuple[int, int, float]],
    bsn: dict[int, int],
    files: dict[int, int] | None = None,
    once: set[int] | None = None,
    order: dict[int, int] | None = None,
    judged: tuple[Collection[tuple[int, int]], Collection[tuple[int, int]]] = ((), ()),
) -> dict[int, int]:
    """Label to the label of its person, for labels that changed.

    `once`: labels whose BSN stands on one row only. `judged`: labels that are one person and labels that are two, as
    facts (`reviewed.facts`).

    `pairs`: (label, label, log odds in bits) of everything that was compared, each once; above zero speaks for the same
    person. `bsn`: the trusted BSN of a label. `files`: bit mask of the files of a label, when these may not meet.
    `order`: a number for each label by which equal weights are ordered. The same pairs in another order give the same
    persons.
    """
    order = order or {}
    groups = Groups(dict(bsn), set(once or ()), dict(files or {}), _both_ways(judged[1]))
    known: dict[int, dict[int, float]] = {}
    positive: list[tuple[float, tuple[int, int], tuple[int, int]]] = []
    for left, right, weight in pairs:
        clipped = max(-CLIP, min(CLIP, weight))
        known.setdefault(left, {})[right] = clipped
        known.setdefault(right, {})[left] = clipped
        if weight > 0:
            first, second = sorted(((order.get(left, left), left), (order.get(right, right), right)))
            positive.append((-weight, first, second))
    positive.sort()
    for left, right in judged[0]:
        known.setdefault(left, {})
        known.setdefault(right, {})
        if (one := groups.find(left)) != (other := groups.find(right)):
            groups.merge(one, other)
    for _, (_, left), (_, right) in positive:
        one, other = groups.find(left), groups.find(right)
        if one == other or (against := groups.against(one, other)) is None:
            continue
        if _evidence(groups.members(one), groups.members(other), known) > against:
            groups.merge(one, other)
    return {label: root for label in known if (root := groups.find(label)) != label}


def _both_ways(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found


def _evidence(left: list[int], right: list[int], known: dict[int, dict[int, float]]) -> float:
    return sum(known[a].get(b, 0.0) for a in left for b in right if a in known)
