"""How outcomes, severities, reasons and owners are called in Russian. One place, used by every output."""

from __future__ import annotations

from crawler.items import Owner, Reason
from rules.model import Outcome, Ownership, Sector, Severity, Subject

OUTCOMES: dict[Outcome, str] = {
    Outcome.PASSED: "выполнено",
    Outcome.FAILED: "недостаток",
    Outcome.INAPPLICABLE: "не применимо",
    Outcome.INCONCLUSIVE: "не удалось установить",
    Outcome.UNTESTED: "не проверялось",
}

MARKS: dict[Outcome, str] = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.INAPPLICABLE: "–",
    Outcome.INCONCLUSIVE: "?",
    Outcome.UNTESTED: "·",
}

STYLES: dict[Outcome, str] = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.INAPPLICABLE: "dim",
    Outcome.INCONCLUSIVE: "yellow",
    Outcome.UNTESTED: "yellow",
}

SEVERITIES: dict[Severity, str] = {
    Severity.CRITICAL: "критические",
    Severity.SERIOUS: "серьёзные",
    Severity.MODERATE: "средние",
    Severity.MINOR: "незначительные",
}

SECTORS: dict[Sector, str] = {
    Sector.EDUCATION: "образование",
    Sector.HEALTH: "здравоохранение",
    Sector.CULTURE: "культура",
    Sector.SOCIAL: "соцобслуживание",
    Sector.SPORT: "спорт",
}

SUBJECTS: dict[Subject, str] = {Subject.ORGANIZATION: "организация", Subject.AUTHORITY: "орган власти"}

OWNERSHIPS: dict[Ownership, str] = {Ownership.STATE: "государственная", Ownership.MUNICIPAL: "муниципальная"}

OWNERS: dict[Owner, str] = {
    Owner.SITE: "сам сайт",
    Owner.WALL: "преграда между нами и сайтом",
    Owner.AUDITOR: "сама проверка",
}

REASONS: dict[Reason, tuple[str, Owner]] = {
    Reason.DNS_FAILURE: ("имя сайта не находится в DNS", Owner.SITE),
    Reason.TIMEOUT: ("сайт не ответил вовремя", Owner.SITE),
    Reason.CONNECTION_REFUSED: ("соединение отклонено", Owner.SITE),
    Reason.CONNECTION_RESET: ("соединение разорвано", Owner.SITE),
    Reason.TLS_ERROR: ("защищённое соединение не установлено", Owner.SITE),
    Reason.HTTP_401: ("сайт требует пароль (401)", Owner.WALL),
    Reason.HTTP_403: ("доступ запрещён (403)", Owner.WALL),
    Reason.HTTP_404: ("страницы нет (404)", Owner.SITE),
    Reason.HTTP_429: ("сайт ограничил частоту запросов (429)", Owner.WALL),
    Reason.HTTP_4XX: ("сайт отверг запрос (4xx)", Owner.SITE),
    Reason.HTTP_5XX: ("ошибка на стороне сайта (5xx)", Owner.SITE),
    Reason.REDIRECT_LOOP: ("перенаправления по кругу", Owner.SITE),
    Reason.TOO_LARGE: ("ответ слишком велик", Owner.AUDITOR),
    Reason.NOT_HTML: ("вместо страницы отдан файл", Owner.SITE),
    Reason.EMPTY_PAGE: ("страница пуста", Owner.SITE),
    Reason.UNREADABLE: ("содержимое не читается", Owner.AUDITOR),
    Reason.ROBOTS_DISALLOWED: ("обход запрещён в robots.txt", Owner.WALL),
    Reason.BOT_WALL: ("защита от автоматических запросов", Owner.WALL),
    Reason.GEO_BLOCKED: ("доступ закрыт по географии", Owner.WALL),
    Reason.CAPTCHA: ("капча", Owner.WALL),
    Reason.LOGIN_REQUIRED: ("нужен вход в учётную запись", Owner.WALL),
    Reason.SOFT_404: ("страница «не найдено» с кодом 200", Owner.SITE),
    Reason.PARKED_SITE: ("домен припаркован", Owner.SITE),
    Reason.SITE_CLOSED: ("сайт закрыт владельцем", Owner.SITE),
    Reason.PRIVATE_ADDRESS: ("адрес внутренней сети", Owner.AUDITOR),
    Reason.INVALID_URL: ("неверный адрес", Owner.SITE),
    Reason.SCRIPT_REQUIRED: ("без браузера содержимого не видно", Owner.AUDITOR),
    Reason.NO_OCR: ("скан без распознавания текста", Owner.AUDITOR),
    Reason.BUDGET_EXHAUSTED: ("исчерпан предел обхода", Owner.AUDITOR),
    Reason.YEARS_UNKNOWN: ("годы оценки неизвестны", Owner.AUDITOR),
    Reason.REGISTRY_UNAVAILABLE: ("bus.gov.ru недоступен", Owner.WALL),
    Reason.AUDITOR_OFFLINE: ("нет сети у самой проверки", Owner.AUDITOR),
    Reason.AMBIGUOUS: ("признаки противоречивы", Owner.AUDITOR),
    Reason.NOT_REACHED: ("до этой страницы не дошли", Owner.AUDITOR),
    Reason.INTERNAL_ERROR: ("внутренняя ошибка проверки", Owner.AUDITOR),
}


def reason_text(reason: Reason | str | None) -> str:
    """A reason in words; the bare code for one this version does not know (an older database)."""
    if not reason:
        return ""
    try:
        return REASONS[Reason(reason)][0]
    except ValueError:
        return str(reason)


def owner_of(reason: Reason) -> Owner:
    """Whose doing a reason is."""
    return REASONS[reason][1]
