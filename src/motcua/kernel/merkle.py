"""Merkle tree (cây băm): one short root over many entries, so that a single one can be proven against it.

As in RFC 6962 section 2.1: leaves and nodes are hashed with different first bytes, so that neither passes for the
other; a tree of n leaves splits at the largest power of two below n.
"""

import hashlib
from collections.abc import Sequence

_LEAF, _NODE = b"\x00", b"\x01"


def root(leaves: Sequence[str]) -> str:
    """Return the root over the texts, in their order; of none: the SHA-256 of nothing."""
    return _root([_leaf(one) for one in leaves]).hex()


def proof(leaves: Sequence[str], number: int) -> list[tuple[str, str]]:
    """Return the way from leaf `number` (from 0) to the root: ("left" | "right", hash) of each neighbour.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= number < len(leaves):
        raise IndexError(number)
    return _way([_leaf(one) for one in leaves], number)


def proves(leaf: str, way: Sequence[tuple[str, str]], expected: str) -> bool:
    """Tell whether the way leads from the leaf to the expected root."""
    reached = _leaf(leaf)
    for side, neighbour in way:
        other = bytes.fromhex(neighbour)
        reached = _node(other, reached) if side == "left" else _node(reached, other)
    return reached.hex() == expected


def _leaf(text: str) -> bytes:
    return hashlib.sha256(_LEAF + text.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _split(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1


def _root(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    at = _split(len(hashes))
    return _node(_root(hashes[:at]), _root(hashes[at:]))


def _way(hashes: Sequence[bytes], number: int) -> list[tuple[str, str]]:
    if len(hashes) == 1:
        return []
    at = _split(len(hashes))
    if number < at:
        return [*_way(hashes[:at], number), ("right", _root(hashes[at:]).hex())]
    return [*_way(hashes[at:], number - at), ("left", _root(hashes[:at]).hex())]
