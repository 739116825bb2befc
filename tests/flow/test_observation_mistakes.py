"""What is wrong with observations, events and references is told at its place, before a sample is opened."""

from pathlib import Path

import pytest

from qa_run import SpecErrors, run

SAMPLES = "samples: {from: log.csv, item: order, time: at, events: {name: activity}, of: rows}\n"


def faults_of(folder: Path, text: str) -> list[str]:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecErrors) as error:
        run("p.yaml", here=folder)
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("observations: []\n", "2:15: observations are names with what makes them, not a list"),
        ("observations: {a: 4}\n", "2:19: an observation is a kind with its keys, not 4"),
        ("observations: {a: {}}\n", "2:19: an observation is of one kind"),
        ("observations: {a: {minus: [x, y], sum: [x, y]}}\n", "2:19: an observation is of one kind"),
        ("observations: {a: {mins: [x, y]}}\n", "2:20: 'mins' is neither a key of an observation nor an observation"),
        ("observations: {a: {mins: [x, y]}}\n", "(did you mean 'minus'?)"),
        ("observations: {a: {minus: [x]}}\n", "columns are two at least"),
        ("observations: {a.b: {minus: [x, y]}}\n", "2:16: 'a.b' cannot be the name of an observation"),
        ("observations: {a: {minus: [b, x]}, b: {sum: [a, y]}}\n", "made of each other: a -> b -> a"),
        ("observations: {a: {minus: [a, x]}}\n", "made of each other: a -> a"),
        (
            "observations: {a: {count: true}}\nsamples: {from: x.csv, item: i}\n",
            "2:16: count is made of the rows of an item",
        ),
        (
            "observations: {a: {count: [call]}}\nsamples: {from: x.csv}\n",
            "2:27: it is not said which column names the events",
        ),
        (
            f"observations: {{a: {{count: {{activity: {{oneof: [x]}}}}}}}}\n{SAMPLES}",
            "'oneof' is neither a key of a condition",
        ),
        (f"observations: {{a: {{elapsed: {{from: {{}}, to: x}}}}}}\n{SAMPLES}", "say which one is meant"),
        (
            f"observations: {{a: {{elapsed: {{from: asked_at, to: {{first: fixed}}}}}}}}\n{SAMPLES}",
            "from are both events, or both columns",
        ),
        (
            "observations: {a: {first: call}}\nsamples: {from: x.csv, item: i, events: {name: a}, of: rows}\n",
            "2:16: first goes by time, and the samples have none",
        ),
        ("samples: {from: x.csv, item: i, events: {name: a}}\n", "2:33: an item without events has no row here"),
        (
            "samples: {from: x.csv, events: {name: a}, of: rows}\n",
            "2:24: events belong to items, and the samples name none",
        ),
        ("samples: {from: x.csv, item: i, events: true}\n", "2:41: events say which column names them"),
        ("samples: {from: x.csv, item: i, events: {nam: a}}\n", "unknown key 'nam' (did you mean 'name'?)"),
        ("samples: {from: x.csv, references: {}}\n", "2:36: references are names with where they are"),
        ("samples: {from: x.csv, references: {t: {from: t.csv}}}\n", "the key 'key' is missing here"),
        ("samples: {from: x.csv, references: {t: {from: t.csv, key: {}}}}\n", "a reference needs a key"),
        ("samples: {from: x.csv, references: {t.u: {from: t.csv, key: {a: b}}}}\n", "'t.u' cannot be the name"),
        (
            "samples: {from: x.csv, references: {t: {from: t.csv, key: {a: b}, any: true, latest: c}}}\n",
            "any and latest contradict each other",
        ),
        (
            "samples: {from: x.csv, references: {t: {form: t.csv, key: {a: b}}}}\n",
            "unknown key 'form' (did you mean 'from'?)",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, written: str, told: str) -> None:
    faults = faults_of(tmp_path, f"procedure: p\n{written}characteristics: {{b: {{present: true}}}}\n")

    assert [fault for fault in faults if told in fault], faults


@pytest.mark.parametrize(
    ("characteristic", "told"),
    [
        ("made_by: {found_in: trainig}", "the samples have no reference 'trainig' (did you mean 'training'?)"),
        ("other: {found_in: training}", "training is looked up by made_by, and not by other"),
        ("made_by: {found_in: {reference: training, marginal: 3 days}}", "(write valid: {from: …, until: …} for it"),
        ("training: {present: true}", "write {equals: found}"),
        ("training: {absent: true}", "write {equals: not found}"),
    ],
)
def test_what_cannot_be_looked_up_is_told(tmp_path: Path, characteristic: str, told: str) -> None:
    faults = faults_of(
        tmp_path,
        "procedure: p\nsamples: {from: x.csv, references: {training: {from: t.csv, key: {person: made_by}}}}\n"
        f"characteristics:\n  {characteristic}\n",
    )

    assert [fault for fault in faults if told in fault], faults


def test_limits_are_converted_into_the_unit_that_an_observation_comes_in(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        f"procedure: p\n{SAMPLES}observations: {{a: {{elapsed: {{from: {{first: x}}, to: {{last: y}}, in: h}}}}}}\n"
        "characteristics: {a: {upper: 90 min}}\n",
        encoding="utf-8",
    )
    (tmp_path / "log.csv").write_text(
        "order,at,activity\nA,2026-03-02 09:00,x\nA,2026-03-02 10:31,y\n", encoding="utf-8"
    )
    verdict = list(run("p.yaml", here=tmp_path).verdicts)[-1]

    assert (verdict.limits["upper"], verdict.limits["unit"]) == (1.5, "h")
    assert [round(item.value, 3) for item in verdict.items] == [1.517]


@pytest.mark.parametrize(
    ("observed", "required", "told"),
    [
        ("{value: {column: grams}}", "{upper: 4}", "limits reads a number, and a is a text (write as: number in it)"),
        ("{first: call}", "{upper: 4}", "limits reads a number, and a is a time"),
        ("{count: call}", "{not_before: {column: at}}", "not_before reads a time, and a is a number"),
        ("{count: call}", "{mean: {lower: 1}, when: {a: {equals: true}}}", "equals reads yes or no, and a is a number"),
    ],
)
def test_an_observation_is_not_required_as_what_it_never_is(
    tmp_path: Path, observed: str, required: str, told: str
) -> None:
    text = f"procedure: p\n{SAMPLES}observations: {{a: {observed}}}\ncharacteristics: {{a: {required}}}\n"

    assert any(told in each for each in faults_of(tmp_path, text))


def test_a_measurement_in_the_long_form_is_a_number(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "order,activity,value,at\nA,weight,80.5,2026-03-02 09:00\nA,slices,4,2026-03-02 09:01\n"
        "B,weight,91,2026-03-02 09:00\nB,slices,3,2026-03-02 09:01\nC,weight,heavy,2026-03-02 09:00\n",
        encoding="utf-8",
    )
    (tmp_path / "p.yaml").write_text(
        f"procedure: p\n{SAMPLES}observations:\n  grams: {{value: {{column: value, of: weight, as: number}}}}\n"
        "  slices: {value: {column: value, of: slices, as: number}}\n"
        "characteristics: {grams: {unit: g, upper: 90}, slices: {exactly: 4, optional: true}}\n",
        encoding="utf-8",
    )
    report = run("p.yaml", here=tmp_path)
    found = {(item.item, each.characteristic, item.finding) for each in report.verdicts for item in each.items}

    assert found == {("B", "grams", "above"), ("C", "grams", "missing"), ("B", "slices", "not the value")}
