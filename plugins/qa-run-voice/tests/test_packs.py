"""What stands in the packs: their form, how much there is, and that every pattern is one of RE2."""

import json
import re
import tomllib
from importlib.resources import files
from itertools import chain
from typing import Any

import jsonschema
import pytest
import re2

from qa_run_voice.hearing import searches
from qa_run_voice.packs import GROUPS, LANGUAGES, pack
from qa_run_voice.phrasing import forms

PACKS = files("qa_run_voice.packs")
STAGES = [(language, stage) for language in LANGUAGES for stage in pack(language).stages]
LEAST = 40


def written(language: str) -> dict[str, Any]:
    return tomllib.loads(PACKS.joinpath(f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_has_the_form_that_the_schema_says(language: str) -> None:
    schema = json.loads(PACKS.joinpath("pack.schema.json").read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator(schema).validate(written(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_has_every_group_and_each_belongs_to_a_stage(language: str) -> None:
    spoken = pack(language)

    assert tuple(spoken.groups) == GROUPS
    assert sorted(chain(*spoken.stages.values())) == sorted(GROUPS)


@pytest.mark.parametrize(("language", "stage"), STAGES)
def test_a_stage_has_forty_phrases_or_more(language: str, stage: str) -> None:
    spoken = pack(language)
    entries = sum(spoken.groups[group].entries for group in spoken.stages[stage])
    spelt_out = sum(spoken.groups[group].forms for group in spoken.stages[stage])
    print(f"{language} {stage}: {entries} phrases, {spelt_out} with their forms")

    assert LEAST <= entries < spelt_out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_twice_at_one_place_of_a_group(language: str) -> None:
    twice = [
        (group, place, phrase)
        for group, phrases in pack(language).groups.items()
        for place, said in phrases.said.items()
        for phrase in said
        if said.count(phrase) > 1
    ]

    assert twice == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_may_be_left_out_takes_its_blank_along(language: str) -> None:
    """`{* |}word` may be one word, `{*| }word` needs two blanks in a row and would never be found."""
    whole, alone = re.compile(r" \{[^{}]*\|\}( |$)"), re.compile(r"\| +\}")
    written_so = [
        (group, phrase)
        for group, phrases in pack(language).groups.items()
        for phrase in (*chain(*phrases.said.values()), *phrases.undone_by, *phrases.but_not)
        if whole.search(phrase) or alone.search(phrase)
    ]

    assert written_so == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_every_pattern_compiles_as_re2(language: str, group: Any) -> None:
    for search in searches(language, group):
        assert re2.compile(search.blanked)
        assert re2.compile(search.found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_in_small_letters_has_no_sign_that_never_matches(language: str) -> None:
    phrases = chain(*(chain(*each.said.values()) for each in pack(language).groups.values()))

    assert [phrase for phrase in phrases if phrase != phrase.lower() or "  " in phrase] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_form_of_each_phrase_that_stands_anywhere_is_heard(language: str) -> None:
    """Phrases are written so that they are found; one that another rule undoes would be dead wood."""
    from qa_run_voice.hearing import groups_in

    deaf = [
        (group, form)
        for group, phrases in pack(language).groups.items()
        for place, said in phrases.said.items()
        for phrase in said
        if place not in ("after", "asked")
        and not groups_in(form := next(forms(phrase)).replace("*", "Anna"), language, (group,))
    ]

    assert deaf == []
