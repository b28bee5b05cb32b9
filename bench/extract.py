"""Speed of extraction: CPU milliseconds a page, on a page of a usual size made up here.

    python -m bench.extract [ROUNDS]

The page is the same every time: about 87 KB of UTF-8, 250 links, a two-level menu, tabs, a data table, a form, the
usual scripts. Each round changes the host, so that the memo of addresses is as warm as it is between sites, no more.
"""

from __future__ import annotations

import sys
import time

from crawler.extract import extract_page

WORDS = [
    "организация",
    "документ",
    "приказ",
    "положение",
    "план",
    "отчёт",
    "работа",
    "учреждение",
    "результат",
    "качество",
    "услуга",
    "гражданин",
    "порядок",
    "область",
    "район",
    "администрация",
    "учебный",
    "год",
    "сведения",
    "приём",
    "специалист",
    "отделение",
    "библиотека",
    "школа",
    "мероприятие",
]


def sentence(seed: int, length: int) -> str:
    """Words in an order fixed by the seed."""
    return " ".join(WORDS[(seed * 7 + i * i + i * seed) % len(WORDS)] for i in range(length)).capitalize()


def menu(groups: int, items: int) -> str:
    """A navigation bar with drop-downs."""
    rows = []
    for group in range(groups):
        sub = "".join(
            f'<li class="nav-item"><a class="dropdown-item" href="/section-{group}/page-{i}/">'
            f"{sentence(group + i, 3)}</a></li>"
            for i in range(items)
        )
        rows.append(
            f'<li class="nav-item dropdown"><a class="nav-link" href="/section-{group}/">{sentence(group, 2)}</a>'
            f'<ul class="dropdown-menu">{sub}</ul></li>'
        )
    return f'<nav class="navbar main-menu"><ul class="navbar-nav">{"".join(rows)}</ul></nav>'


def page() -> bytes:
    """The page that is measured."""
    paragraphs = "".join(
        f"<h2>{sentence(i, 4)}</h2><p>{sentence(i, 90)}. <b>{sentence(i, 3)}</b></p>" for i in range(12)
    )
    files = "".join(
        f'<div class="file"><span class="icon"></span><a href="/upload/docs/{i}/file-{i}.pdf" target="_blank">'
        f"{sentence(i, 8)}</a> <span>(pdf, {i * 13} Кб)</span></div>"
        for i in range(110)
    )
    table = "".join(f"<tr><td>{i}</td><td>{sentence(i, 6)}</td><td>{sentence(i, 2)}</td></tr>" for i in range(30))
    tabs = "".join(f'<li><a href="#t{i}" data-toggle="tab">{2018 + i}</a></li>' for i in range(5))
    panels = "".join(f'<div class="tab-pane" id="t{i}"><p>{sentence(i, 40)}</p></div>' for i in range(5))
    footer = "".join(f'<li><a href="https://portal-{i}.test/">{sentence(i, 3)}</a></li>' for i in range(20))
    script = "<script>" + "var a=function(b,c){return b+c;};" * 120 + "</script>"
    return (
        '<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Школа</title>'
        f'<script src="/js/jquery.min.js"></script>{script}</head><body><div class="wrapper"><header><h1>Школа</h1>'
        f"<p>Тел.: 8 (86600) 4-00-00, school@example.test</p></header>{menu(10, 10)}<main><h1>Документы</h1>"
        f"{paragraphs}"
        f'<ul class="nav nav-tabs">{tabs}</ul><div class="tab-content">{panels}</div>{files}'
        f'<table class="table"><tr><th>№</th><th>Наименование</th><th>Срок</th></tr>{table}</table>'
        '<form action="/feedback/" method="post"><label for="n">Имя</label><input id="n" name="name">'
        '<textarea name="text">'
        "</textarea><button>Отправить</button></form></main>"
        f"<footer><ul>{footer}</ul>{sentence(3, 30)}</footer></div>{script}</body></html>"
    ).encode()


def main(rounds: int) -> None:
    """Print size, links and CPU milliseconds a page: the best batch is the one least disturbed by other work."""
    body = page()
    facts = extract_page(body, url="https://warm.test/")
    batches = []
    for batch in range(max(rounds // 20, 1)):
        started = time.process_time()
        for number in range(20):
            extract_page(body, url=f"https://site-{batch // 2}.test/page-{batch}-{number}/")
        batches.append((time.process_time() - started) / 20 * 1000)
    batches.sort()
    print(f"{len(body) / 1000:.0f} KB, {len(facts.links)} links, {len(facts.blocks)} blocks")
    print(f"{batches[0]:.2f} ms CPU a page at best, {batches[len(batches) // 2]:.2f} ms in the median of 20 pages")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
