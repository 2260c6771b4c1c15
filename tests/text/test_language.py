"""Telling a language by its function words and letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.text.language import tell_language

NEWS = {
    "en": "A fire in a warehouse at the harbour killed five people on Tuesday, officials said, and the mayor spoke of a night that nobody would forget.",
    "fr": "Un incendie dans un entrepôt du port a tué cinq personnes mardi, ont annoncé les autorités, et le maire a parlé d'une nuit que personne n'oubliera.",
    "de": "Bei einem Brand in einer Lagerhalle am Hafen sind am Dienstag fünf Menschen gestorben, wie die Behörden mitteilten.",
    "es": "Un incendio en un almacén del puerto dejó cinco muertos el martes, según las autoridades, y el alcalde habló de una noche que nadie olvidará.",
    "pt": "Um incêndio num armazém do porto matou cinco pessoas na terça-feira, segundo as autoridades, e o presidente da câmara falou de uma noite que não será esquecida.",
    "it": "Un incendio in un magazzino del porto ha ucciso cinque persone martedì, secondo le autorità, e il sindaco ha parlato di una notte che nessuno dimenticherà.",
    "nl": "Bij een brand in een loods in de haven zijn dinsdag vijf mensen om het leven gekomen, zo hebben de autoriteiten gemeld.",
    "pl": "W pożarze magazynu w porcie zginęło we wtorek pięć osób, jak podały władze, a burmistrz mówił o nocy, której nikt nie zapomni. Nie było to pierwsze takie zdarzenie.",
    "ro": "Un incendiu într-un depozit din port a ucis marți cinci oameni, au anunțat autoritățile, iar primarul a vorbit despre o noapte care nu va fi uitată.",
    "vi": "Một vụ cháy trong nhà kho ở cảng đã làm năm người chết vào thứ ba, theo các nhà chức trách của thành phố.",
    "tr": "Limandaki bir depoda çıkan yangında salı günü beş kişi öldü, yetkililer bunun için bir soruşturma başlatıldığını ve daha sonra bilgi verileceğini söyledi.",
    "ru": "Пожар на складе в порту унёс во вторник жизни пяти человек, сообщили власти.",
    "uk": "Пожежа на складі в порту забрала у вівторок життя п'яти людей, повідомили в міській раді, її розслідують.",
    "ar": "أسفر حريق في مستودع بالميناء عن مقتل خمسة أشخاص يوم الثلاثاء",
    "ja": "港の倉庫で火曜日に火災があり、5人が死亡したと当局が発表した。",
    "zh": "港口一座仓库周二发生火灾，造成五人死亡。",
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NEWS.items())
def test_news_is_told(language: str, text: str) -> None:
    """One sentence of news is enough."""
    assert tell_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["Five killed in harbour fire", "Harbour fire: mayor speaks of 'a night of horror'", "Fire at sea",
     "The fire in Santa Maria de la Cruz del Mar, near El Puerto de los Santos, is out", "No survivors found off La Paz",
     "“Je ne sais pas,” said the mayor of Nantes, who is on the board of Les Amis de la Mer and Le Club des Ports.",
     "The I.R.S., the S.E.C. and A.B.C. v. D.E.F."],
)  # fmt: skip
def test_english_is_never_taken_for_another(text: str) -> None:
    """Headlines, foreign names and foreign quotations do not tip it."""
    assert tell_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "12 34",
        "Velma",
        "https://v.example",
        "Kwa mujibu wa polisi watu watano walifariki katika moto bandarini usiku wa Jumanne huku wengine wakijeruhiwa vibaya sana na kupelekwa hospitalini kwa matibabu zaidi ya dharura mjini humo",
    ],
)
def test_nothing_is_said_on_thin_ground(text: str) -> None:
    """Nothing, figures, a name, an unlisted language."""
    assert tell_language(text) == "und"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    """Two letters, or 'und'."""
    assert len(tell_language(text)) in (2, 3)
