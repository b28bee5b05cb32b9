"""A second visit asks for changes only, and sees what a first visit would see: also where servers lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crawler.answers.soft404 import probe_path
from crawler.items import Facts, Reason, Site
from tests.crawler import habits
from tests.crawler.servers import Habit, Reply, Server, crawl, page, serving

ADVISOR = "tests.crawler.advisors.make"
RECALL = "tests.crawler.advisors.recall"
READER = "tests.crawler.advisors.read_document"
WORDS = {"нок": 0.9, "план": 0.6}
PDF = {"Content-Type": "application/pdf"}

Story = dict[str, Reply | str]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def story() -> Story:
    return {
        "/": page("Школа", "/nok НОК", "/p1 Новости", menu=("/p2 О школе", "/p3 Учителя", "/gone Старое")),
        "/nok": page("НОК", "/plan.pdf План", "/moved План переехал"),
        "/plan.pdf": Reply(b"%PDF a plan", headers=PDF),
        "/moved": Reply(status=302, headers={"Location": "/p4"}),
        "/p1": page("Новости", "/p5 Ещё"),
        "/p2": page("О школе"),
        "/p3": page("Учителя"),
        "/p4": page("План на год"),
        "/p5": page("Ещё новости"),
    }


def visit(server: Server, name: str, memory: Path | None = None, **rest: Any) -> Site:
    words = rest.pop("words", WORDS)
    told = {key: rest.pop(key) for key in ("revisits", "settled", "fail") if key in rest}
    context = {"words": words, "memory": str(memory) if memory else "", **told}
    options = {"advisor": ADVISOR, "memory": RECALL, "documents": READER, **rest}
    return crawl({"one": server.url(f"{name}.test")}, contexts={"one": context}, **options)["one"]


def remembered(site: Site, folder: Path) -> Path:
    path = folder / "memory"
    path.write_bytes(msgspec.msgpack.encode(Facts(site=site)))
    return path


def content(site: Site) -> Any:
    """A site as content: without times, counters, marks and validators."""
    plain = msgspec.to_builtins(msgspec.structs.replace(site, unchanged=False))
    for name in ("trail", "started_at", "finished_at"):
        plain.pop(name, None)
    for name in ("seconds", "requests", "bytes"):
        plain["coverage"].pop(name, None)
    for fact in (*plain.get("pages", ()), *plain.get("documents", ()), *plain.get("failures", ())):
        for name in ("fetched_at", "at", "revalidated", "etag", "last_modified"):
            fact.pop(name, None)
    return plain


def change_page(told: Story) -> None:
    told["/p2"] = page("О школе", "/p6 Столовая")
    told["/p6"] = page("Столовая")


def change_home(told: Story) -> None:
    told["/"] = page("Школа", "/nok НОК", menu=("/p2 О школе",))


def change_file(told: Story) -> None:
    told["/plan.pdf"] = Reply(b"%PDF another plan", headers=PDF)


def lose_page(told: Story) -> None:
    del told["/nok"]


def gain_page(told: Story) -> None:
    told["/gone"] = page("Старое")


def break_page(told: Story) -> None:
    told["/p3"] = Reply(status=500)


def wall_page(told: Story) -> None:
    told["/nok"] = Reply("<title>Проверка браузера</title>")


def turn_page(told: Story) -> None:
    told["/moved"] = Reply(status=302, headers={"Location": "/p5"})


def forbid_page(told: Story) -> None:
    told["/robots.txt"] = Reply("User-agent: *\nDisallow: /p3", headers={"Content-Type": "text/plain"})


def list_page(told: Story) -> None:
    told["/sitemap.xml"] = "<urlset><url><loc>/p7</loc></url></urlset>"


def nothing(told: Story) -> None:
    """Stay."""


CHANGES = (
    nothing, change_page, change_home, change_file, lose_page, gain_page, break_page, wall_page, turn_page,
    forbid_page, list_page,
)  # fmt: skip
HABITS = (habits.honest, habits.dated, habits.silent, habits.restless, habits.always_unchanged, habits.one_tag)


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
def test_a_second_visit_sees_what_a_first_one_would(server: Server, tmp_path: Path, habit: Habit) -> None:
    names = {change: f"{habit.__name__.replace('_', '-')}-{change.__name__.replace('_', '-')}" for change in CHANGES}
    for name in names.values():
        server.tell(f"{name}.test", story())
        server.habits[f"{name}.test"] = habit
    first = all_of(server, names.values(), {})
    memories = {}
    for change, name in names.items():
        (tmp_path / name).mkdir()
        memories[name] = remembered(first[name], tmp_path / name)
        told = story()
        change(told)
        server.tell(f"{name}.test", told)
    second = all_of(server, names.values(), memories)
    fresh = all_of(server, names.values(), {})
    for name in names.values():
        assert content(second[name]) == content(fresh[name]), name
        assert len(fresh[name].pages) >= 4


def all_of(server: Server, names: Any, memories: Mapping[str, Path]) -> dict[str, Site]:
    """Visits of several sites by one worker."""
    sites = {name: server.url(f"{name}.test") for name in names}
    contexts = {name: {"words": WORDS, "memory": str(memories.get(name, ""))} for name in sites}
    options: dict[str, Any] = {"advisor": ADVISOR, "memory": RECALL, "documents": READER, "retries": 0}
    return crawl(sites, contexts=contexts, **options)


def put_together(part: str) -> Story:
    """A home page whose menu a script of its own keeps in a file."""
    words = "<p>" + "Новости школы за неделю. " * 12 + "</p>"
    return {
        "/": f"<title>Школа</title><header></header>{words}<script src='/parts.js'></script>",
        "/parts.js": Reply(f'jQuery("header").load("{part}")'.encode(), headers={"Content-Type": "text/javascript"}),
        "/old.html": "<nav><a href=/nok>НОК</a> <a href=/p1>Новости</a></nav>",
        "/new.html": "<nav><a href=/nok>НОК</a> <a href=/p2>О школе</a></nav>",
        **{path: page(title) for path, title in (("/nok", "НОК"), ("/p1", "Новости"), ("/p2", "О школе"))},
    }


@pytest.mark.parametrize("part", ["old.html", "new.html", "none.html"])
def test_a_page_that_scripts_put_together_is_more_than_its_own_bytes(server: Server, tmp_path: Path, part: str) -> None:
    name = f"parts-{part.partition('.')[0]}"
    server.tell(f"{name}.test", put_together("old.html"))
    server.habits[f"{name}.test"] = habits.honest
    memory = remembered(visit(server, name, render="never"), tmp_path)
    server.tell(f"{name}.test", put_together(part))
    second, fresh = visit(server, name, memory, render="never"), visit(server, name, render="never")
    assert content(second) == content(fresh)
    assert [frame.url.rpartition("/")[2] for frame in fresh.pages[0].frames] == ([] if part == "none.html" else [part])


@pytest.mark.parametrize("habit", [habits.honest, habits.dated])
def test_an_unchanged_site_is_asked_for_changes_only(server: Server, tmp_path: Path, habit: Habit) -> None:
    name = f"quiet-{habit.__name__}"
    server.tell(f"{name}.test", story())
    server.habits[f"{name}.test"] = habit
    first = visit(server, name)
    server.conditional.clear()
    second = visit(server, name, remembered(first, tmp_path))
    assert second.unchanged
    assert second.trail.revisits == 1
    assert {one.title: one.revalidated for one in second.pages} == {one.title: True for one in first.pages}
    assert all(one.revalidated for one in second.documents)
    assert all(one.fetched_at and first.finished_at and one.fetched_at > first.finished_at for one in second.pages)
    assert second.coverage.requests == first.coverage.requests
    assert second.coverage.bytes < 0.7 * first.coverage.bytes  # home, sample and what is missing are sent again
    paths = {path for host, path in server.conditional if host == f"{name}.test"}
    assert "/" not in paths, "the home page is always received"
    assert len(paths & {"/nok", "/plan.pdf", "/p1", "/p2", "/p3", "/p4", "/p5"}) == 6, "all but the night's sample"


def test_only_the_outline_of_a_settled_site_is_told(server: Server, tmp_path: Path) -> None:
    server.tell("settled.test", story())
    server.habits["settled.test"] = habits.honest
    first = visit(server, "settled")
    second = visit(server, "settled", remembered(first, tmp_path), settled=True)
    assert second.outline
    assert [one.sha256 for one in second.pages] == [one.sha256 for one in first.pages]
    assert all(one.fetched_at for one in (*second.pages, *second.documents))
    server.tell("settled.test", {**story(), "/p3": page("Учителя и их дипломы")})
    third = visit(server, "settled", remembered(first, tmp_path), settled=True)
    assert not third.outline
    assert "Учителя и их дипломы" in {one.title for one in third.pages}


def test_a_server_without_validators_sends_everything_and_nothing_is_read_twice(server: Server, tmp_path: Path) -> None:
    server.tell("mute.test", story())
    first = visit(server, "mute")
    second = visit(server, "mute", remembered(first, tmp_path))
    assert second.unchanged
    assert all(one.revalidated for one in second.pages)
    assert second.coverage.bytes == first.coverage.bytes


def test_a_tag_that_never_changes_is_believed_until_everything_is_received_again(
    server: Server, tmp_path: Path
) -> None:
    server.tell("stale.test", story())
    server.habits["stale.test"] = habits.one_tag_believed
    memory = remembered(visit(server, "stale"), tmp_path)
    server.tell("stale.test", {**story(), "/p3": page("Новые учителя")})

    def titles(site: Site) -> set[str]:
        return {one.title for one in site.pages}

    sixth = visit(server, "stale", memory, revisits=6)
    assert "Новые учителя" in titles(sixth)
    assert sixth.trail.revisits == 0
    assert sixth.trail.doubtful, "the lie is found out, and remembered"
    server.conditional.clear()
    visit(server, "stale", remembered(sixth, tmp_path))
    assert not server.conditional
    assert visit(server, "stale", remembered(sixth, tmp_path), reread=1).trail.revisits == 0


def test_every_night_another_page_is_received_to_see_whether_tags_are_true(server: Server, tmp_path: Path) -> None:
    server.tell("sampled.test", story())
    server.habits["sampled.test"] = habits.one_tag_believed
    first = visit(server, "sampled")
    memory = remembered(first, tmp_path)
    told: Story = {
        path: one if path == "/" or not isinstance(one, str) else one.replace("Обычный", "Новый")
        for path, one in {**story(), "/plan.pdf": page("План")}.items()
    }
    server.tell("sampled.test", told)
    for revisits in range(3):
        second = visit(server, "sampled", memory, revisits=revisits)
        assert second.trail.doubtful
        assert content(second) == content(visit(server, "sampled"))


def test_a_lie_found_out_on_the_way_makes_the_visit_begin_anew(server: Server, tmp_path: Path) -> None:
    def habit(reply: Reply, asked: Mapping[str, str]) -> Reply:
        lies = isinstance(reply.body, str) and "Последняя" in reply.body
        return (habits.one_tag if lies else habits.honest)(reply, asked)

    def told(text: str) -> Story:
        return {
            "/": page("Школа", "/a Первая", "/b Вторая", "/z Последняя"),
            "/a": page("Первая"),
            "/b": page("Вторая"),
            "/z": page("Последняя", body=text),
        }

    server.tell("late.test", told("Было так."))
    server.habits["late.test"] = habit
    memory = remembered(visit(server, "late"), tmp_path)
    server.tell("late.test", told("Стало иначе."))
    second = visit(server, "late", memory)
    assert second.trail.doubtful
    assert content(second) == content(visit(server, "late"))
    assert not any(one.revalidated for one in second.pages if one.title == "Последняя")


def test_a_304_nobody_asked_for_is_a_failure_as_on_the_first_night(server: Server, tmp_path: Path) -> None:
    told = story()
    server.tell("unasked.test", told)
    memory = remembered(visit(server, "unasked"), tmp_path)
    server.tell("unasked.test", {**told, "/p2": Reply(status=304)})
    second, fresh = visit(server, "unasked", memory), visit(server, "unasked")
    assert content(second) == content(fresh)
    assert Reason.HTTP_4XX in {one.reason for one in second.failures}
    server.tell("unasked.test", {"/": Reply(status=304)})
    assert visit(server, "unasked", memory).refusal is Reason.HTTP_4XX


@pytest.mark.parametrize("spoil", [{"reader": "another"}, {"traces": ()}])
def test_what_another_reader_made_of_a_page_is_not_taken_over(
    server: Server, tmp_path: Path, spoil: dict[str, Any]
) -> None:
    server.tell("older.test", story())
    server.habits["older.test"] = habits.honest
    first = visit(server, "older")
    old = msgspec.structs.replace(first, trail=msgspec.structs.replace(first.trail, **spoil))
    server.conditional.clear()
    second = visit(server, "older", remembered(old, tmp_path))
    assert not any(one.revalidated for one in (*second.pages, *second.documents))
    assert not server.conditional
    assert content(second) == content(first)


def test_a_memory_that_fails_costs_nothing_but_the_gain(server: Server, tmp_path: Path) -> None:
    server.tell("amnesia.test", story())
    first = visit(server, "amnesia")
    assert content(visit(server, "amnesia", fail="memory")) == content(first)
    (tmp_path / "memory").write_bytes(b"\xc1 no facts")
    assert content(visit(server, "amnesia", tmp_path / "memory")) == content(first)


def test_a_document_that_could_not_be_read_is_tried_again(server: Server, tmp_path: Path) -> None:
    server.tell("scan.test", {**story(), "/plan.pdf": Reply(b"%PDF blurred", headers=PDF)})
    server.habits["scan.test"] = habits.honest
    first = visit(server, "scan")
    assert [one.reason for one in first.documents] == [Reason.NO_OCR]
    server.conditional.clear()
    second = visit(server, "scan", remembered(first, tmp_path))
    assert not second.documents[0].revalidated
    assert ("scan.test", "/plan.pdf") not in server.conditional
    assert all(one.revalidated for one in second.pages)
    assert content(second) == content(first)


def test_other_questions_read_on_where_the_last_visit_stopped(server: Server, tmp_path: Path) -> None:
    server.tell("further.test", story())
    server.habits["further.test"] = habits.honest

    def seen(until: str, memory: Path | None = None) -> Site:
        context = {"words": WORDS, "until": until, "memory": str(memory or "")}
        url = server.url("further.test")
        return crawl({"one": url}, contexts={"one": context}, advisor=ADVISOR, memory=RECALL, documents=READER)["one"]

    first = seen("План на год")
    assert first.coverage.stopped == "decided"
    second = seen("Ещё новости", remembered(first, tmp_path))
    assert content(second) == content(seen("Ещё новости"))
    assert len(second.pages) > len(first.pages)


def test_a_body_that_becomes_evidence_is_asked_for_after_all(server: Server, tmp_path: Path) -> None:
    told = {"/": page("Школа", "/a Первая"), "/a": page("Снимок", body="Одно и то же.")}
    server.tell("evidence.test", told)
    server.habits["evidence.test"] = habits.honest
    first = visit(server, "evidence")
    assert [trace.kept for trace in first.trail.traces if trace.url.endswith("/a")] == [True]
    server.tell("evidence.test", {**told, "/": page("Школа", "/a Первая", body="Новое на главной.")})
    server.conditional.clear()
    second = visit(server, "evidence", remembered(first, tmp_path), revisits=1)
    assert [trace.kept for trace in second.trail.traces if trace.url.endswith("/a")] == [True]
    assert server.paths("evidence.test").count("/a") == 2
    never = msgspec.structs.replace(
        first,
        trail=msgspec.structs.replace(
            first.trail, traces=tuple(msgspec.structs.replace(one, kept=False) for one in first.trail.traces)
        ),
    )
    third = visit(server, "evidence", remembered(never, tmp_path), revisits=1)
    assert [trace.kept for trace in third.trail.traces if trace.url.endswith("/a")] == [True]


def test_the_invented_address_asks_with_a_tag_nobody_gave(server: Server, tmp_path: Path) -> None:
    server.tell("bait.test", story())
    server.habits["bait.test"] = habits.honest
    memory = remembered(visit(server, "bait"), tmp_path)
    server.conditional.clear()
    visit(server, "bait", memory)
    assert server.conditional[0] == ("bait.test", probe_path("bait.test"))
