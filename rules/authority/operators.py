"""Who collected the opinions: the operator named in a text, whether it may be one, and the contract with it.

Norm: reference note of the federal ministry of labour (2015), paragraph 5: not a body of executive power; a
subordinate institution by its name; chosen by tender under a state contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from rules.acts.citations import ACT
from rules.authority.kinds import OTHER_WORK
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.organizations import FIRMS
from rules.model import Value


class Standing(StrEnum):
    """What a text says of the operator."""

    NAMED = "named"
    EXECUTIVE = "executive"  # a body of executive power: not allowed
    NAMELESS = "nameless"  # «подведомственное учреждение» and no name


class Operator(Value, frozen=True):
    """An operator found in a text, with the contract's number and date where they stand beside."""

    standing: Standing
    name: str
    contract: str = ""
    excerpt: str = ""


# Only the nominative (and the like accusative): «оператором министерством определено ООО …» names no ministry.
_EXECUTIVE = re.compile(
    r"\W*(?:(?:главное|региональное|областное|республиканское|муниципальное|городское|районное|государственный"
    r"|областной|городской) )*"
    r"(?:министерство|минздрав|минобр\w*|минкульт\w*|минсоц\w*|минтруд\w*|минспорт\w*|департамент|управление"
    r"|комитет|администраци[яю]|правительство"
    r"|отдел|служб[ау]|агентство по)\b",
    re.IGNORECASE,
)
FORM = (
    rf"(?:{FIRMS}|НП|ОО|Ф?ГБОУ|ФГАОУ|ФГБУ\w*|ГАОУ|ГБПОУ|О?Г[БАК]У\w*"
    r"|КГ[БАК]У\w*|М[БАК]У\w*|БУ|АУ|КУ"
    r"|[Оо]бществ\w+ с ограниченной ответственностью|[Аа]кционерн\w+ обществ\w+|[Аа]втономн\w+ некоммерческ\w+"
    r"|[Нн]екоммерческ\w+"
    r"|[Оо]бщественн\w+ организаци\w+|[Оо]бщероссийск\w+|[Фф]едеральн\w+ (?:государственн\w+|бюджетн\w+)"
    r"|[Гг]осударственн\w+ (?:бюджетн|автономн|казенн|казённ)\w+"
    r"|[Бб]юджетн\w+ (?:учреждени|образовательн)\w+|[Мм]униципальн\w+ (?:бюджетн|автономн|казенн)\w+|[Фф]онд\w*"
    r"|[Сс]оюз\w*|[Ии]нститут\w*"
    r"|[Уу]ниверситет\w*|[Аа]гентств\w+|[Кк]омпани\w+|[Лл]аборатори\w+|(?:[А-ЯЁ][а-яё]+\w* )?[Цц]ентр\w*"
    r"|[Уу]чреждени\w+|[Оо]рганизаци\w+)(?![а-яё])"
)
_QUOTED = re.compile(rf"\b{FORM}[^.;|«\"“„]{{0,120}}[«\"“„][^|;]{{2,160}}?[»\"”]+(?:[^\s.,;|]*»)?")
_ABBREVIATED = re.compile(rf"(?<!\w){FIRMS}\b(?=[^«\"]{{0,60}}[«\"])")
_TRADER = re.compile(
    r"\b(?:ИП|[Ии]ндивидуальн\w+ предпринимател\w+)\s+[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ](?:\.\s?[А-ЯЁ]\."
    r"|[а-яё]+(?:\s+[А-ЯЁ][а-яё]+)?))?"
)
_PLAIN = re.compile(rf"\W*(?:[А-ЯЁ][а-яё-]+\s+){{0,3}}{FORM}[^.;|]{{6,160}}")
_BARE = re.compile(r"[\s:–—-]*[«\"“„][^»\"”|;]{2,120}[»\"”]")
_NAMELESS = re.compile(r"подведомственн\w+ (?:\w+ ){0,3}(?:учреждени|организаци)\w*", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:организаци\w+|учреждени\w+)[\s–—-]*)?\bоператор(?:ом|а|у|е|ы|ов|ами)?\b\)?"
    r"(?! (?:персональн|связи|сотов|обработк|эвм|котельн|реестра|информацион|по обращени|сайта|портала|систем|электронн"
    r"|почтов|площадк))",
    re.IGNORECASE,
)
_DEFINED = (
    r"(?:является|являл\w+|выступает|выступил\w*|стал[аои]?|определен\w*|определён\w*|признан\w*|выбран\w*"
    r"|назначен\w*|утвержден\w*|утверждён\w*"
    r"|привлечен\w*|привлечён\w*|возложен\w* на|осуществля\w+|исполня\w+|выполня\w+|победител\w+|заключен\w*"
    r"|заключён\w*)"
)
_LEAD = re.compile(
    rf"[\s,]*(?:[^.;:|–—]{{0,220}}?(?:{_DEFINED}(?: с)?\b|[:–—]"
    rf"|\s-\s)[\s:–—-]*(?:{_DEFINED}\b[\s:–—-]*)?)?",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"{_DEFINED}|контракт|договор|[:–—]|\s-\s", re.IGNORECASE)
_BACK = re.compile(
    r"[^.;|]{0,110}?(?:далее|явля|качеств|функци|выступ|определ|призна|выбра|полномочи|[(–—]"
    r"|\s-\s)[^.;|]{0,40}$"
)
_CONTRACT = re.compile(r"(?:контракт|договор|соглашени)\w*|\b(?:[ГМ]К|к-?т|дог\.)(?=\s+(?:№|\d))", re.IGNORECASE)
_SIGNED_ON = re.compile(r"\W*(?:дата|заключен|подписан)\w*(?: (?:\w+ )?(?:заключ|контракт|договор|подпис)\w*)?\W*$")
_TENDER = re.compile(r"(?:аукцион|конкурс|закупк)\w*|протокол\w* подведения итогов", re.IGNORECASE)
_FIRST = 6  # lines of a text, its title among them, that say what all of it is about
_SHORT = 120  # characters of a line that is a label or a name
_OVER = 3  # lines that a label stands above a name, and a contract below it
_TOLD = 12  # lines that tell of an operator
_BEFORE = 60  # characters before «контракт» that may say when it was made
_COLUMNS = 4  # names in a row of a table: one a year
_NUMBER = re.compile(
    r"(?:№|\bN\b|номер)\s*:?\s*\S*\d[\w/–-]*|(?<!\d)\d{17,19}(?!\d)"
    r"|^(?:(?:контракт|договор|соглашени)\w*|гк)\s+(?:\d[\w/–-]*(?=\s+от\b)|\d+[/–-][\w/–-]+|\d{4,})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"номер\w* (?:государственн\w+ |муниципальн\w+ )?(?:контракт|договор)\w*\s*[:–—-]?\s*\S*\d[\w/–-]*", re.IGNORECASE
)
_TASK = re.compile(r"сбор\w*[, ].{0,60}?(?:обобщени|анализ)\w*.{0,40}?информаци\w* о качеств", re.IGNORECASE)
_HIRED = re.compile(
    r"оценк\w+ (?:\S+ ){0,6}?(?:проводил|проводит|"
    r"провел|провёл|проведет|проведёт|выполнял|выполни[лт]|осуществлял|осуществит)\w*"
    r"|исполнител(?!ьн)\w+|подрядчик\w*|\bпо (?:гос\w*)?(?:контракту|договору)\b"
    r"|кто проводил|сбор\w* (?:и \w+ )?информации\s*[:–—-]|\bсбор\w*\b[^.]{0,60}\bзанима(?:ет|л)\w*"
    r"|победител\w+"
    r"|(?:анкетировал|опрашивал|собирал|собрал|опросил)\w*|сбор\w*[, ][^.]{0,160}"
    r"(?:выполн|осуществл?[яи]|проводи|проведе|проведё|провел|провёл|вед[её]т\b|вел[аио]?\b|вёл\b)\w*"
    r"|(?:(?:контракт|договор)\w*|\bгк\b) (?:\S+ ){0,4}(?:с|на (?:сбор|оказание|выполнение))\b",
    re.IGNORECASE,
)
# A line by itself that says what the firm named under it does.
_LABEL = re.compile(
    r"^\W*(?:исполнител[ья]|подрядчик|победител[ья](?: \w+)?"
    r"|кто (?:собира|провод|опрашива|оценива|собрал|провел|опросил)"
    r"|(?:организаци\w+|учреждени\w+|компани\w+),? (?:котор\w+ )?(?:(?:осуществл|провод|выполн)\w+ сбор|собира\w+))"
)
_OF_ASSESSMENT = re.compile(r"оцен|качеств|опро[сш]|анкет|мнени")
_COLUMN = re.compile(
    r"\bоператор|^(?:кто|кем) (?:провод(?:ит|ят|ил|или)|провел[аи]?|оценива(?:ет|ют|л|ли)|оценил[аи]?|проведен\w*"
    r"|провер(?:яет|яют|ял|яли|ил|или)|опрашива(?:ет|ют|л|ли)|собира(?:ет|ют|л|ли))(?: (?:\w+ ?){1,4})?$"
)
# A register of contracts of every kind: «Услуга | Победитель | Контракт». Its row says what the firm was hired for.
_WINNER = re.compile(r"^(?:победител|исполнител(?!ьн)|поставщик|подрядчик|контрагент)")
_SERVICE = re.compile(r"независим\w* оценк\w*|услуг\w* (?:организации-)?оператора|сбор\w* и обобщени\w* информации")
_PEOPLE = re.compile(r"\bопрос|\bопраш|анкет|\bмнени|респондент|социолог|оценк\w+ пров", re.IGNORECASE)
_OTHER_WORK = re.compile(OTHER_WORK, re.IGNORECASE)
_ANYBODY = re.compile(r"исполнител(?!ьн)\w+|подрядчик\w*|победител\w+", re.IGNORECASE)
_SUBJECT = compiled(r"оцен|качеств|опро[сш]|анкет|мнени|информаци|данны|{abbreviated}", re.IGNORECASE)
_BEFORE_FORM = re.compile(rf"[«\"“„][^»\"”|;]{{2,80}}[»\"”]\s*\((?:{FIRMS}|ИП)\b[^)]{{0,40}}\)")
_FIRST_NAMED = re.compile(
    rf"\W*(?:(?:за |в )?20\d\d(?: год\w*| г\.)?\W{{1,4}})?({_QUOTED.pattern}|{_TRADER.pattern})"
    r"\s*(?:[,(;–—-]|\bпо\b)\s*(?:гос\w* |мун\w* )?\w*(?:контракт|договор|соглашени)"
)
_SENTENCE = re.compile(r"(?<=[.;!])(?<![\s(][А-ЯЁ]\.)\s+(?=[А-ЯЁ])")  # not within «Стендовой М. Ю.»


LONGEST = 3000  # characters of one line that are read: a line of a page, not a whole document in one piece


def contract_of(text: str) -> str:
    """The first contract that is given with number and date, as written; empty for none."""
    for match in _NUMBERED.finditer(text):
        said = text[match.start() : match.end() + 120]
        if dates := find_dates(said):
            return " ".join(said[: dates[0][1]].split())
    for match in _CONTRACT.finditer(text):
        said = ACT.split(text[match.start() : match.end() + 160])[0]
        number, dates = _NUMBER.search(said), find_dates(said)
        if number and dates:
            return " ".join(said[: max(number.end(), dates[0][1])].split())
    return ""


def find_operators(lines: Sequence[str]) -> tuple[Operator, ...]:
    """Operators that consecutive lines of a page or a document name, in order.

    The name stands in the sentence that says «оператор», or, under a mere heading, in one of the next two lines.
    """
    found: dict[tuple[str, str], Operator] = {}
    for index, whole_line in enumerate(lines):
        line = whole_line[:LONGEST]
        about = (*lines[1:_FIRST], *lines[max(0, index - 2) : index + 2])
        around = " ".join(one for one in about if one != lines[0])
        told = (
            *_contracted(line),
            *_hired(line, around, lines[0]),
            *_engaged(line, around, _is_labelled(lines, index)),
        )
        for contracted in told or _labelled(lines, index):
            found.setdefault((contracted.name, contracted.contract), contracted)
        if "оператор" not in line.lower():
            continue
        short = len(line) <= 90 and len(normal(line)) <= 70
        near = "\n".join(one[:LONGEST] for one in lines[max(0, index - 3) : index + 4])
        beside = contract_of(line) or contract_of(near) or _part_of_contract(line) or _part_of_contract(near)
        sentences = _SENTENCE.split(line)
        for number, sentence in enumerate(sentences):
            for match in _ROLE.finditer(sentence):
                rest = sentence[match.end() : match.end() + 600]
                operator, said = _read(rest, sentence[: match.start()][-300:]), sentence
                if operator is None and short and not rest.strip(" :.–—-"):
                    under = ((_opens(below), below) for below in lines[index + 1 : index + 3])
                    operator, said = next(((one, below) for one, below in under if one), (None, ""))
                if operator is None and not rest.strip(" :.–—-"):  # «3. Оператор. ИП …, договор № 3 от …»
                    said = " ".join(sentences[number : number + 2])
                    operator = next(filter(None, map(_opens, sentences[number + 1 : number + 2])), None)
                if operator is not None:
                    contract = beside or contract_of(_card(lines, index, operator.name))
                    whole = Operator(operator.standing, operator.name, contract, " ".join(said.split())[:240])
                    found.setdefault((whole.name, whole.contract), whole)
    return tuple(found.values())


def _card(lines: Sequence[str], index: int, name: str) -> str:
    """What is told of an operator line by line below: its address, what is asked of it, its contract; until another
    firm, operator or work comes up."""
    told: list[str] = []
    for below in lines[index + 1 : index + 1 + _TOLD]:
        others = {_bare(match.group()) for match in _QUOTED.finditer(below[:LONGEST])} - {_bare(name)}
        again = _ROLE.search(below) is not None and _bare(name) not in below and told
        if others or _TRADER.search(below.replace(name, "")) or again or _OTHER_WORK.search(below):
            break
        told.append(below[:LONGEST])
    return "\n".join(told)


def may_name_operator(line: str) -> bool:
    """Whether a line may say who made the assessment."""
    told = line[:LONGEST]
    hired = _HIRED.search(told) or (_PEOPLE.search(told) and _CONTRACT.search(told))
    heads = " | " in told and any(_COLUMN.search(normal(cell)) for cell in told.split(" | "))
    called = _FIRST_NAMED.match(told) is not None or _is_label(told)
    return "оператор" in line.lower() or heads or bool(hired) or called


def _is_label(line: str) -> bool:
    return len(line) <= _SHORT and _LABEL.match(normal(line)) is not None


def _labelled(lines: Sequence[str], index: int) -> Iterator[Operator]:
    """A firm in a line of its own, under one that says what it does and above its contract.

    «Исполнитель» / «ООО «Дом»» / «Контракт № 7 от 17.05.2021».
    """
    line = lines[index].strip(" .;,")
    if len(line) > _SHORT or not any(one.fullmatch(line) for one in (_QUOTED, _TRADER)):
        return
    above, below = lines[max(0, index - _OVER) : index], lines[index + 1 : index + 1 + _OVER]
    near = "\n".join(one[:LONGEST] for one in (*above, line, *below))
    contract = contract_of("\n".join(one[:LONGEST] for one in below))
    about = _OF_ASSESSMENT.search(normal(" ".join((*lines[:_FIRST], near))[:LONGEST]))
    if contract and about and any(map(_is_label, above)) and not _OTHER_WORK.search(normal(near)):
        yield msgspec.structs.replace(_named(line), contract=contract, excerpt=" ".join(near.split())[:240])


def _is_labelled(lines: Sequence[str], index: int) -> bool:
    """Whether one of the lines right above says that the assessment was made by whoever follows: «Кто проводил»."""
    return any(map(_is_label, lines[max(0, index - 2) : index]))


def _engaged(line: str, near: str, labelled: bool) -> Iterator[Operator]:
    """Firms given with nothing but their contracts, where the lines around speak of asking people.

    «2021 год: ООО «Дом» (муниципальный контракт № 7 от 17.05.2021). 2024 год: ИП …»
    """
    if not (labelled or _SUBJECT.search(near)) or _OTHER_WORK.search(line):
        return
    for sentence in _SENTENCE.split(line):
        named = _FIRST_NAMED.match(sentence)
        contract = contract_of(sentence) if named else ""
        if named and contract:
            yield msgspec.structs.replace(_named(named[1]), contract=contract, excerpt=sentence[:240])


def _hired(line: str, near: str, title: str) -> tuple[Operator, ...]:
    """Who a sentence says was hired to ask people, in words other than «оператор»; only one name may stand in it."""
    if not _HIRED.search(_ANYBODY.sub("", line)) and not _SUBJECT.search(near):
        return ()  # an executor, a winner may be anything's: the lines around must speak of asking people
    found = []
    readers = (contract_of, _part_of_contract)
    for sentence in (
        _SENTENCE.split(line) if may_name_operator(line) and _SUBJECT.search(f"{title} {near}"[:LONGEST]) else ()
    ):
        patterns = (_QUOTED, _TRADER, _BEFORE_FORM)
        matches = (match.group() for pattern in patterns for match in pattern.finditer(sentence))
        names = set({_bare(name): name for name in matches}.values())
        # «Вести опрос будет ООО «Мера». Его выбрали на площадке, контракт от …»
        beside = line if len(set(_QUOTED.findall(line))) == 1 else sentence
        beside, apart = _without_others(beside, names), _without_others(near, names)
        hired = _HIRED.search(sentence) or (_PEOPLE.search(line) and any(read(beside) for read in readers))
        most = _COLUMNS if " | " in sentence else max(1, min(_COLUMNS, len(_CONTRACT.findall(sentence))))
        if hired and not _OTHER_WORK.search(sentence) and 1 <= len(names) <= most:
            contract = next(filter(None, (read(text) for read in readers for text in (sentence, beside, apart))), "")
            named = sorted(names, key=sentence.find)
            found += [msgspec.structs.replace(_named(one), contract=contract, excerpt=sentence[:240]) for one in named]
    return tuple(found)


def _without_others(text: str, names: Iterable[str]) -> str:
    """A text without the sentences on a contract with somebody else: «по контракту … с ИП … сделаны стенды»."""
    own = {_bare(name) for name in names}

    def of_another(sentence: str) -> bool:
        named = [match.group() for pattern in (_QUOTED, _TRADER) for match in pattern.finditer(sentence)]
        return _CONTRACT.search(sentence) is not None and bool(named) and not own & {_bare(one) for one in named}

    return " ".join(one for one in _SENTENCE.split(text) if not of_another(one))


def _bare(name: str) -> str:
    """What stands in quotes in a name, by which it is one with another form of it."""
    quoted = re.search(r"[«\"“„]([^»\"”]+)", name)
    return quoted[1] if quoted else name


def _part_of_contract(text: str) -> str:
    """A contract given by its number or its date alone, or the tender it came from, as written; empty for none."""
    for match in (*_CONTRACT.finditer(text), *_TENDER.finditer(text)):
        said = ACT.split(text[match.start() : match.end() + 160])[0]
        number, dates = _NUMBER.search(said), find_dates(said)
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not number and not dates and "заключ" in before.lower() and (signed := find_dates(before)):
            return " ".join((before[signed[0][0] :] + match.group()).split())
        if number or dates:
            return " ".join(said[: max(number.end() if number else 0, dates[0][1] if dates else 0)].split())
    return ""


def _contracted(line: str) -> tuple[Operator, ...]:
    """Who has the contract to collect and sum up opinions, where the sentence does not call them the operator."""
    found = []
    for sentence in _SENTENCE.split(line) if _TASK.search(line) else ():
        names = {match.group() for match in _QUOTED.finditer(sentence)}
        contract = contract_of(sentence)
        if len(names) == 1 and contract and _TASK.search(sentence):
            found.append(msgspec.structs.replace(_named(names.pop()), contract=contract, excerpt=sentence[:240]))
    return tuple(found)


def _of_pairs(rows: Sequence[Sequence[str]]) -> tuple[Operator, ...]:
    """Operators of a table that says «Организация-оператор | ООО …» in one row and gives the contract in another."""
    found = []
    for index, row in enumerate(rows):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) != 2 or len(cells[0]) > 90 or not re.search(r"\bоператор", normal(cells[0])):
            continue
        near = [" ".join(other) for other in rows[max(0, index - 2) : index + 5] if len(other) == len(row)]
        contract = next(filter(None, map(contract_of, near)), "") or _contract_in_rows(
            [other for other in rows[index + 1 : index + 5] if len(other) == len(row)]
        )
        executive = _EXECUTIVE.match(cells[1]) is not None
        if executive or _QUOTED.search(cells[1]) or _TRADER.search(cells[1]):
            standing = Standing.EXECUTIVE if executive else Standing.NAMED
            said = " | ".join(cells)
            found.append(Operator(standing, " ".join(cells[1].split())[:200], contract[:200], said[:240]))
    return tuple(found)


def _contract_in_rows(rows: Sequence[Sequence[str]]) -> str:
    """A contract whose number and day stand in rows of their own: «Контракт | № 7», «Дата заключения | 17.05.2021»."""
    told = [" ".join(row) for row in rows if _CONTRACT.search(row[0]) or _SIGNED_ON.match(normal(row[0]))]
    return contract_of(" ".join(told)) or next(filter(None, map(_part_of_contract, told)), "")


def _of_row_heads(rows: Sequence[Sequence[str]]) -> Iterator[Operator]:
    """Operators of a table with a column for each year: the row «Оператор» names one in each of its cells."""
    for row in rows:
        told = [cell for cell in row[1:] if _QUOTED.search(cell) or _TRADER.search(cell)]
        if len(told) < 2 or len(row[0]) > 90 or not _COLUMN.search(normal(row[0])):
            continue
        for cell in told:
            name = next(match for pattern in (_QUOTED, _TRADER) if (match := pattern.search(cell)))
            standing = Standing.EXECUTIVE if _EXECUTIVE.match(cell) else Standing.NAMED
            contract = contract_of(cell) or _part_of_contract(cell)
            yield Operator(standing, " ".join(name.group().split())[:200], contract[:200], f"{row[0]} | {cell}"[:240])


def operators_of_rows(rows: Iterable[Sequence[str]]) -> tuple[Operator, ...]:
    """Operators in a table that has a column for them: the cell is the name, the row holds the contract."""
    rows = tuple(rows)
    column, called, registered = -1, False, False
    found: list[Operator] = [*_of_pairs(rows), *_of_row_heads(rows)]
    head = ""
    for row in rows:
        told = [index for index, cell in enumerate(row) if len(cell) < 120 and _COLUMN.search(normal(cell))]
        won = [index for index, cell in enumerate(row) if len(cell) < _SHORT and _WINNER.match(normal(cell))]
        if (told or won) and not any(_QUOTED.search(cell) for cell in row):
            column, head, registered = (told or won)[0], " ".join(row), not told
            called = "оператор" in normal(row[column])
            continue
        if registered and not _SERVICE.search(normal(" ".join(row))):
            continue
        if not 0 <= column < len(row) or len(normal(row[column])) < 4 or not re.search(r"[А-Яа-я]{2}", row[column]):
            continue
        if not called and not any(one.search(row[column]) for one in (_QUOTED, _TRADER)):
            continue
        said = " | ".join(row)
        standing = Standing.EXECUTIVE if _EXECUTIVE.match(row[column]) else Standing.NAMED
        titled = re.search(r"контракт|договор", normal(head)) and _NUMBER.search(said) and find_dates(said)
        contract = contract_of(said) or (said if titled else "")
        found.append(Operator(standing, " ".join(row[column].split())[:200], contract[:200], said[:240]))
    return tuple(found)


def _opens(line: str) -> Operator | None:
    """An operator that a line under a heading begins with or defines."""
    return None if _ROLE.search(line) else _read(" " + line, "")


def _read(rest: str, before: str) -> Operator | None:
    """Name what follows (or precedes) the word «оператор» within one sentence."""
    lead = _LEAD.match(rest)
    after = rest[lead.end() :] if lead is not None else rest
    for pattern in (_QUOTED, _TRADER):
        named = pattern.search(rest[:420])
        if named is not None:
            between = re.sub(r"\s*\(?(?:за |в )?20\d\d(?: год[ау]?| г\.?)?\)?\s*", " ", rest[: named.start()])
            if not between.strip(" :,–—-(") or _JOINED.search(between):
                return _named(named.group())
    for pattern in (_QUOTED, _TRADER):
        back = list(pattern.finditer(before))
        if back and _BACK.match(before[back[-1].end() :]):
            return _named(back[-1].group())
    if _NAMELESS.search(rest[:200]):
        return Operator(Standing.NAMELESS, "")
    if _EXECUTIVE.match(after):
        return Operator(Standing.EXECUTIVE, " ".join(re.split(r"[.;,|(]", after.strip(), maxsplit=1)[0].split())[:160])
    defined = lead is not None and _JOINED.search(lead.group())
    plain = (_BARE.match(after) or _PLAIN.match(after)) if defined or not rest[:1].isalpha() else None
    if plain is not None and defined:
        return _named(plain.group())
    return None


def _named(text: str) -> Operator:
    short = _ABBREVIATED.search(text)  # «учреждений в 2025 году делало ООО «…»»: the name begins where its form does
    return Operator(Standing.NAMED, " ".join(text[short.start() if short else 0 :].split()).strip(" :–—-,")[:200])
