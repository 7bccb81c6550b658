"""Which texts are taken for English."""

from __future__ import annotations

import pytest

from xpkg.corpus.language import language_of


@pytest.mark.parametrize("text", [
    "Ruth Amsel was arrested on 19 November 2012. Dan Poole was arrested on 20 November 2012. Ida Moll said she was "
    "glad. Max Brun said he ran.",
    "A farmer called Hale was jailed in 2012. Sgt Brook arrested Lind on 3 May 2015. Judge Osei jailed Lind for two "
    "years. Mara, a nurse, said she saw it.",
    "Minutes: Alder, Joan; Brisk, Thomas. Joan Alder asked when Thomas Brisk had left Larkham. Brisk said he had left "
    "on Monday.",
])  # fmt: skip
def test_a_short_english_text_of_names_is_english(text: str) -> None:
    assert language_of(text) == language_of(f"{text} {text} {text}") == "en"


@pytest.mark.parametrize("text", [
    "De burgemeester zei dat de brug in de stad was afgesloten. Hij is in mei gearresteerd en was een week later vrij.",
    "Die burgemeester het gesê die brug is in Mei gesluit. Hy was in die stad toe die polisie hom in hegtenis neem.",
    "Der Bürgermeister sagte, was in der Stadt geschah, war nicht neu. Er wurde im Mai verhaftet und kam später frei.",
    "Borgmesteren sagde, at broen var lukket for alle, og at han var i byen. Han blev anholdt i maj for at have løjet.",
    "Le maire a dit que le pont était fermé. On a arrêté la clerc en mai, et on a libéré les autres une semaine après.",
    "El alcalde dijo que el puente estaba cerrado. La policía detuvo a la secretaria en mayo y no dijo nada a nadie.",
    "Il sindaco ha detto che il ponte era chiuso in città. A maggio la polizia ha arrestato la segretaria in Comune.",
    "Ordføreren sa at broen var stengt for alle. Hun ble arrestert i mai for å ha løyet, og var fri en uke senere.",
])  # fmt: skip
def test_what_is_of_another_language_is_not(text: str) -> None:
    assert language_of(f"{text}\n{text}") in {"nl", "af", "de", "da", "fr", "es", "it", "nb", "no", "und"}


@pytest.mark.parametrize(("text", "language"), [
    ("Le maire annonce la fermeture du pont", "fr"),
    ("Der Bürgermeister tritt nach dem Unglück zurück", "de"),
    ("El alcalde dijo que el puente estaba cerrado.", "es"),
    ("市長說橋是安全的。市長說橋是安全的。", "zh"),
    ("Ferry company denies safety claims", "en"),
    ("Anna Brown said that it rained.", "en"),
    ("Ruth Amsel", "en"),
    ("Ann Low; Bo Nye; Cy Orr", "en"),
    ("3 May 2021", "en"),
])  # fmt: skip
def test_a_headline_alone_has_a_language(text: str, language: str) -> None:
    assert language_of(text) == language
