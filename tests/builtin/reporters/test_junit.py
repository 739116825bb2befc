"""JUnit XML, read back by junitparser and by the schema of Jenkins."""

import junitparser
import pytest
from attrs import evolve
from lxml import etree

from qa_run import Outcome


def read(text: str) -> list[junitparser.TestCase]:
    return [case for suite in junitparser.JUnitXml.fromstring(text.encode()) for case in suite]


def properties(case: junitparser.TestCase) -> dict[str, str]:
    return {each.get("name"): each.get("value") for each in case._elem.iter("property")}


@pytest.fixture(scope="module")
def schema(schemas):
    return etree.XMLSchema(etree.parse(schemas / "junit-10.xsd"))


def test_the_strict_form_is_valid(hostile, rendered, schema):
    schema.assertValid(etree.fromstring(rendered("xunit", hostile).encode()))


def test_the_usual_form_has_the_place_and_properties_besides(hostile, rendered, schema):
    """Which its readers know, and the schema of the one reader that refuses more does not."""
    tree = etree.fromstring(rendered("junit", hostile).encode())
    assert not schema.validate(tree)
    for case in tree.iter("testcase"):
        case.attrib.pop("file", None)
        case.attrib.pop("line", None)
        for each in case.findall("properties"):
            case.remove(each)

    schema.assertValid(tree)


def test_every_verdict_is_a_case_with_a_name_of_its_own(hostile, rendered):
    """GitLab takes cases of one class and name for one."""
    cases = read(rendered("junit", hostile))
    names = {(case.classname, case.name) for case in cases}

    assert len(names) == len(cases) == sum(hostile.summary.values()) + len(hostile.errors) + len(hostile.refused)


def test_the_counts_are_those_of_the_cases(hostile, rendered):
    xml = junitparser.JUnitXml.fromstring(rendered("junit", hostile).encode())
    said = (xml.tests, xml.failures, xml.errors)
    suites = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in xml]
    xml.update_statistics()

    assert (xml.tests, xml.failures, xml.errors) == said
    assert [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in xml] == suites


def test_a_failure_tells_everything_in_its_content(hostile, rendered):
    """GitLab shows the content and leaves the attribute out."""
    case = next(case for case in read(rendered("junit", hostile)) if "site|<i>=@everyone" in case.name)
    failure = case.result[0]

    assert isinstance(failure, junitparser.Failure)
    assert failure.type == "failed"
    for part in ("1 of 1", "requirement: ", "because: <script>", "written at: ", "@everyone"):
        assert part in failure.text


def test_no_file_is_attached(hostile, rendered):
    assert "[[ATTACHMENT" not in rendered("junit", hostile)


def test_what_was_not_inspected_is_a_failure_and_what_does_not_apply_is_skipped(ended, rendered):
    cases = read(
        rendered("junit", ended(Outcome.NOT_INSPECTED, Outcome.NOT_APPLICABLE, Outcome.CONCEDED, Outcome.ERROR))
    )

    assert [[type(each).__name__ for each in case.result] for case in cases] == [
        ["Failure"],
        ["Skipped"],
        [],
        ["Error"],
    ]
    assert properties(cases[2])["outcome"] == "conceded"
    assert "outcome: conceded" in cases[2].system_out


def test_a_verdict_has_its_class_limits_and_numbers_as_properties(hostile, rendered):
    case = next(case for case in read(rendered("junit", hostile)) if case.name.endswith("::grams::limits"))
    found = properties(case)

    assert found["class"] == "minor"
    assert found["limits"] == "at least 55 g"
    assert found["measured"].startswith("min 40, max 60")
    assert int(case._elem.get("line")) == 12


def test_lines_that_could_not_be_read_are_told(plain, rendered):
    one = plain.procedures[0]
    rejected = tuple((f"ham.csv:{n}", "<too> many fields \x1b") for n in range(30))
    source = evolve(one.sources[0], rejected=rejected)
    report = evolve(plain, procedures=(evolve(one, sources=(source,)),))
    said = etree.fromstring(rendered("junit", report).encode()).findtext(".//system-err")

    assert "ham.csv:0: <too> many fields \\x1b" in said
    assert said.endswith("and: 10 more")
