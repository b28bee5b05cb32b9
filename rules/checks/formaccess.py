"""Can the feedback form be used with the adapted version: are its fields named for screen readers?"""

from __future__ import annotations

from crawler.items import FieldKind, Reason
from rules.checks.answers import met, unmet, unsure
from rules.checks.feedback import ways
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.view import SiteView

_UNSEEN = frozenset({FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.CAPTCHA})


@check("form-accessible", NoOptions)
def form_accessible(view: SiteView, _: NoOptions) -> Answer:
    """Every field of a feedback form has a label programs can read. One good form is enough."""
    best: Answer | None = None
    for way in ways(view):
        if way.form is None:
            best = best or unsure(
                Reason.SCRIPT_REQUIRED, "Форма внешнего сервиса; её доступность не проверялась", way.evidence
            )
            continue
        nameless = [field for field in way.form.fields if field.kind not in _UNSEEN and not field.labelled]
        if not nameless:
            return met(way.evidence, fields=sum(field.kind not in _UNSEEN for field in way.form.fields))
        names = [field.placeholder or field.label or field.name or str(field.kind) for field in nameless]
        if best is None or best.verdict != "unmet":
            shown = ", ".join(f"«{name}»" for name in names[:6])
            best = unmet(
                f"Поля формы не подписаны для программ экранного доступа: {shown}.", way.evidence, fields=names
            )
    return best or unsure(Reason.NOT_REACHED)
