"""Fake outside services on the region's server: questionnaires, the appeals platform and other portals.

Their names are the real ones, so that links look as they do in life; the audit reaches them only through
the `hosts` mapping, that is on loopback. The texts are ours.
"""
# ruff: noqa: E501 - markup and sentences stay whole

from __future__ import annotations

from collections.abc import Mapping

from audits.demo.lawtext import HEALTH_QUESTIONS, QUESTIONS
from audits.demo.model import Host, Reply, Request
from audits.demo.server import NOT_FOUND

Questions = tuple[tuple[str, tuple[str, ...]], ...]


def questionnaire(title: str, questions: Questions, *, css: str = "survey", button: str = "Отправить") -> Reply:
    """A questionnaire page as the form services render it without scripts."""
    rows = "".join(
        f'<div class="{css}-question"><fieldset><legend>{n}. {text}</legend>'
        + "".join(f'<label><input type="radio" name="answer_{n}" value="{a}"> {a}</label>' for a in answers)
        + "</fieldset></div>"
        for n, (text, answers) in enumerate(questions, 1)
    )
    return _page(
        title, f'<h1>{title}</h1><form class="{css}" method="post">{rows}<button type="submit">{button}</button></form>'
    )


def closed(title: str) -> Reply:
    return _page(
        title, f"<h1>{title}</h1><p>Форма «{title}» больше не принимает ответы. Обратитесь к её владельцу.</p>"
    )


def _page(title: str, body: str) -> Reply:
    html = f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    return Reply(html.encode())


_TITLE = "Анкета для опроса получателей услуг о качестве условий оказания услуг"
_LUNCH: Questions = (
    ("Нравятся ли вам школьные обеды?", ("Да", "Нет", "Не всегда")),
    ("Какое блюдо добавить в меню?", ("Плов", "Гречка с мясом", "Рыба")),
)
_SEMINAR: Questions = (("На какой семинар вас записать?", ("Робототехника", "Финансовая грамотность")),)
_CULTURE_MONITORING: Questions = (
    ("Насколько вы удовлетворены работой организаций культуры в вашем регионе?", ("Полностью", "Частично", "Нет")),
    ("Как часто вы посещаете учреждения культуры?", ("Каждый месяц", "Раз в год", "Не посещаю")),
)


def _fixed(pages: Mapping[str, Reply], otherwise: Reply = NOT_FOUND) -> Host:
    def answer(request: Request) -> Reply:
        path = request.target.partition("?")[0].rstrip("/") or "/"
        for prefix, reply in pages.items():
            if path == prefix or (prefix.endswith("*") and path.startswith(prefix[:-1])):
                return reply
        return otherwise

    return answer


_APPEALS = _page(
    "Платформа обратной связи",
    '<h1>Сообщить о проблеме</h1><form method="post"><label>Текст обращения <textarea name="text"></textarea></label>'
    '<label>Эл. почта <input type="email" name="email"></label><button type="submit">Отправить</button></form>',
)

OUTSIDE: dict[str, Host] = {
    "forms.yandex.ru": _fixed(
        {
            "/u/nok675": questionnaire(_TITLE, QUESTIONS, css="SurveyPage"),
            "/u/nokmed": questionnaire(
                "Анкета для оценки качества условий оказания услуг медицинскими организациями",
                HEALTH_QUESTIONS,
                css="SurveyPage",
            ),
            "/u/closed": closed(_TITLE),
            "/u/lunch": questionnaire("Опрос о школьном питании", _LUNCH, css="SurveyPage"),
            "/u/seminar": questionnaire("Запись на семинары", _SEMINAR, css="SurveyPage"),
        }
    ),
    "docs.google.com": _fixed(
        {
            "/forms/d/e/1FAIpQLSnok675/viewform": questionnaire(_TITLE, QUESTIONS, css="freebirdFormviewer"),
            "/forms/d/e/1FAIpQLSclosed/viewform": closed(_TITLE),
            "/forms/d/e/1FAIpQLSclosed/closedform": closed(_TITLE),
        }
    ),
    "anketolog.ru": _fixed({"/s/770101/nok": questionnaire(_TITLE, QUESTIONS)}),
    "anketa.minzdrav.gov.ru": _fixed(
        {
            "/ambulator/*": questionnaire(
                "Анкета для оценки качества условий оказания услуг медицинскими организациями в амбулаторных условиях",
                HEALTH_QUESTIONS,
                button="Отправить анкету",
            ),
            "/stacionar/*": questionnaire(
                "Анкета для оценки качества условий оказания услуг медицинскими организациями в стационарных условиях",
                HEALTH_QUESTIONS,
                button="Отправить анкету",
            ),
        }
    ),
    "quality.mkrf.ru": _fixed(
        {"/mark": questionnaire("Оценка качества условий оказания услуг организациями культуры", QUESTIONS)}
    ),
    "forms.mkrf.ru": _fixed(
        {
            "/e/*": questionnaire(
                "Анкета Министерства культуры: мониторинг удовлетворённости граждан", _CULTURE_MONITORING
            )
        }
    ),
    "pos.gosuslugi.ru": _fixed(
        {"/form": _APPEALS, "/bin/script.min.js": Reply(b"function Widget(a,b){}", content_type="text/javascript")}
    ),
    "vk.com": _fixed(
        {"/away.php": _page("Переход по внешней ссылке", "<p>Вы покидаете сайт</p>")},
        _page("ВКонтакте", "<h1>Сообщество</h1><p>Войдите, чтобы видеть записи.</p>"),
    ),
}
