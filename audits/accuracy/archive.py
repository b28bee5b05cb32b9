"""A corpus in one file: labelled sites packed as they lie in a folder (`.tar.xz`), unpacked while it is used."""

from __future__ import annotations

import lzma
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from audits.accuracy.corpus import CorpusError
from audits.refusals import because

_LARGEST = 2**30  # bytes of all files together: no set of invented sites comes near


@contextmanager
def opened(corpus: Path) -> Iterator[Path]:
    """The folder of a corpus: itself, or what the archive holds, which is removed afterwards.

    Raises:
        CorpusError: the file is no archive of that kind, is too large, or holds what is no plain file.
    """
    if not corpus.is_file():
        yield corpus
        return
    with tempfile.TemporaryDirectory(prefix="nok-corpus-") as name:
        try:
            _unpack(corpus, Path(name))
        except (tarfile.TarError, lzma.LZMAError, EOFError) as error:
            why = "это не архив .tar.xz, или он повреждён"
            raise CorpusError(f"Файл {corpus} не прочитан: {why}. Укажите папку корпуса или архив.") from error
        except OSError as error:
            raise CorpusError(f"Архив {corpus} не распакован: {because(error)}. Освободите место.") from error
        yield Path(name)


def _unpack(archive: Path, folder: Path) -> None:
    left = _LARGEST
    with tarfile.open(archive, "r:xz") as packed:
        for member in packed:
            place = PurePosixPath(member.name)
            left -= member.size
            source = packed.extractfile(member) if member.isfile() else None
            if source is None or place.is_absolute() or ".." in place.parts or left < 0:
                raise CorpusError(f"Архив {archive} не взят: «{member.name}» в нём — не обычный файл набора.")
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read())
