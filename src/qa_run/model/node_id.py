"""The parts of a node id: `specs/ham.yaml::ham_slices::exactly[shop=Milano]`."""

#: Between the path, the characteristic and the requirement.
SIGN = "::"


def bare(node: str) -> str:
    """The node id without its stratum."""
    return node.rpartition("[")[0] if node.endswith("]") else node
