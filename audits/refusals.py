"""Why the operating system refused, in Russian: its own words follow the locale, ours do not."""

from __future__ import annotations

import errno

_WORDS = {
    errno.EACCES: "нет права",
    errno.EPERM: "нет права",
    errno.ENOENT: "такого файла или каталога нет",
    errno.EEXIST: "уже есть",
    errno.ENOTDIR: "часть пути — не каталог",
    errno.EISDIR: "это каталог",
    errno.ENOSPC: "на диске кончилось место",
    errno.EDQUOT: "исчерпана дисковая квота",
    errno.EROFS: "диск доступен только для чтения",
    errno.ELOOP: "ссылки ведут по кругу",
    errno.ENAMETOOLONG: "имя слишком длинное",
    errno.EIO: "ошибка чтения или записи диска",
    errno.EADDRINUSE: "адрес занят",
    errno.EADDRNOTAVAIL: "такого адреса у этой машины нет",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENFILE: "открыто слишком много файлов",
    errno.EBUSY: "занято другой программой",
    errno.ETXTBSY: "занято другой программой",
    errno.EFBIG: "файл слишком велик",
}


def because(error: OSError) -> str:
    """The reason as a clause; the system's own words for one we have none for."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)
