"""Which language a text is in, by its function words and letters: no model, no guess on thin ground."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samestory.lexicon.languages import Languages, Script, load_languages

UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """How much must speak for a language."""

    # Enough to be sure where a page opens with a screen of links; twice as much is half as fast.
    max_chars: int = 6_000
    # A foreign language must outweigh English this far: English news quotes French and names Spanish towns.
    # Lower, and a list of Spanish names in an English report tips it; at 3, bilingual pages turn English.
    foreign_over_english: float = 1.6
    # Fewer different function words than these, none of them English too and none a single letter, are a
    # name or a title: 'La La Land', 'El Paso', 'I.R.S.'.
    min_foreign_words: int = 3
    # English news has 30 % and more; an unlisted language (Swahili, Tagalog) hits by chance under 5 %.
    min_english_share: float = 0.08
    # Below this many words a share says nothing, and one function word is enough.
    min_words_for_share: int = 25
    # A script must hold this share of the letters; brands and links are Latin in every script.
    min_script_share: float = 0.4


_SETTINGS = LanguageSettings()
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)?")
# The same in plain letters, twice as fast.
_PLAIN_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)?")


def tell_language(text: str, settings: LanguageSettings = _SETTINGS) -> str:
    """Tell the language of a text as ISO 639-1, 'und' where nothing speaks for one.

    In doubt between English and another it says 'en': an English report that is not parsed loses all its
    evidence, while the parser makes little of a foreign one.

    >>> tell_language("The ferry ran aground off the coast on Tuesday")
    'en'
    >>> tell_language("Le ferry s'est échoué mardi au large de la côte, selon les garde-côtes")
    'fr'
    """
    sample = text[: settings.max_chars]
    languages = load_languages()
    if not sample.isascii():
        script = _main_script(sample, languages.scripts, settings)
        if script is not None:
            return _language_of_script(sample, script)
    return _language_of_words(sample, languages, settings)


def _main_script(text: str, scripts: Sequence[Script], settings: LanguageSettings) -> Script | None:
    plain = text.encode("ascii", "ignore")
    # Even if every sign beyond ASCII were a letter of another script, they would be too few.
    if len(text) - len(plain) < settings.min_script_share * len(plain.translate(None, _NO_LETTERS)):
        return None
    letters = [ord(letter) for letter in text if letter.isalpha()]
    outside = [code for code in letters if code >= scripts[0].first or code > 0x2AF]
    if len(outside) < settings.min_script_share * len(letters) or not outside:
        return None
    counts = {s.name: sum(s.first <= code <= s.last for code in outside) for s in scripts}
    # Japanese writes most of a headline in Han: any fair part of kana decides.
    if counts["Kana"] >= 0.1 * len(outside):
        return next(script for script in scripts if script.name == "Kana")
    best = max(scripts, key=lambda script: (counts[script.name], script.name))
    return best if counts[best.name] >= settings.min_script_share * len(letters) else None


def _language_of_script(text: str, script: Script) -> str:
    for language, letters in sorted(script.marks.items()):
        # A quotation or a name in the other language is not the text's language.
        if sum(text.count(letter) for letter in letters) > 0.01 * len(text):
            return language
    return script.language


def _language_of_words(text: str, languages: Languages, settings: LanguageSettings) -> str:
    folded = text.casefold().replace("’", "'")
    words = (_PLAIN_WORD if folded.isascii() else _WORD).findall(folded)
    totals: dict[str, float] = defaultdict(float)
    kinds: Counter[str] = Counter()
    hits = 0
    for word, times in Counter(filter(languages.weights.__contains__, words)).items():
        weights = languages.weights[word]
        hits += times if "en" in weights else 0
        for language, weight in weights.items():
            totals[language] += weight * times
            kinds[language] += len(word) > 1 and "en" not in weights
    foreign = [language for language in totals if language != "en"]
    best = max(foreign, key=lambda language: (totals[language], language), default="")
    if best and totals[best] > settings.foreign_over_english * totals["en"]:
        if kinds[best] >= settings.min_foreign_words:
            return best
        if not text.isascii():
            return UNDETERMINED
    if hits == 0 or (
        len(words) >= settings.min_words_for_share and hits < settings.min_english_share * len(words)
    ):
        return UNDETERMINED
    return "en"
