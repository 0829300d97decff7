"""The tree's root changes with every leaf, and a single leaf is proven against it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import merkle

LEAVES = st.lists(st.text(max_size=8), min_size=1, max_size=40)


def test_known_roots():
    # RFC 6962 2.1.3 test vectors of the reference implementation: the empty tree and the tree of one empty leaf.
    assert merkle.root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root([""]) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(LEAVES, st.data())
def test_every_leaf_is_proven_and_no_other_text(leaves, data):
    number = data.draw(st.integers(0, len(leaves) - 1))
    way, root = merkle.proof(leaves, number), merkle.root(leaves)
    assert merkle.proves(leaves[number], way, root)
    assert not merkle.proves(leaves[number] + "x", way, root)


@given(LEAVES, st.data())
def test_one_changed_swapped_or_missing_leaf_is_another_root(leaves, data):
    number = data.draw(st.integers(0, len(leaves) - 1))
    root = merkle.root(leaves)
    assert merkle.root([*leaves[:number], leaves[number] + "x", *leaves[number + 1 :]]) != root
    assert merkle.root(leaves[:number] + leaves[number + 1 :]) != root
    if leaves[number] != leaves[0]:
        leaves[0], leaves[number] = leaves[number], leaves[0]
        assert merkle.root(leaves) != root


def test_no_way_to_a_leaf_that_is_not_there():
    with pytest.raises(IndexError):
        merkle.proof(["a"], 1)
