"""The sentences of this plugin in Italian and Polish."""

from typing import Any

import pytest
from qa_run.testing import in_words

from qa_run_netcontent.net_contents import NetContents
from qa_run_netcontent.no_package_below import NoPackageBelow


@pytest.mark.parametrize(
    ("criterion", "written", "unit", "en", "it", "pl"),
    [
        (
            NetContents, {"standard": "hb133-a", "label": "500 g"}, "g",
            "net contents by NIST Handbook 133, category A: labelled 500 g, MAV 21.7 g",
            "contenuto netto (NIST Handbook 133, categoria A): quantità nominale 500 g, scarto massimo "
            "ammesso (MAV) 21,7 g",
            "zawartość netto (NIST Handbook 133, kategoria A): ilość nominalna 500 g, największe "
            "dopuszczalne odchylenie (MAV) 21,7 g",
        ),
        (
            NetContents, {"standard": "eu-76-211", "label": "500 g", "tare": "tare_g", "test": "destructive"}, "g",
            "net contents by Directive 76/211/EEC, destructive test: labelled 500 g, TNE 15 g, tare in tare_g",
            "contenuto netto (direttiva 76/211/CEE, controllo distruttivo): quantità nominale 500 g, "
            "errore massimo tollerato in meno 15 g, tara nella colonna tare_g",
            "zawartość netto (dyrektywa 76/211/EWG, kontrola niszcząca): ilość nominalna 500 g, "
            "dopuszczalna ujemna wartość błędu 15 g, tara w kolumnie tare_g",
        ),
        (
            NetContents, {"standard": "eu-76-211", "label": "75 cl", "whole": "2.5 %"}, "ml",
            "net contents by Directive 76/211/EEC, at most 2.5 % of a whole batch below T1: labelled 75 cl, TNE 15 ml",
            "contenuto netto (direttiva 76/211/CEE, al massimo 2,5 % di un lotto pesato per intero sotto T1): "
            "quantità nominale 75 cl, errore massimo tollerato in meno 15 ml",
            "zawartość netto (dyrektywa 76/211/EWG, co najwyżej 2,5 % partii zważonej w całości poniżej T1): "
            "ilość nominalna 75 cl, dopuszczalna ujemna wartość błędu 15 ml",
        ),
        (
            NoPackageBelow, {"standard": "hb133-a", "label": "0.25 lb", "tare": "0.5 oz"}, "lb",
            "no package below MAV of NIST Handbook 133, category A: labelled 0.25 lb, MAV 0.016 lb, tare 0.5 oz",
            "nessun preimballaggio sotto il limite MAV (NIST Handbook 133, categoria A): quantità "
            "nominale 0,25 lb, scarto massimo ammesso (MAV) 0,016 lb, tara 0,5 oz",
            "żadne opakowanie poniżej granicy MAV (NIST Handbook 133, kategoria A): ilość nominalna "
            "0,25 lb, największe dopuszczalne odchylenie (MAV) 0,016 lb, tara 0,5 oz",
        ),
        (
            NoPackageBelow, {"standard": "eu-76-211", "label": "1.5 l", "limit": "T1"}, "ml",
            "no package below T1 of Directive 76/211/EEC: labelled 1.5 l, TNE 22.5 ml",
            "nessun preimballaggio sotto il limite T1 (direttiva 76/211/CEE): quantità nominale 1,5 l, "
            "errore massimo tollerato in meno 22,5 ml",
            "żadne opakowanie poniżej granicy T1 (dyrektywa 76/211/EWG): ilość nominalna 1,5 l, "
            "dopuszczalna ujemna wartość błędu 22,5 ml",
        ),
    ],
)  # fmt: skip
def test_a_sentence_in_three_languages(criterion: type, written: Any, unit: str, en: str, it: str, pl: str) -> None:
    said = [in_words(criterion, written, unit, language) for language in ("en", "it", "pl")]

    assert said == [en, it, pl]
