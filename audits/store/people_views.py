"""The database as people read it: views with Russian columns about how things stand. Taken by migration steps.

The statements below are part of a released schema: to change a view, add a step that drops and creates it.
"""

from __future__ import annotations

_LATEST = "(SELECT max(id) FROM runs WHERE state IN ('finished', 'interrupted') AND replay_of IS NULL)"
_OUTCOME = (
    "CASE {0} WHEN 'passed' THEN 'выполнено' WHEN 'failed' THEN 'недостаток' WHEN 'inapplicable' THEN 'не применимо' "
    "WHEN 'inconclusive' THEN 'не удалось установить' WHEN 'untested' THEN 'не проверялось' END"
)
_SEVERITY = (
    "CASE verdicts.severity WHEN 'critical' THEN '1 критический' WHEN 'serious' THEN '2 существенный' "
    "WHEN 'moderate' THEN '3 умеренный' ELSE '4 незначительный' END"
)
_SECTOR = (
    "CASE json_extract(registry_rows.body, '$.sector') WHEN 'education' THEN 'образование' "
    "WHEN 'health' THEN 'здравоохранение' WHEN 'culture' THEN 'культура' WHEN 'social' THEN 'соцобслуживание' "
    "WHEN 'sport' THEN 'спорт' ELSE '' END"
)

VERSION_3 = (
    f"""
CREATE VIEW current_findings AS
SELECT organizations.code AS "код", json_extract(registry_rows.body, '$.name') AS "название",
       coalesce(json_extract(registry_rows.body, '$.municipality'), '') AS "муниципалитет", {_SECTOR} AS "сфера",
       rules.name AS "правило", {_OUTCOME.format("verdicts.outcome")} AS "вывод", {_SEVERITY} AS "уровень",
       verdicts.message AS "что сказано", coalesce(verdicts.reason, '') AS "причина",
       verdicts.requirement AS "требование", substr(first.started_at, 1, 10) AS "впервые",
       (SELECT url FROM evidence WHERE id = json_extract(verdicts.evidence, '$[0]')) AS "подтверждение"
FROM audits JOIN runs ON runs.id = audits.run
JOIN findings ON findings.organization = audits.organization AND findings.lane = runs.lane
  AND findings.first_run <= runs.id AND (findings.ended_run IS NULL OR findings.ended_run > runs.id)
JOIN organizations ON organizations.id = audits.organization
JOIN registry_rows ON registry_rows.id = audits.registry_row
JOIN rules ON rules.id = findings.rule JOIN verdicts ON verdicts.id = findings.verdict
JOIN runs AS first ON first.id = findings.first_run
WHERE audits.state <> 0 AND audits.run = {_LATEST}
""",
    """
CREATE VIEW current_deficiencies AS
SELECT "код", "название", "муниципалитет", "сфера", "правило", "уровень", "что сказано", "требование", "впервые",
       coalesce((SELECT until FROM waivers WHERE waivers.organization = "код" AND waivers.rule = "правило"
                 ORDER BY id DESC LIMIT 1), '') AS "исключение до",
       "подтверждение"
FROM current_findings WHERE "вывод" = 'недостаток'
""",
    f"""
CREATE VIEW current_organizations AS
SELECT organizations.code AS "код", json_extract(registry_rows.body, '$.name') AS "название",
       coalesce(json_extract(registry_rows.body, '$.municipality'), '') AS "муниципалитет", {_SECTOR} AS "сфера",
       coalesce(json_extract(registry_rows.body, '$.site'), '') AS "сайт",
       CASE audits.state WHEN 0 THEN 'ждёт проверки' WHEN 1 THEN 'проверена' ELSE 'не проверена' END AS "состояние",
       coalesce(audits.reason, '') AS "причина", coalesce(sum(verdicts.outcome = 'failed'), 0) AS "недостатков",
       coalesce(sum(verdicts.outcome = 'passed'), 0) AS "выполнено",
       coalesce(sum(verdicts.outcome IN ('inconclusive', 'untested')), 0) AS "не установлено",
       datetime(audits.started, 'unixepoch') AS "когда, UTC"
FROM audits JOIN runs ON runs.id = audits.run
JOIN organizations ON organizations.id = audits.organization
JOIN registry_rows ON registry_rows.id = audits.registry_row
LEFT JOIN findings ON findings.organization = audits.organization AND findings.lane = runs.lane
  AND findings.first_run <= runs.id AND (findings.ended_run IS NULL OR findings.ended_run > runs.id)
  AND audits.state <> 0
LEFT JOIN verdicts ON verdicts.id = findings.verdict
WHERE audits.run = {_LATEST} GROUP BY audits.organization
""",
    f"""
CREATE VIEW verdict_changes AS
SELECT runs.name AS "запуск", organizations.code AS "код", rules.name AS "правило",
       {_OUTCOME.format("was.outcome")} AS "было", {_OUTCOME.format("now.outcome")} AS "стало",
       now.message AS "что сказано"
FROM findings AS fresh
JOIN findings AS old ON old.organization = fresh.organization AND old.lane = fresh.lane AND old.rule = fresh.rule
  AND old.ended_run = fresh.first_run
JOIN verdicts AS was ON was.id = old.verdict JOIN verdicts AS now ON now.id = fresh.verdict
JOIN runs ON runs.id = fresh.first_run AND runs.replay_of IS NULL AND runs.state <> 'void'
JOIN organizations ON organizations.id = fresh.organization JOIN rules ON rules.id = fresh.rule
WHERE was.outcome <> now.outcome
""",
)

_COUNTED = "state IN ('finished', 'interrupted')"
_PARTIAL = "coalesce(json_extract(options, '$.partial'), 0)"

VERSION_5 = (
    "DROP VIEW current_deficiencies",
    "DROP VIEW current_findings",
    "DROP VIEW current_organizations",
    # The latest run's audits; where it was over a part of the registry, everybody's latest: see `population`.
    f"""
CREATE VIEW current_audits AS
WITH latest AS (
  SELECT id, lane, {_PARTIAL} AS partial FROM runs WHERE {_COUNTED} AND replay_of IS NULL ORDER BY id DESC LIMIT 1
), whole AS (
  SELECT coalesce(max(runs.id), 0) AS id FROM runs JOIN latest ON latest.lane = runs.lane AND runs.id <= latest.id
  WHERE {_COUNTED} AND NOT {_PARTIAL}
)
SELECT audits.run, audits.organization FROM audits JOIN latest ON audits.run = latest.id WHERE NOT latest.partial
UNION ALL
SELECT max(audits.run), audits.organization FROM audits
JOIN runs ON runs.id = audits.run JOIN latest ON latest.lane = runs.lane AND runs.id <= latest.id
WHERE latest.partial AND audits.state <> 0 AND audits.organization IN (
  SELECT named.organization FROM audits AS named JOIN runs AS ran ON ran.id = named.run
  WHERE ran.lane = latest.lane AND ran.id BETWEEN (SELECT id FROM whole) AND latest.id
)
GROUP BY audits.organization
""",
    f"""
CREATE VIEW current_findings AS
SELECT organizations.code AS "код", json_extract(registry_rows.body, '$.name') AS "название",
       coalesce(json_extract(registry_rows.body, '$.municipality'), '') AS "муниципалитет", {_SECTOR} AS "сфера",
       rules.name AS "правило", {_OUTCOME.format("verdicts.outcome")} AS "вывод", {_SEVERITY} AS "уровень",
       verdicts.message AS "что сказано", coalesce(verdicts.reason, '') AS "причина",
       verdicts.requirement AS "требование", substr(first.started_at, 1, 10) AS "впервые",
       CASE verdicts.outcome WHEN 'failed' THEN
         coalesce((SELECT until FROM waivers WHERE waivers.organization = organizations.code
                   AND waivers.rule = rules.name ORDER BY waivers.id DESC LIMIT 1), '') ELSE '' END AS "исключение до",
       (SELECT url FROM evidence WHERE id = json_extract(verdicts.evidence, '$[0]')) AS "подтверждение",
       runs.name AS "запуск"
FROM current_audits JOIN audits ON audits.run = current_audits.run
  AND audits.organization = current_audits.organization
JOIN runs ON runs.id = audits.run
JOIN findings ON findings.organization = audits.organization AND findings.lane = runs.lane
  AND findings.first_run <= runs.id AND (findings.ended_run IS NULL OR findings.ended_run > runs.id)
JOIN organizations ON organizations.id = audits.organization
JOIN registry_rows ON registry_rows.id = audits.registry_row
JOIN rules ON rules.id = findings.rule JOIN verdicts ON verdicts.id = findings.verdict
JOIN runs AS first ON first.id = findings.first_run
WHERE audits.state <> 0
""",
    """
CREATE VIEW current_deficiencies AS
SELECT "код", "название", "муниципалитет", "сфера", "правило", "уровень", "что сказано", "требование", "впервые",
       "исключение до", "подтверждение", "запуск"
FROM current_findings WHERE "вывод" = 'недостаток'
""",
    f"""
CREATE VIEW current_organizations AS
SELECT organizations.code AS "код", json_extract(registry_rows.body, '$.name') AS "название",
       coalesce(json_extract(registry_rows.body, '$.municipality'), '') AS "муниципалитет", {_SECTOR} AS "сфера",
       coalesce(json_extract(registry_rows.body, '$.site'), '') AS "сайт",
       CASE audits.state WHEN 0 THEN 'ждёт проверки' WHEN 1 THEN 'проверена' ELSE 'не проверена' END AS "состояние",
       coalesce(audits.reason, '') AS "причина", coalesce(sum(verdicts.outcome = 'failed'), 0) AS "недостатков",
       coalesce(sum(verdicts.outcome = 'failed' AND date() <= (
         SELECT until FROM waivers WHERE waivers.organization = organizations.code AND waivers.rule = rules.name
         ORDER BY waivers.id DESC LIMIT 1)), 0) AS "из них под исключением",
       coalesce(sum(verdicts.outcome = 'passed'), 0) AS "выполнено",
       coalesce(sum(verdicts.outcome IN ('inconclusive', 'untested')), 0) AS "не установлено",
       datetime(audits.started, 'unixepoch') AS "когда, UTC", runs.name AS "запуск"
FROM current_audits JOIN audits ON audits.run = current_audits.run
  AND audits.organization = current_audits.organization
JOIN runs ON runs.id = audits.run
JOIN organizations ON organizations.id = audits.organization
JOIN registry_rows ON registry_rows.id = audits.registry_row
LEFT JOIN findings ON findings.organization = audits.organization AND findings.lane = runs.lane
  AND findings.first_run <= runs.id AND (findings.ended_run IS NULL OR findings.ended_run > runs.id)
  AND audits.state <> 0
LEFT JOIN rules ON rules.id = findings.rule LEFT JOIN verdicts ON verdicts.id = findings.verdict
GROUP BY audits.organization
""",
)
