"""What several threads decode at once is described before they start."""

from __future__ import annotations

import subprocess
import sys

# msgspec asks Python for a type's annotations when it describes the type, and only then.
SCRIPT = """
import sys, threading
import msgspec
from audits.workers import cardwork, shard
from crawler.documents import reader

asked = []
def seen(frame, event, arg):
    if event == "call" and frame.f_code.co_name == "get_class_annotations":
        asked.append(frame.f_locals.get("obj"))
threading.setprofile(seen)

def pooled():
    spec = {"run": "1", "options": {"methodology": "kbr-2017", "on": "2026-11-20"}, "organizations": [{"id": "a"}]}
    try:
        msgspec.convert(spec, shard.ShardSpec)
    except msgspec.ValidationError as error:
        print("spec:", error)
    shard._take(b'{"event": "started", "id": "a"}', {}, lambda line: None)
    cardwork._LINES.decode(b'{"id": "a", "card": {}}')
    reader._ANSWERS.decode(b"[]")

thread = threading.Thread(target=pooled)
thread.start()
thread.join()
print("described late:", asked)
"""


def test_no_thread_is_the_first_to_use_a_type() -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert told.stdout == "described late: []\n", told.stderr


def test_a_worker_starts_without_what_only_documents_and_protocols_need() -> None:
    told = "import sys, crawler.worker, audits.workers.shard, audits.workers.advisor; print('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "False\n"
