"""What is wrong in `exclude:` is told at its place, and files of one name are revisions or a fault."""

import pytest

HEAD = "procedure: p\nsamples: {from: s.csv, item: id, lot: batch, time: at}\ncharacteristics: {a: {lower: 1}}\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("exclude: power cut\n", "4:10: exclude is a list of what is left out, each with the reason"),
        ("exclude: []\n", "4:10: exclude is a list of what is left out"),
        ("exclude: [S-1]\n", "4:11: an exclusion is keys with values, not 'S-1'"),
        ("exclude: [{items: [S-1]}]\n", "4:11: an exclusion without its reason (write because: and what happened)"),
        ("exclude: [{items: [S-1], because: ''}]\n", "4:35: nothing stands here where the reason is due"),
        ("exclude: [{because: x}]\n", "4:11: an exclusion names nothing that it leaves out"),
        ("exclude: [{items: [a], lots: [b], because: x}]\n", "4:11: an exclusion has items and lots"),
        ("exclude: [{item: [a], because: x}]\n", "4:12: unknown key 'item' in an exclusion (did you mean 'items'?)"),
        ("exclude: [{items: [a, b, a], because: x}]\n", "4:26: 'a' is excluded twice (the first time at p.yaml:4:20)"),
        ("exclude: [{items: a, because: x}, {items: a, because: y}]\n", "4:35: 'a' is excluded twice"),
        ("exclude: [{items: [a], because: x, until: 2026-02-30}]\n", "4:43: '2026-02-30' is no date"),
        ("exclude: [{items: [a], because: x, at_most: 0}]\n", "4:45: at_most is a number of items"),
        (
            "exclude: [{items: [a], because: x, at_most: 2}, {when: {b: {lowr: 1}}, because: y}]\n",
            "4:61: 'lowr' is neither",
        ),
        ("exclude: [{items: [], because: x}]\n", "4:19: nothing stands here where a name is due"),
        ("exclude: [{when: {a: {present: true}}, becuase: x}]\n", "(did you mean 'because'?)"),
    ],
)
def test_a_mistake_in_an_exclusion_is_told_at_its_place(house, written, told):
    house.write("p.yaml", HEAD + written)

    assert [fault for fault in house.told("p.yaml") if told in fault], house.told("p.yaml")


def test_items_and_lots_need_a_column_that_names_them(house):
    house.write(
        "p.yaml",
        "procedure: p\nsamples: {from: s.csv}\ncharacteristics: {a: {lower: 1}}\n"
        "exclude: [{items: [a], because: x}, {lots: [b], because: y}]\n",
    )

    told = house.told("p.yaml")
    assert any("4:12: items are listed here, and the samples do not say what names them" in fault for fault in told)
    assert any("4:38: lots are listed here, and the samples do not say what names them" in fault for fault in told)


def test_an_exclusion_is_read_as_written(house):
    house.write("p.yaml", HEAD + "exclude: [{items: [007, ' x '], because: 'a  b', until: 2026-03-31, at_most: 2 %}]\n")

    ((one,),) = (procedure.exclude for procedure in house.load("p.yaml"))
    assert (one.items, one.because, str(one.until), str(one.at_most)) == (("007", "x"), "a b", "2026-03-31", "2 %")


def test_a_variant_that_excludes_asks_for_less_and_says_so(house):
    house.write("p.yaml", HEAD)
    house.write("q.yaml", "extends: p.yaml\nprocedure: q\nexclude: [{items: [a], because: x}]\n")

    _, variant = house.load(".")
    assert [(each.kind, each.path) for each in variant.overrides] == [("weaker", ("exclude",))]


ONE = """\
procedure: x
revision: 1
effective: 2026-01-01
samples: {from: s.csv, time: at}
characteristics: {a: {lower: 1}}
"""
TWO = ONE.replace("revision: 1", "revision: 2").replace("2026-01-01", "2026-03-01")


def test_files_of_one_name_are_a_family_in_the_order_of_their_days(house):
    house.write("a.yaml", TWO)
    house.write("b.yaml", ONE)

    families = {procedure.path: procedure.family for procedure in house.load(".")}
    assert [each.path for each in families["a.yaml"].members] == ["b.yaml", "a.yaml"]
    assert families["a.yaml"].latest
    assert not families["b.yaml"].latest


def test_a_revision_given_alone_knows_the_others_of_its_folder(house):
    house.write("a.yaml", ONE)
    house.write("b.yaml", "extends: a.yaml\nrevision: 2\neffective: 2026-03-01\n")
    house.write("c.yaml", ONE.replace("procedure: x", "procedure: xy"))

    for path in ("a.yaml", "b.yaml"):
        (one,) = house.load(path)
        assert [(each.path, each.asked) for each in one.family.members] == [
            ("a.yaml", path == "a.yaml"),
            ("b.yaml", path == "b.yaml"),
        ]


def test_a_copy_beside_that_is_no_revision_does_not_keep_a_file_from_being_run_alone(house):
    house.write("a.yaml", ONE)
    house.write("old.yaml", ONE.replace("effective: 2026-01-01\n", ""))

    (one,) = house.load("a.yaml")
    assert one.family is None


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (TWO.replace("effective: 2026-03-01\n", ""), "b.yaml:1:1: the procedure 'x' stands twice"),
        (TWO.replace("revision: 2\n", ""), "revisions of one procedure have a revision: and an effective: each"),
        (TWO.replace("revision: 2", "revision: 1"), "b.yaml:2:11: the revision '1' of 'x' stands twice"),
        (TWO.replace("03-01", "01-01"), "b.yaml:3:12: the day '2026-01-01' of 'x' stands twice"),
        (TWO.replace(", time: at", ""), "b.yaml:4:10: which revision of 'x' an item is judged by is told by its time"),
        (TWO.replace("s.csv", "t.csv"), "b.yaml:4:10: from is not that of a.yaml"),
        (TWO.replace("time: at", "time: on"), "b.yaml:4:10: time is not that of a.yaml"),
        (TWO.replace("time: at", "time: at, time_zone: Europe/Rome"), "b.yaml:4:10: time_zone is not that of a.yaml"),
        ("extends: a.yaml\nrevision: 2\n", "b.yaml:1:1: this procedure has its name 'x' from its base"),
        ("extends: a.yaml\neffective: 2026-03-01\n", "b.yaml:1:1: this procedure has its name 'x' from its base"),
    ],
)  # fmt: skip
def test_two_files_of_which_nobody_can_tell_which_holds_are_refused(house, other, told):
    house.write("a.yaml", ONE)
    house.write("b.yaml", other)

    assert [fault for fault in house.told(".") if told in fault], house.told(".")


def test_a_first_file_without_its_day_is_told_where_it_stands(house):
    house.write("a.yaml", ONE.replace("effective: 2026-01-01\n", ""))
    house.write("b.yaml", TWO)

    assert [fault.partition(" (")[0] for fault in house.told(".")] == [
        "a.yaml:1:1: the procedure 'x' stands twice; the other is at b.yaml:1:1"
    ]
