"""Marks that stand for what is still to be filled in: XX ×× ** ____ （　） 某某 ○○."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from djlint.analysis.characters import is_han
from djlint.model import Document, Paragraph, Span, meet
from djlint.patterns import Pattern

LETTER, CROSS, ASTERISK, UNDERLINE = "X", "×", "*", "_"
BRACKETS, SOMEBODY, CIRCLE, YEAR = "（）", "某", "○", "年"

# One expression a sign: a report seldom has more than one of them.
MASKED_YEARS = (
    Pattern(
        # 20×30 multiplies, and 20× alone may too; 20_年 is sure.
        r"(?<![0-9A-Za-z])(?:19|20)(?:[XxＸｘ×*＊_＿○◯]{2,4}|[0-9]?[XxＸｘ×*＊_＿○◯](?=年)|某某(?=年))"
        r"(?![0-9A-Za-z])",
        needs=("X", "x", "Ｘ", "ｘ", "×", "*", "＊", "_", "＿", "○", "◯", "某"),
    ),
    Pattern(
        r"二[〇○零](?:[XxＸｘ×*＊_＿某]{1,2}|[一二三四五六七八九〇○零][XxＸｘ×*＊_＿某])(?=年)",
        needs=("X年", "x年", "Ｘ年", "ｘ年", "×年", "*年", "＊年", "_年", "＿年", "某年"),
    ),
    Pattern(
        r"〔[ \u3000\u00a0]*〕(?= *[0-9XxＸ×_]* *号)",
        needs=("〔〕", "〔 ", "〔\u3000", "〔\u00a0"),
    ),
)
MASKS = {
    LETTER: Pattern(
        # 1X人 and X6% mask a part of a figure; 1+X, X光 and ids that end in X are no masks.
        r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9.+＋/@:_=-])(?<![A-Za-z] )"
        r"[0-9]{0,3}[XxＸｘ]+(?:[.,][XxＸｘ]+)*(?:e(?![A-Za-z])|[0-9]{1,3}(?=[.]?[0-9]*(?:[%％]|[^\W\dA-Za-z_])))?[%％]?"
        r"(?![A-Za-zＡ-Ｚａ-ｚ0-9+＋=光线轴型形字射染-])(?![、和为是][YyＹ]|为基数|为变量)",
        needs=("X", "x", "Ｘ", "ｘ"),
    ),
    CROSS: Pattern(
        # 3×5, 长×宽 and ×100% multiply.
        r"(?<![A-Za-z0-9.)）%％打画])[×╳✕]+"
        r"(?![0-9A-Za-z(（×╳✕]|[宽高厚]|单价|数量|标准|人数|天数|权重|比例|系数|倍数)",
        needs=("×", "╳", "✕"),
    ),
    ASTERISK: Pattern(r"(?<![A-Za-z0-9*＊])[*＊]+(?![A-Za-z0-9*＊])", needs=("*", "＊")),
    UNDERLINE: Pattern(r"(?<![A-Za-z0-9_＿])[_＿]{2,}(?![A-Za-z0-9_＿])", needs=("__", "＿＿")),
    BRACKETS: Pattern(
        r"（[ \u3000\u00a0]*）|\([ \u3000\u00a0]+\)",
        needs=("（）", "（ ", "（\u3000", "（\u00a0", "( ", "(\u3000", "(\u00a0"),
    ),
    SOMEBODY: Pattern(r"某某+", needs=("某某",)),
    CIRCLE: Pattern(
        # ○○ inside Han numerals is a zero: 二○○四年.
        r"(?<![〇○零一二三四五六七八九十百千□△])(?:[○◯]{2,}|□{2,}|△{2,})(?![〇○零一二三四五六七八九年□△])",
        needs=("○○", "◯◯", "□□", "△△"),
    ),
}
NOTED = frozenset("为表")
MARKDOWN = Pattern(r"(?m)^(?:#{1,6} |```|[-*] \*\*|> )")
ASTERISKS = Pattern(r"[*＊]+")
# What a masked figure or name is followed by, and emphasised words are not.
COUNTED = frozenset(
    "个次人名篇份件项场户村镇县市区乡州省局委部厅处科站所校院元万亿吨亩米公组志年月日号条类期届"
)
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏苏潘葛范彭郎鲁韦马"
    "苗方俞任袁柳肖史唐费廉薛雷贺倪汤滕罗毕郝安常乐于时傅皮齐康伍余元顾孟黄穆萧尹姚邵汪毛米贝戴宋庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万支柯管卢莫房解应"
    "宗丁宣邓洪包左石崔吉龚程裴陆荣翁段焦侯宁仇武刘景龙叶司白蒲赖卓蔺乔阎曾沙丰关相查游"
)
BEFORE_NAME = frozenset("叫是由和与及为给找向对让请把被了的将同经理长席记员任师生民授")
BODIES = frozenset("县市区乡镇村局委厅省州路街")  # 高某某局 is no person


class Mask(NamedTuple):
    """A mask and its style: X, ×, *, _, （）, 某, ○ or 年."""

    span: Span
    style: str


def masks(document: Document) -> tuple[Mask, ...]:
    """The masks of a document, in order; a masked year is one mask."""
    dated = [
        Mask(Span(*found.span()), YEAR)
        for pattern in MASKED_YEARS
        for found in pattern.finditer(document.text)
    ]
    present = [style for style, pattern in MASKS.items() if pattern.may_match(document.text)]
    found = [
        mask
        for paragraph in document.paragraphs
        for style in present
        for mask in _masks(document, paragraph, style)
        if not any(meet(mask.span, year.span) for year in dated)
    ]
    return tuple(sorted(dated + found))


def _masks(document: Document, paragraph: Paragraph, style: str) -> Iterator[Mask]:
    text = document.text_of(paragraph)
    if paragraph.cell is not None and len(text.strip()) == 1:
        return  # × or X alone in a cell says no
    for found in MASKS[style].finditer(text):
        start, end = found.span()
        if style in MEANT and MEANT[style](document, paragraph, start, end):
            continue
        base = paragraph.span.start
        yield Mask(Span(base + start, base + end), style)


def _emphasises(document: Document, paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether asterisks are Markdown's, or a bullet, or the mark of a note."""
    text = document.text_of(paragraph)
    markdown = bool(MARKDOWN.search(document.text))
    return start in _emphasis(text, markdown) or not _beside_words(text, start, end)


def _names_person(document: Document, paragraph: Paragraph, start: int, end: int) -> bool:
    return _person(document.text_of(paragraph), start, end)


def _is_cell(document: Document, paragraph: Paragraph, start: int, end: int) -> bool:  # noqa: ARG001
    """A form leaves brackets empty in its cells on purpose."""
    return paragraph.cell is not None


def _beside_words(text: str, start: int, end: int) -> bool:
    """Whether an asterisk stands where a word should: a bullet or a note mark does not."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if after in NOTED and not is_han(before):
        return False  # 注：*为必填项，**为选填项
    if end - start == 1:
        return (is_han(before) and is_han(after)) or (
            not before.strip() and is_han(after) and start > 0
        )
    return is_han(before) or is_han(after)


def _person(text: str, start: int, end: int) -> bool:
    """李某某 hides the name of a person on purpose."""
    surname, before = text[max(start - 1, 0) : start], text[max(start - 2, 0) : max(start - 1, 0)]
    named = surname in SURNAMES and (not is_han(before) or before in BEFORE_NAME)
    return bool(surname) and named and text[end : end + 1] not in BODIES | COUNTED


def _emphasis(text: str, markdown: bool) -> frozenset[int]:
    """Where the asterisks of Markdown's emphasis begin, as far as they are not masks."""
    runs = [found.span() for found in ASTERISKS.finditer(text)]
    found: list[int] = []
    at = 0
    while at + 1 < len(runs):
        (start, inner), (close, end) = runs[at], runs[at + 1]
        if _is_emphasis(text, start, inner, close, end, markdown):
            found += [start, close]
            at += 2
        else:
            at += 1
    return frozenset(found)


def _is_emphasis(text: str, start: int, inner: int, close: int, end: int, markdown: bool) -> bool:
    words = text[inner:close]
    if (
        inner - start != end - close
        or inner - start > 3
        or not words.strip()
        or words != words.strip()
    ):
        return False
    if words[0] in COUNTED or (text[end : end + 1] in COUNTED and text[end : end + 1]):
        return False
    edged = not is_han(text[start - 1 : start] if start else "") or not is_han(text[end : end + 1])
    return markdown or (edged and not any(mark in words for mark in "。；"))


# What else than a mask the signs of a style may be meant for.
MEANT: dict[str, Callable[[Document, Paragraph, int, int], bool]] = {
    ASTERISK: _emphasises,
    CROSS: _names_person,
    SOMEBODY: _names_person,
    BRACKETS: _is_cell,
}
