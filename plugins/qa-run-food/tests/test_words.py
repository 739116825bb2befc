"""The sentences of this plugin in Italian and Polish."""

from typing import Any

import pytest
from qa_run.testing import in_words

from qa_run_food.cooling import Cooled
from qa_run_food.dishers import Disher, DisherWeight
from qa_run_food.holding import Held
from qa_run_food.portions import Portion


@pytest.mark.parametrize(
    ("criterion", "written", "en", "it", "pl"),
    [
        (
            Portion, {"of": "slices", "each": "15.5 g"},
            "slices times 15.5 g ± 5 %", "slices × 15,5 g ± 5 %", "slices × 15,5 g ± 5 %",
        ),
        (
            Disher, 16, "a level scoop of disher No. 16, 59.15 ml ± 5 %",
            "una porzione rasa del porzionatore n. 16, 59,15 ml ± 5 %",
            "płaska porcja gałkownicy nr 16, 59,15 ml ± 5 %",
        ),
        (
            DisherWeight, 16, "at least 31.89 g, a level scoop of disher No. 16",
            "almeno 31,89 g, una porzione rasa del porzionatore n. 16",
            "co najmniej 31,89 g, płaska porcja gałkownicy nr 16",
        ),
        (
            Held, {"kind": "smoked_fish", "code": "nyc"}, "held smoked fish: 38 degF or less (NYC Health Code 81.09)",
            "mantenuto freddo (pesce affumicato): 38 degF o meno (NYC Health Code 81.09)",
            "przechowywane na zimno (ryba wędzona): 38 degF lub mniej (NYC Health Code 81.09)",
        ),
        (
            Cooled, {"from": "hot_at", "through": "mid_at", "first": "1.5 h", "total": "5 hours"},
            "cold within 5 hours of hot_at, the first stage (mid_at) within 1.5 h",
            "freddo non più tardi di 5 ore dopo hot_at, la prima fase (mid_at) non più tardi di 1,5 h",
            "wystudzone nie później niż 5 godzin po hot_at, pierwszy etap (mid_at) nie później niż 1,5 h",
        ),
    ],
)  # fmt: skip
def test_a_sentence_in_three_languages(criterion: type, written: Any, en: str, it: str, pl: str) -> None:
    unit = "ml" if criterion is Disher else "g" if criterion in (Portion, DisherWeight) else "degF"
    unit = "" if criterion is Cooled else unit

    assert [in_words(criterion, written, unit, language) for language in ("en", "it", "pl")] == [en, it, pl]
