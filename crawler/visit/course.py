"""One visit to one site: from its address to a `Site` with everything that was seen.

The order of requests is decided by the frontier and the advisor only, never by the speed of the answers: what is
fetched at once is taken up in the order it was chosen.
"""

from __future__ import annotations

import asyncio
import logging

import msgspec

from crawler import urls
from crawler.addresses import page_key
from crawler.advisor import Advisor, Fetch
from crawler.answers import soft404
from crawler.answers.names import file_name
from crawler.answers.received import Answer
from crawler.frontier.candidates import Links
from crawler.frontier.ledger import Ledger, packed
from crawler.frontier.queue import FAINT, STRONG, Candidate, Frontier, coverage
from crawler.items import AccessibleVersion, Coverage, Failure, Link, Page, Reason, Site, Trail
from crawler.memory.last_visit import LyingServerError, Memory
from crawler.network.fetch import Clock, Download, Fetcher, Purse, failure_of
from crawler.pages.assembly import put_together
from crawler.pages.fragments import has_parts_elsewhere
from crawler.pages.looks import Look, Looks
from crawler.pages.pictures import take_pictures
from crawler.pages.reading import SHELL, Reader, is_document
from crawler.pages.routes import read_routes
from crawler.pages.switch import switch_on
from crawler.pages.tools import Tools
from crawler.settings import CrawlOptions
from crawler.visit import scent
from crawler.visit.guides import Guides
from crawler.visit.opening import open_home, signpost
from crawler.visit.short_way import Revisit

logger = logging.getLogger(__name__)

_ASK_EVERY = 10  # pages without smell between two questions to the advisor, at least
_MAX_REFRESH = 3  # meta refreshes of the home page followed in a row
_LOOK_SECONDS = 20.0  # a look may take so long; with less left there is none
_GRACE = 2.0  # seconds over the budget before a visit is cut by force


class Visit:
    """One site's crawl. `run` never raises; `site` may be asked at any time, also after a cut."""

    def __init__(
        self,
        url: str,
        *,
        advisor: Advisor,
        options: CrawlOptions,
        download: Download,
        clock: Clock,
        tools: Tools,
        memory: Memory | None = None,
    ) -> None:
        self._advisor = advisor
        self._options = options
        self._download = download
        self._clock = clock
        self._tools = tools
        self._memory = memory or Memory(None, options)
        self._purse = Purse(options.budget, clock)
        self._age = next(tools.visits)
        self._begin(url)

    def _begin(self, url: str) -> None:
        """Everything a visit collects, empty."""
        self.ledger = Ledger(url, self._clock.now(), self._tools.shelf)
        self._fetcher = Fetcher(url, self._download, self._options, self._purse, self._clock, self._memory)
        self._guides = Guides(self._fetcher)
        self._frontier = Frontier()
        self._links = Links(urls.Scope(""), self._frontier, self._advisor)
        self._reader = Reader(self._options, self._tools, self._memory, self._smells)
        self._looks = Looks()
        self._stopped = "failed"
        self._settled: tuple[Page, ...] = ()
        self._again: Site | None = None  # the site as it was, when nothing had changed

    async def run(self) -> Site:
        """Crawl the site within its budget and return what was seen."""
        try:
            async with asyncio.timeout(self._options.budget.seconds + _GRACE):
                try:
                    await self._crawl()
                except LyingServerError as error:
                    logger.info("%s is read anew: %s", self.ledger.start_url, error)
                    self.ledger.close()
                    self._begin(self.ledger.start_url)
                    await self._crawl()
        except TimeoutError:
            self._stopped = "budget"
        except Exception as error:  # a bug of ours costs what is left of one site; what was seen is kept
            logger.exception("The visit of %s ended early", self.ledger.start_url)
            self._give_up(Reason.INTERNAL_ERROR, repr(error))
        if self.ledger.home is None and self.ledger.refusal is None:
            self._give_up(Reason.TIMEOUT if self._stopped == "budget" else Reason.NOT_REACHED, "no answer in time")
        return self.site()

    def site(self) -> Site:
        """Everything observed so far."""
        if self._again is not None:
            return self._again
        pages = self._settled if len(self._settled) == self.ledger.pages else None
        return self.ledger.site(
            self._clock.now(),
            pages=pages,
            coverage=self._coverage(),
            browser=self._tools.browser,
            no_browser=self._tools.no_browser,
            trail=self._trail(),
        )

    def _coverage(self) -> Coverage:
        return coverage(
            self._frontier,
            home_read=self.ledger.home is not None,
            shell=self._reader.home_is_shell,
            sitemap_read=self._guides.sitemap_read,
            stopped=self._stopped,
            spent=(self.ledger.pages, self._purse.requests, self._purse.bytes, self._purse.seconds),
        )

    def _is_settled(self) -> bool:
        """Whether reading on could change no verdict; then the pages, brought together for the answer, stay so."""
        if not self._advisor.may_be_settled(self._coverage(), self.ledger.documents):
            return False
        site = self.site()
        if self._advisor.open_roles(site):
            self._links.want(self._advisor.wanted())
            return False
        self._settled = site.pages
        return True

    def _site_again(self) -> Site:
        """The site of the last visit, with what was observed anew."""
        ledger, purse = self.ledger, self._purse
        rest = {
            "certificate": ledger.certificate,
            "redirected_from": ledger.redirected_from,
            "accessible": ledger.accessible,
            "started_at": ledger.started_at,
            "finished_at": self._clock.now(),
        }
        if self._tools.browser and ledger.accessible != AccessibleVersion():  # it was used, not only opened for others
            rest["browser"] = self._tools.browser
        spent = {"requests": purse.requests, "bytes": purse.bytes, "seconds": round(purse.seconds, 3)}
        told = (self._trail(), self._fetcher.times, rest, spent)
        return self._memory.outline(*told) or self._memory.site(*told)

    def _trail(self) -> Trail:
        kept = self._memory.kept | self.ledger.snapshots.keys()
        traces = [
            msgspec.structs.replace(trace, kept=True) if trace.sha256 in kept else trace
            for trace in self._fetcher.trail
        ]
        return self._memory.trail(traces)

    def close(self) -> None:
        """Let go of everything that was collected; the `Site` that was made of it stays."""
        self.ledger.close()
        self._settled = ()
        self._memory.close()
        self._frontier = Frontier()
        self._links = Links(urls.Scope(""), self._frontier, self._advisor)

    def refused(self, reason: Reason, detail: str) -> Site:
        """The site of a visit that did not take place."""
        self._give_up(reason, detail)
        return self.site()

    def _give_up(self, reason: Reason, detail: str) -> None:
        failure = Failure(url=self.ledger.start_url, reason=reason, detail=detail[:200], at=self._clock.now())
        (self.ledger.refuse if self.ledger.home is None else self.ledger.add_failure)(failure)

    async def _crawl(self) -> None:
        try:
            start = urls.normalise(self.ledger.start_url)
        except ValueError as error:
            self._give_up(Reason.INVALID_URL, str(error))
            return
        front = urls.front_of(start)
        entered = await self._enter(front)
        if isinstance(entered, Failure) and front != start:
            entered = await self._enter(start)
        if isinstance(entered, Failure):
            self.ledger.refuse(entered)
            return
        if not await self._repeat():
            self._memory.unfold()
            await self._probe()
            await self._walk()
            await self._open_routes()
            await self._try_accessible(search=False)  # what is offered is tried while there is time
            await self._look_again()
            await self._try_accessible(search=True)
            await self._take_pictures()

    async def _repeat(self) -> bool:
        """Whether the site is as it was, and as much of it as the rules ask for tonight was read the last time."""
        self._fetcher.fresh = False
        again = Revisit(self._memory, self._fetcher, self._guides, self._purse)
        await again.test(self.ledger.home_url)
        if not await again.is_unchanged():
            return False
        await self._try_accessible(search=self._memory.had_switch)
        site = self._site_again()
        if not site.outline and self._memory.decided and self._advisor.open_roles(site):
            again.give_up()  # another day, other questions
            return False
        self._again = site
        return True

    async def _enter(self, start: str) -> Failure | None:
        """Find and read the home page; the failure that refuses the whole site if there is none."""
        await self._guides.learn(start)
        if not self._guides.allow(start):
            return Failure(url=start, reason=Reason.ROBOTS_DISALLOWED, at=self._clock.now())
        # a host that was silent about robots.txt has used up one of its tries: silence is what costs a night
        silent = self._guides.is_silent(start)
        opening = await open_home(self._fetcher, start, tries=max(1, self._options.retries) if silent else None)
        self.ledger.certificate = opening.certificate
        if opening.answer is None:
            return opening.failure
        answer = opening.answer
        for _ in range(_MAX_REFRESH):
            read = await self._read_home(answer, start)
            if isinstance(read, Failure):
                return read
            page, body = read
            onward = signpost(page)
            if not onward:
                break
            moved = await self._fetcher.fetch(onward, allowed=self._guides.allow)
            if isinstance(moved, Failure):
                self.ledger.add_failure(msgspec.structs.replace(moved, found_on=answer.url))
                break
            answer = moved
        if has_parts_elsewhere(page):
            page = await put_together(page, answer.body, self._fetcher, self._guides.allow)
        self._accept_home(page, body, start, cut=answer.truncated and not page.rendered)
        self._looks.note(page, answer, Candidate(page.url, depth=0))
        return None

    async def _read_home(self, answer: Answer, start: str) -> tuple[Page, bytes] | Failure:
        await self._guides.learn(answer.url)
        if not self._guides.allow(answer.url):
            return failure_of(answer, Reason.ROBOTS_DISALLOWED, "")
        return await self._read(answer, Candidate(answer.url, depth=0))

    def _accept_home(self, page: Page, body: bytes, start: str, *, cut: bool) -> None:
        self._links.scope = urls.scope_of(start, page.url)
        self.ledger.home_url = page.url
        if urls.split(page.url).site != urls.split(start).site:
            self.ledger.redirected_from = start
        self._reader.home = page
        self._reader.home_is_shell = page.needs_script
        self._reader.home_is_built = page.rendered and page.render_reason == SHELL
        reason = Reason.SCRIPT_REQUIRED if page.needs_script else None
        if cut:
            self._reader.home_is_shell, reason = True, Reason.CONNECTION_RESET
        for url in (start, page.url):
            self._frontier.settle(url, reason)
        self._take(page, body, Candidate(page.url, depth=0))

    async def _probe(self) -> None:
        """Ask for an invented address once, to know what "not found" looks like here."""
        home = self.ledger.home_url
        url = soft404.probe_url(home)
        if self._purse.is_empty or not self._guides.allow(url):
            return
        answer = await self._fetcher.fetch(url, tries=1)
        if isinstance(answer, Failure):
            return
        if page_key(answer.url) == page_key(home):
            self.ledger.soft_404 = "redirect"
            return
        read = await self._read(answer, Candidate(url), probe=True)
        if not isinstance(read, Failure) and not read[0].needs_script:
            self._reader.signature = soft404.signature_of(read[0])
            self.ledger.soft_404 = read[0].sha256

    async def _walk(self) -> None:
        asked = -1  # pages read when the advisor was last asked; the home page alone may settle everything
        required = True  # whether something that absence needs was still waiting
        while True:
            first = self._frontier.peek()
            best = first.score if first else -1.0
            if best < STRONG and not self._options.exhaustive:
                needed = first is not None and (first.essential or first.smells or self._frontier.owes(first))
                if self._is_time_to_ask(best, asked) or (required and not needed and self._guides.sitemap_asked):
                    asked = self.ledger.pages
                    required = needed or not self._guides.sitemap_asked
                    if self._is_settled():
                        self._stopped = "decided"
                        return
                    first = self._frontier.peek()  # the answer may have asked for more
                    best = first.score if first else -1.0
            if best < STRONG and not self._guides.sitemap_asked:
                await self._read_sitemaps()
            elif first is None:
                self._stopped = "exhausted"
                return
            elif self._purse.is_empty:
                self._stopped = "budget"
                return
            else:
                await self._take_turn(1 if best >= FAINT else self._fetcher.pace_of(self.ledger.home_url).width)

    async def _open_routes(self) -> None:
        """Read the pages that only the script of the home page opens, and then what those lead to."""
        home = self.ledger.home
        if home is None or self._options.render == "never" or self._stopped == "decided":
            return
        before = self.ledger.pages
        left, now = lambda: self._purse.seconds_left, self._clock.now
        await read_routes(home, self._advisor, self._tools, self._options, left, now, self._take)
        if self.ledger.pages > before:
            await self._walk()

    async def _look_again(self) -> None:
        """Look with the browser at what was read without it, before anything is called missing there; then read on."""
        if self.ledger.home is None or self._options.render == "never":
            return
        asked = -1
        while self._purse.seconds_left > _LOOK_SECONDS and (look := self._looks.next()) is not None:
            if asked != self.ledger.pages:
                asked = self.ledger.pages
                if not self._calls_missing():
                    return
            if await self._look(look):
                self._settled, asked = (), -1
                await self._walk()

    def _calls_missing(self) -> bool:
        try:
            return self._advisor.calls_missing(self.site())
        except Exception:  # given from above: its bug costs looks
            logger.exception("The advisor could not say what is missing at %s", self.ledger.start_url)
            return False

    async def _look(self, look: Look) -> bool:
        """Whether the browser showed more of a page; then it is the page."""
        page = look.page or self.ledger.page(look.url)
        if page is None:
            return False
        await self._tools.turns.turn(self._age)
        try:
            seen = await self._reader.look(look.answer, page, look.candidate)
        except Exception:  # a page that breaks extraction stays what it was
            logger.exception("A page could not be looked at: %s", look.url)
            seen = None
        if seen is None:
            return False
        live, body = seen
        if not self._looks.weigh(page, live):
            hides = live.sealed or live.unchosen
            if hides and look.page is None:  # it stays what was read, and hides what nobody came to
                self.ledger.renew_page(msgspec.structs.replace(page, sealed=live.sealed, unchosen=live.unchosen))
                self._settled = ()
            return False
        self._take(live, body, look.candidate, anew=look.page is None)
        return True

    def _is_time_to_ask(self, best: float, asked: int) -> bool:
        """An answer costs a judgement of everything read, so the questions thin out as a site grows.

        Soon while promising links are read, one of which may settle it; later, only absence is left to be proved.
        """
        fresh = self.ledger.pages - max(0, asked)
        if asked < 0:
            return True
        if best >= FAINT:
            return fresh >= max(1, asked // 6)
        return fresh >= max(_ASK_EVERY, asked // 2)

    async def _take_turn(self, size: int) -> None:
        """Fetch the best few waiting links at once and take them up in the order they were chosen."""
        chosen = [one for one in (self._frontier.pop() for _ in range(max(1, size))) if one is not None]
        answers = await asyncio.gather(*(self._fetch(one) for one in chosen))
        for candidate, answer in zip(chosen, answers, strict=True):
            failure = answer if isinstance(answer, Failure) else await self._take_answer(answer, candidate)
            self._frontier.settle(candidate.url, failure.reason if failure else None)
            if failure is not None:
                self.ledger.add_failure(failure, candidate)

    async def _fetch(self, candidate: Candidate) -> Answer | Failure:
        if candidate.fetch is Fetch.EXTERNAL:
            await self._guides.learn(candidate.url)
        maximum = self._options.max_document if candidate.fetch is Fetch.DOCUMENT else None
        return await self._fetcher.fetch(candidate.url, maximum=maximum, allowed=self._guides.allow)

    async def _take_answer(self, answer: Answer, candidate: Candidate) -> Failure | None:
        """Turn an answer into facts: a page or some documents; a failure if it is neither."""
        for_reader = candidate.fetch is Fetch.DOCUMENT or candidate.smells
        kind = self._memory.kind_of(answer)
        if answer.unsent and kind != "page" and not (kind and for_reader):
            return await self._take_whole(candidate)
        if kind == "documents" and for_reader:
            self.ledger.add_documents(self._memory.documents(answer), answer, candidate)
            return None
        if is_document(answer) and for_reader:
            return await self._take_document(answer, candidate)
        external = candidate.fetch is Fetch.EXTERNAL or not self._links.scope.contains(answer.url)
        if not external and page_key(answer.url) != page_key(candidate.url):
            if page_key(answer.url) == page_key(self.ledger.home_url):
                return failure_of(answer, Reason.SOFT_404, "redirects to the home page")
            if self._frontier.is_settled(answer.url):
                shut = self._reader.doors.get(page_key(answer.url)) if candidate.smells else None
                return failure_of(answer, shut, "redirects there") if shut is not None else None
        if external and candidate.fetch is Fetch.PAGE and not candidate.smells:
            return None  # a link of the site that leads away from it
        read = await self._read(answer, candidate, external=external)
        if isinstance(read, Failure):
            return read
        page, body = read
        if answer.unsent and not body and self._lacks(page):
            return await self._take_whole(candidate)
        if not external:
            self._frontier.settle(answer.url)
        scripted = self._reader.home_is_shell or self._reader.home_is_built
        shell = page.needs_script and (candidate.smells or scripted)
        if shell or not self.ledger.has(page):
            self._take(page, body, candidate)
            if not shell:
                self._looks.note(page, answer, candidate, named=scent.promise(page, self.ledger.home, self._smell))
        elif candidate.smells and "?" in answer.url:
            self._looks.note(page, answer, candidate, twin=True)
        if answer.truncated and not page.rendered:  # what it shows is true, what it lacks proves nothing
            return failure_of(answer, Reason.CONNECTION_RESET, "the page was cut off")
        return failure_of(answer, Reason.SCRIPT_REQUIRED, "a script builds this page") if shell else None

    async def _take_whole(self, candidate: Candidate) -> Failure | None:
        """Ask again for an address that was answered without its body, which is needed after all."""
        maximum = self._options.max_document if candidate.fetch is Fetch.DOCUMENT else None
        answer = await self._fetcher.fetch(candidate.url, maximum=maximum, allowed=self._guides.allow, again=True)
        return answer if isinstance(answer, Failure) else await self._take_answer(answer, candidate)

    def _lacks(self, page: Page) -> bool:
        """Whether a body that was not sent is wanted as evidence, and was not kept before."""
        return page.sha256 not in self._memory.kept and self._advisor.wants_snapshot(page)

    async def _take_document(self, answer: Answer, candidate: Candidate) -> Failure | None:
        try:
            documents = await self._tools.read_document(
                answer.body, url=answer.url, content_type=answer.content_type, file_name=file_name(answer.headers)
            )
        except Exception as error:  # whatever breaks a reader costs that file
            logger.exception("A document could not be read: %s", answer.url)
            return failure_of(answer, Reason.INTERNAL_ERROR, repr(error))
        if documents is None:
            return failure_of(answer, Reason.NOT_REACHED, "there is no reader of documents")
        self.ledger.add_documents(documents, answer, candidate)
        return None

    async def _read(
        self, answer: Answer, candidate: Candidate, *, external: bool = False, probe: bool = False
    ) -> tuple[Page, bytes] | Failure:
        await self._tools.turns.turn(self._age)
        try:
            return await self._reader.read(answer, candidate, external=external, probe=probe)
        except Exception as error:  # a page that breaks extraction costs itself, not the site
            logger.exception("A page could not be read: %s", answer.url)
            return failure_of(answer, Reason.INTERNAL_ERROR, repr(error))

    def _smell(self, link: Link, page: Page) -> float:
        return self._advisor.smell(link, page).score

    def _smells(self, page: Page) -> bool:
        return scent.smells(page, self.ledger.home, self._smell)

    def _take(self, page: Page, body: bytes, candidate: Candidate, *, anew: bool = False) -> None:
        """Record a page and whatever it leads to; `anew`, what was seen of one that had been read before."""
        (self.ledger.renew_page if anew else self.ledger.add_page)(page)
        try:
            self._advisor.observe(page)
            if body and page.sha256 not in self._memory.kept and self._advisor.wants_snapshot(page):
                self.ledger.snapshots[page.sha256] = packed(body)
            if not page.external:
                self._links.follow(page, candidate)
        except Exception as error:  # given from above: its bug must not end the crawl, and is told as a failure
            logger.exception("The advisor failed on %s", page.url)
            detail = f"advisor: {error!r}"[:200]
            self.ledger.add_failure(
                Failure(url=page.url, reason=Reason.INTERNAL_ERROR, detail=detail, at=self._clock.now())
            )

    async def _read_sitemaps(self) -> None:
        home = self.ledger.home
        assert home is not None

        def take(addresses: tuple[str, ...], sitemap: str) -> None:
            self._links.list(addresses, sitemap, home)

        await self._guides.read_sitemaps(home.url, take, self.ledger.add_failure)

    async def _try_accessible(self, *, search: bool) -> None:
        """Switch the version for visually impaired people on, where the home page offers something to switch.

        `search`: look for a switch that only scripts put there, too; an unchanged page is not searched every night.
        """
        home = self.ledger.home
        if home is None or self._options.render == "never" or self.ledger.accessible != AccessibleVersion():
            return

        def tell(known: AccessibleVersion) -> None:
            self.ledger.accessible = known

        scope, left = self._links.scope, lambda: self._purse.seconds_left
        await switch_on(home, scope, self._advisor, self._tools, self._options, left, tell, search=search)

    async def _take_pictures(self) -> None:
        """Pictures of the pages the advisor asks for, where there is a browser anyway."""
        if not self._options.pictures or self._options.render == "never" or self.ledger.home is None:
            return
        try:
            aims = self._advisor.wants_pictures(self.site())[: self._options.pictures]
        except Exception:  # given from above: its bug costs pictures, never a verdict
            logger.exception("The advisor could not say which pictures it wants of %s", self.ledger.start_url)
            return
        renderer = await self._tools.renderer() if aims else None
        if renderer is not None:
            await take_pictures(
                renderer,
                aims,
                self._advisor.keep_picture,
                seconds=self._purse.seconds_left,
                now=self._clock.now,
                allow_private=self._options.allow_private,
            )
