"""Pages with polls in invented markup."""

from __future__ import annotations

from rules.model import Finding
from tests.rules.markup import FILLER, document, found

RULE = "poll-published"
FORM = "https://docs.google.com/forms/d/e/9/viewform"
OTHER_HOST = "https://opros.region.example/1"


def nok(body: str) -> dict[str, str]:
    menu = "<li><a href=/nok>Независимая оценка качества</a></li>"
    words = "<p>Сведения об оценке качества условий оказания услуг.</p>"
    page = document(f"<h1>Независимая оценка качества</h1>{words}{body}", title="Независимая оценка", menu=menu)
    return {"/": document(f"<h1>Сад</h1>{FILLER}", menu=menu), "/nok": page}


def radio(question: str, *answers: str, name: str = "") -> str:
    name = name or f"q{len(question)}"
    options = "".join(f"<label><input type=radio name={name} value={one}>{one}</label>" for one in answers)
    return f"<div><p>{question}</p>{options}</div>"


QUESTIONS = radio("Удовлетворены ли Вы комфортностью условий?", "Да", "Нет", name="a") + radio(
    "Готовы ли Вы рекомендовать организацию?", "Да", "Нет", name="b"
)
WHOLE = f"<form>{QUESTIONS}<button>Отправить</button></form>"


def vote(question: str) -> str:
    return (
        f"<div class=voting-form-box><form><input type=hidden name=PUBLIC_VOTE_ID value=3>"
        f"{radio(question, 'Да', 'Нет', name='vote_radio_1')}<input type=submit value=Голосовать></form></div>"
    )


def works(markup: str | None, near: str = "", **rest: object) -> Finding:
    page = nok(f"<p>{near} <a href='{FORM}'>Пройти опрос</a></p>")
    return found("poll-works", page, {FORM: markup} if markup is not None else {}, **rest)  # type: ignore[arg-type]
