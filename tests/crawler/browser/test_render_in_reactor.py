"""The renderer and the document reader live where the crawl worker lives: in Twisted's asyncio reactor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawler import files
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import loopback

PROGRAM = """
import asyncio, pathlib, sys
from twisted.internet import asyncioreactor
asyncioreactor.install()
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from crawler.documents import DocumentReader
from crawler.browser.render import Renderer

async def main():
    renderer = await Renderer.open()
    async with renderer, DocumentReader() as reader:
        rendered = await renderer.render(sys.argv[1], allow_private=True)
        (document,) = await reader.read(pathlib.Path(sys.argv[2]).read_bytes(), url='http://a.test/plan.docx')
        print(rendered.title, '|', document.text)

def start():
    done = Deferred.fromFuture(asyncio.ensure_future(main()))
    done.addErrback(lambda failure: print(failure.getTraceback()))
    done.addBoth(lambda _: reactor.stop())

reactor.callWhenRunning(start)
reactor.run()
"""


@pytest.mark.browser
def test_inside_a_twisted_reactor(browsing: Browsing, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(files.word("План"))
    with loopback({"/": "<script>document.title = 'Из скрипта'</script>"}) as site:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, site.url + "/", str(path)], capture_output=True, text=True, timeout=60
        )
    assert done.stdout.strip() == "Из скрипта | План\nКонец", done.stdout + done.stderr
