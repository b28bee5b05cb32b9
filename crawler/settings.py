"""Scrapy settings, and the settings of a crawl that come with every job.

Every value that differs from Scrapy's default says why. `scrapy crawl organization -a url=…` uses this module as it
is; the worker lays a job's `CrawlOptions` over it.
"""

from __future__ import annotations

from typing import Any

import msgspec

BOT_NAME = "nok"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = "nok-audit/0.1 (independent quality audit of public websites)"

MAX_BODY = 15 * 1024 * 1024
MAX_DOCUMENT = 40 * 1024 * 1024

# Safety: nothing but http(s), nothing huge, nothing endless, no control ports.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
DOWNLOAD_MAXSIZE = MAX_BODY
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 20  # whole answer, not idle time: also ends slow drips
DOWNLOAD_FAIL_ON_DATALOSS = False  # a cut-off page is still read; the flag "dataloss" is recorded
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.network.safety.PublicOnlyResolver"
DNS_TIMEOUT = 10
REACTOR_THREADPOOL_MAXSIZE = 50  # name look-ups of dead hosts must not starve the living

# Speed: measured; see bench/ENGINE.md.
CONCURRENT_ITEMS = 1
CONCURRENT_REQUESTS = 400
CONCURRENT_REQUESTS_PER_DOMAIN = 8  # per download slot; a visit itself keeps to its own, smaller number
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0  # the same site must be asked in the same rhythm
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"
COOKIES_ENABLED = True  # kept per site, and used only by sites that insist (see crawler.network.fetch)
# All there is, rather than None for what is not wanted: Scrapy imports whatever its base settings name, and some of
# that brings a web client or a console with it. Retries, redirects and robots.txt are crawler.network.fetch's and
# crawler.visit.robots' own: every attempt, hop and refusal is a recorded fact.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawler.network.compression.CompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": 700,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE = {"scrapy.extensions.feedexport.FeedExporter": 0}  # `scrapy crawl … -O facts.jsonl`
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ru,en;q=0.5",
}
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawler.network.compression.QuietFormatter"
FEED_EXPORT_ENCODING = "utf-8"


class CrawlBudget(msgspec.Struct, frozen=True):
    """Limits of one site's visit: wall-clock seconds, requests, bytes received."""

    seconds: float = 300.0
    requests: int = 300
    bytes: int = 200 * 1024 * 1024


class CrawlOptions(msgspec.Struct, frozen=True):
    """How sites are crawled; the same for every site of a job. Unknown keys in JSON are ignored."""

    budget: CrawlBudget = CrawlBudget()
    allow_private: bool = False
    hosts: dict[str, str] = {}  # host name → IPv4 address
    user_agent: str = ""  # empty: ours
    contact: str = ""  # address or URL added to our user agent, for owners of sites who want to ask
    concurrent_sites: int = 50  # more bring no speed on two cores, and each holds its pages
    requests_per_site: int = 1  # at once; more only while reading what does not smell, and while the host is well
    delay: float = 0.0  # seconds between two requests to one site
    timeout: float = 20.0  # seconds for one whole answer
    retries: int = 2  # of transient failures
    backoff: float = 1.0  # seconds before the first retry; doubled each time
    exhaustive: bool = False
    reread: int = 7  # visits after which every body is received again, whatever servers say; 1: always
    render: str = "auto"  # "auto" | "never"
    renderer: str = "crawler.browser.render.Renderer"  # dotted path: async open(executable) -> renderer | None
    browser: str = ""  # executable; empty: found by the renderer
    pictures: int = 0  # of one site's pages, at most, where the advisor wants any and there is a browser
    documents: str = "crawler.documents.read_document"  # dotted path; "" for none
    pages_in_memory: int = 100  # kept unpacked by one process
    ca_file: str = ""  # PEM file of authorities trusted besides the system's
    max_body: int = MAX_BODY
    max_document: int = MAX_DOCUMENT


def scrapy_settings(options: CrawlOptions) -> dict[str, Any]:
    """What a job's options change in the settings of this module."""
    return {
        "DOWNLOAD_TIMEOUT": options.timeout,
        "DOWNLOAD_DELAY": options.delay,
        "DOWNLOAD_MAXSIZE": options.max_body,
        "DNS_TIMEOUT": min(10.0, options.timeout),
        "CONCURRENT_REQUESTS": max(16, options.concurrent_sites * max(1, options.requests_per_site)),
        "CONCURRENT_REQUESTS_PER_DOMAIN": max(1, options.requests_per_site),
        "USER_AGENT": options.user_agent or USER_AGENT + (f" (+{options.contact})" if options.contact else ""),
        "NOK_ALLOW_PRIVATE": options.allow_private,
        "NOK_HOSTS": dict(options.hosts),
    }
