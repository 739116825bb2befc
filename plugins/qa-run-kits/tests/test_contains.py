from qa_run.testing import conformance

from qa_run_kits.contains import Contains


def test_it_conforms_to_the_contract() -> None:
    conformance(Contains)
