from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.languages.detect import detect_language, well_formed

SENTENCES = {
    "en": "The minister said on Monday that the talks would go on for as long as they had to.",
    "de": "Die Ministerin sagte am Montag, dass die Gespräche so lange dauern würden, wie es nötig ist.",
    "fr": "La ministre a déclaré lundi que les négociations dureraient aussi longtemps que nécessaire.",
    "es": "La ministra dijo el lunes que las conversaciones durarían todo el tiempo que fuera necesario.",
    "it": "La ministra ha detto lunedì che i colloqui dureranno per tutto il tempo che sarà necessario.",
    "pt": "A ministra disse na segunda-feira que as negociações não vão terminar antes do fim do mês.",
    "nl": "De minister zei maandag dat de gesprekken zo lang zullen duren als het nodig is.",
    "pl": "Minister powiedziała w poniedziałek, że rozmowy będą trwały tak długo, jak to jest konieczne.",
    "cs": "Ministryně v pondělí řekla, že jednání budou trvat tak dlouho, jak to bude nutné.",
    "sv": "Ministern sade på måndagen att samtalen kommer att pågå så länge som det behövs.",
    "da": "Ministeren sagde mandag, at samtalerne vil fortsætte, så længe det er nødvendigt, blev det oplyst.",
    "fi": "Ministeri sanoi maanantaina, että neuvottelut jatkuvat niin kauan kuin on tarpeen, ja se on hyvä.",
    "hu": "A miniszter hétfőn azt mondta, hogy a tárgyalások addig tartanak, amíg szükséges, és nem tovább.",
    "ro": "Ministrul a spus luni că discuțiile vor dura atât cât este nevoie și nu mai mult de atât.",
    "tr": "Bakan pazartesi günü görüşmelerin gerektiği kadar devam edeceğini ve bunun çok önemli olduğunu söyledi.",
    "id": "Menteri itu mengatakan pada hari Senin bahwa pembicaraan akan berlangsung selama yang diperlukan.",
    "vi": "Bộ trưởng cho biết hôm thứ Hai rằng các cuộc đàm phán sẽ kéo dài trong một thời gian và không có hạn chót.",
    "ru": "Министр сказала в понедельник, что переговоры будут продолжаться столько, сколько нужно.",
    "uk": "Міністр сказала в понеділок, що переговори триватимуть стільки, скільки буде потрібно.",
    "ar": "قالت الوزيرة يوم الاثنين إن المحادثات ستستمر في كل الأحوال من دون أي شروط على الطرفين.",
    "fa": "وزیر روز دوشنبه گفت که این گفتگوها تا زمانی که لازم باشد ادامه خواهد یافت و از آن عقب نمی نشیند.",
    "he": "השרה אמרה ביום שני כי השיחות יימשכו כל עוד יהיה צורך בכך.",
    "hi": "मंत्री ने सोमवार को कहा कि बातचीत तब तक चलेगी जब तक इसकी जरूरत है और यह अच्छा है।",
    "ja": "大臣は月曜日、協議は必要な限り続くと述べた。これからも対話を続けるという。",
    "ko": "장관은 월요일 협상이 필요한 만큼 계속될 것이라고 말했다. 대화는 이어진다.",
    "zh": "部长星期一表示，谈判将持续到必要的时候，双方都没有设定最后期限。",
    "el": "Η υπουργός δήλωσε τη Δευτέρα ότι οι συνομιλίες θα διαρκέσουν όσο χρειαστεί.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_tells_its_language(language: str, sentence: str) -> None:
    assert detect_language(sentence) == language


def test_a_declaration_is_believed_unless_script_or_words_speak_against_it() -> None:
    assert detect_language(SENTENCES["en"], "en-GB") == "en-GB"
    assert detect_language(SENTENCES["de"], "en") == "de"
    assert detect_language(SENTENCES["ko"], "en") == "ko"
    assert detect_language("Lorem ipsum dolor sit amet consectetur.", "la") == "la"
    assert detect_language("", "fr_FR") == "fr-FR"


def test_tags_are_made_well_formed() -> None:
    assert well_formed("EN_us") == "en-US"
    assert well_formed("zh-hant-tw") == "zh-Hant-TW"
    assert well_formed("English language") == ""


@given(st.text(max_size=300), st.text(max_size=12))
def test_any_text_has_a_language_or_none(text: str, declared: str) -> None:
    assert isinstance(detect_language(text, declared), str)
