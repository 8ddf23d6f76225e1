"""The year that a report tells of, with the evidence for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from djlint.analysis.numerals import to_int
from djlint.analysis.parts import PLANS, REVIEW, Parts
from djlint.model import Document, Paragraph, Span
from djlint.patterns import Pattern

TITLE, OPENING, HEADING = "标题", "开头", "小标题"
FILE_NAME, SIGN_OFF, BODY = "文件名", "落款", "正文"
# How far each place is believed. A title may name the year of writing, so the body with the
# opening outweighs it; the file name and the sign-off alone never outweigh the text.
WEIGHT = {TITLE: 4.0, OPENING: 3.0, HEADING: 5.0, FILE_NAME: 1.5, SIGN_OFF: 1.5, BODY: 2.0}
EARLIEST, LATEST = 1990, 2099

YEAR = Pattern(
    r"(?<![0-9０-９])(?P<digits>(?:19|20)[0-9]{2})(?=年)"
    r"|(?<![〇○零一二三四五六七八九])(?P<han>[一二][〇○零九][〇○零一二三四五六七八九]{2})(?=年)"
)
NAME_YEAR = Pattern(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
DATE_LINE = Pattern(
    r"(?:[^。；，]{0,30}\s)?(?P<year>[0-9〇○零一二三四五六七八九]{4})年(?P<month>[0-9一二三四五六七八九十]{1,2})月"
)
QUOTED = Pattern(r"《[^》\n]*》|〔[^〕\n]*〕|“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|\"[^\"\n]*\"")
# A year that only dates the beginning or the end of something does not tell the period.
SPAN_OF_TIME = Pattern(r"年(?:以来|起|至|到|—|－|-|~|～|之前|前|以前)")
SIGN_OFF_LINES, SIGN_OFF_LENGTH = 4, 40
SEVERAL_YEARS = Pattern(
    r"(?<![〇○零一二三四五六七八九])[近这两三四五]+年(?!度)|年来|[0-9]{4}年?[—－–~～至到-]+[0-9]{4}年|任期|届满|以来",
    needs=(
        "近",
        "这",
        "两年",
        "三年",
        "四年",
        "五年",
        "年来",
        "任期",
        "届满",
        "以来",
        *"—－–~～-至到",
    ),
)
LONGEST_WORDS = 16  # code points of evidence that a message shows
OPENING_WORDS = 4
LATE_MONTH = 4  # a report signed until April tells of the year before


class Evidence(NamedTuple):
    """A place that names a year: `span` is None for the file name."""

    place: str
    year: int
    span: Span | None
    words: str


class Period(NamedTuple):
    """The reporting year, or None where nothing decides it, and what speaks for which year."""

    year: int | None
    evidence: tuple[Evidence, ...]

    def reason(self) -> str:
        """Where the year was read, for a message: 标题“2021年…”."""
        found = next((item for item in self.evidence if item.year == self.year), None)
        return f"{found.place}“{found.words}”" if found else ""


class Year(NamedTuple):
    """A year written out in the text; `span` covers its figures, without 年."""

    value: int
    span: Span


def years(text: str, start: int = 0, end: int | None = None) -> Iterator[Year]:
    """The four-figure years before 年 in a stretch of text, in figures or Han numerals."""
    for found in YEAR.finditer(text, start, len(text) if end is None else end):
        value = to_int(found["digits"] or found["han"])
        if value is not None and EARLIEST <= value <= LATEST:
            yield Year(value, Span(*found.span()))


def quoted(text: str) -> list[Span]:
    """The stretches inside quotation marks, book titles and document numbers."""
    return [Span(*found.span()) for found in QUOTED.finditer(text)]


def spoken(text: str) -> Iterator[Year]:
    """The years of a text outside quotations, book titles and document numbers."""
    hidden = quoted(text)
    at = 0
    for year in years(text):
        while at < len(hidden) and hidden[at].end <= year.span.start:
            at += 1
        if at == len(hidden) or hidden[at].start > year.span.start:
            yield year


def period(document: Document, parts: Parts) -> Period:
    """Weigh title, opening, file name, sign-off and body against each other."""
    evidence = tuple(_evidence(document, parts))
    title = "".join(document.text_of(line) for line in parts.titles)
    if SEVERAL_YEARS.search(title):
        return Period(None, evidence)
    votes: Counter[int] = Counter()
    for place, weight in WEIGHT.items():
        named = Counter(item.year for item in evidence if item.place == place)
        total = sum(named.values())
        for year, times in named.items():
            votes[year] += weight * times / total  # type: ignore[assignment]
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] - ranked[1][1] < 0.5):
        return Period(None, evidence)
    return Period(ranked[0][0], evidence)


def _evidence(document: Document, parts: Parts) -> Iterator[Evidence]:
    opening = _opening(document, parts)
    told = (*parts.titles, *([opening] if opening else ()))
    for place, paragraphs in ((TITLE, parts.titles), (OPENING, told[len(parts.titles) :])):
        named = next(filter(None, (_first_year(document, p) for p in paragraphs)), None)
        if place == OPENING and named and not _opens_with(document, parts, named):
            continue
        if named:
            yield _evident(document, place, named)
    name = document.path.replace("\\", "/").rpartition("/")[2]
    if found := NAME_YEAR.search(name):
        yield Evidence(FILE_NAME, int(found[1]), None, name)
    yield from _reviewed(document, parts)
    signed = list(_signed(document))
    yield from signed
    elsewhere = [*(paragraph.span for paragraph in told), *(item.span for item in signed)]
    yield from _body(document, parts, [span for span in elsewhere if span])


def _opens_with(document: Document, parts: Parts, year: Year) -> bool:
    """Whether an opening tells its year: 现将2023年…如下, or 2023年 at its very beginning."""
    if parts.opening is not None:
        return True
    start = document.text.rfind("\n", 0, year.span.start) + 1
    return len(document.text[start : year.span.start].strip()) <= OPENING_WORDS


def _reviewed(document: Document, parts: Parts) -> Iterator[Evidence]:
    """The years in the headings of what was done: 一、2024年工作回顾 in a report titled 2025."""
    for section in parts.sections:
        if section.names == {REVIEW}:
            for year in years(document.text, section.heading.start, section.heading.end):
                yield _evident(document, HEADING, year)


def _evident(document: Document, place: str, year: Year) -> Evidence:
    stretch = document.text[year.span.start : year.span.start + LONGEST_WORDS]
    ends = [at for at in map(stretch.find, "，。；：、\n") if at >= 0]
    words = stretch[: min(ends, default=LONGEST_WORDS)]
    cut = "…" if len(words) == LONGEST_WORDS else ""
    return Evidence(place, year.value, year.span, words + cut)


def _opening(document: Document, parts: Parts) -> Paragraph | None:
    """The paragraph that opens the report, or else the first that is a sentence."""
    candidates = [parts.opening] if parts.opening else document.body
    for paragraph in candidates:
        text = document.text_of(paragraph).strip()
        sentence = len(text) > 20 and "。" in text
        if sentence or paragraph is parts.opening:
            # What is planned must not vote: its year is what is to be found out.
            planned = PLANS in parts.names_at(paragraph.span.start)
            return None if planned else paragraph
    return None


def _first_year(document: Document, paragraph: Paragraph) -> Year | None:
    text = document.text
    hidden = quoted(document.text_of(paragraph))
    for year in years(text, paragraph.span.start, paragraph.span.end):
        at = year.span.start - paragraph.span.start
        if SPAN_OF_TIME.match(text, year.span.end):
            continue
        if not any(span.start <= at < span.end for span in hidden):
            return year
    return None


def _signed(document: Document) -> Iterator[Evidence]:
    filled = [p for p in document.body if document.text_of(p).strip()]
    for paragraph in filled[max(len(filled) - SIGN_OFF_LINES, 1) :]:
        text = document.text_of(paragraph).strip()
        found = DATE_LINE.match(text) if len(text) <= SIGN_OFF_LENGTH else None
        year, month = (to_int(found["year"]), to_int(found["month"])) if found else (None, None)
        if year and month and EARLIEST <= year <= LATEST:
            told = year - 1 if month <= LATE_MONTH else year
            yield Evidence(SIGN_OFF, told, paragraph.span, text)


def _body(document: Document, parts: Parts, told: Sequence[Span]) -> Iterator[Evidence]:
    """The years of the text outside the plans and what was looked at by itself."""
    text = document.text
    end = document.end_of_main
    for year in spoken(text):
        if year.span.start >= end or SPAN_OF_TIME.match(text, year.span.end):
            continue
        if any(span.start <= year.span.start < span.end for span in told):
            continue
        if PLANS not in parts.names_at(year.span.start):
            yield _evident(document, BODY, year)
