"""Versions for visually impaired people: one that works, one that only looks so, one under a path of its own."""

from __future__ import annotations

SWITCH = """<a href="#" class="special-version" id="special-version-on" title="Версия для слабовидящих"
 onclick="demoSpecial();return false;">Версия для слабовидящих</a>"""

SCRIPT = """<style>
body.special, body.special * {background:#fff !important;color:#000 !important;font-size:26px !important;
line-height:1.6 !important;letter-spacing:1px !important;font-family:Arial,sans-serif !important}
body.special img {filter:grayscale(1)}
#special-panel {display:none} body.special #special-panel {display:block}
</style><script>
function demoSpecial(){var on=document.body.classList.toggle('special');
document.cookie='special='+(on?1:0)+';path=/';}
window.addEventListener('load',function(){if(/special=1/.test(document.cookie))document.body.classList.add('special');});
</script>"""

PANEL = """<div id="special-panel">Размер шрифта: <a href="#">A</a> <a href="#">A</a> <a href="#">A</a>
 Цвет сайта: <a href="#">Ц</a> <a href="#">Ц</a> <a href="#">Ц</a> Изображения: <a href="#">Вкл</a></div>"""

WITH_EFFECT = {"head": SCRIPT, "header": SWITCH + PANEL}
"""Extras of a site whose version works."""

WITHOUT_EFFECT = {
    "header": '<a href="#" class="bvi-open" onclick="return false;" title="Версия для слабовидящих">'
    '<img src="/img/eye.png" alt="Версия сайта для слабовидящих" width="24" height="24"></a>'
}
"""The picture of an eye with nothing behind it."""

BY_PATH = {"header": '<a href="/special/" class="vision">Версия для слабовидящих</a>'}
"""A twin of the site under /special/."""


def plain_twin(html: str) -> str:
    """The page under /special/: large black letters on white, no pictures; a way back."""
    style = (
        "<style>*{background:#fff !important;color:#000 !important;font-size:28px !important;"
        "font-family:Arial !important;float:none !important}img{display:none}</style>"
    )
    back = '<a href="/">Обычная версия сайта</a>'
    return (
        html.replace("</head>", style + "</head>", 1)
        .replace("<body", "<body data-special='1'", 1)
        .replace("</body>", back + "</body>", 1)
    )
