"""Words by which a document is told: `data/wordings/papers.yml`, and those of other documents, `other_papers.yml`."""

from __future__ import annotations

from functools import cache

from rules.lexicon.word_lists import FOLDER, Wording, assessment_names, load_words
from rules.reference import Entry


class PaperWords(Entry, frozen=True):
    """What the documents of a НОК page are called; each list is explained in its file."""

    topic: Wording
    progress_told: Wording
    progress_made: Wording
    measures_taken: Wording
    proposals_of_improvement: Wording
    proposals: Wording
    recommendations: Wording
    plan_of_improvement: Wording
    measures_planned: Wording
    road_map: Wording
    plan: Wording
    poll_counted: Wording
    poll_held: Wording
    operators_report: Wording
    information_gathered: Wording
    results_of_assessment: Wording
    summing_report: Wording
    report: Wording
    report_abridged: Wording
    indicators: Wording
    rating: Wording
    letter_on_results: Wording
    certificate_heads: Wording
    certificate: Wording
    questionnaire: Wording
    invitation: Wording
    act: Wording
    local_act: Wording
    act_on_work: Wording
    list_of_acts: Wording
    organization: Wording
    also: Wording
    results_and_plan: Wording
    plan_and_progress: Wording


class OtherPaperWords(Entry, frozen=True):
    """What documents about something else are called, by subject; of two subjects the upper one counts."""

    minutes: Wording
    method: Wording
    other_poll: Wording
    schedule: Wording
    finance: Wording
    plan_of_work: Wording
    selfstudy: Wording
    corruption: Wording
    accessibility: Wording
    labour: Wording
    internal: Wording
    annual: Wording
    qualification: Wording
    exams: Wording
    medical: Wording
    impact: Wording
    food: Wording
    fire: Wording


@cache
def paper_words() -> PaperWords:
    """Words about papers. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "papers.yml", PaperWords, assessment_names())


@cache
def other_paper_words() -> OtherPaperWords:
    """Words about papers of other subjects. Raises `ReferenceDataError`."""
    return load_words(FOLDER / "other_papers.yml", OtherPaperWords, assessment_names())
