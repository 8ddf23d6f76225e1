"""Automatic numbers as djlint counts them, against those that LibreOffice prints."""

from __future__ import annotations

import pytest
from rendering import Renderer, labelled, lines, package
from word_lists import (
    CHAPTERS,
    FIVE,
    POINTS,
    TOP,
    abstract,
    below,
    box,
    cell,
    in_style,
    item,
    items,
    level,
    levels,
    listed,
    number,
    override,
    restart,
    style,
    styled,
    table,
)
from word_samples import CHOICE, control, para, run

from djlint import formats

BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf06c●—", "•"))


def numbered(content: str, numbering: str = "", styles: str = "") -> bytes:
    """A package with lists, by default one of five levels."""
    numbering = numbering or abstract(0, levels(*FIVE)) + number(1)
    return package(content, styles=styles, numbering=numbering)


def counted(form: str, last: int, text: str = "%1、") -> bytes:
    """A list in one format from 1 on."""
    content = "".join(item() for _ in range(last))
    return numbered(content, abstract(0, level(0, form, text, suff="nothing")) + number(1))


POINTED = abstract(0, levels(*POINTS)) + number(1)
HEADINGS = "".join(style(f"h{at + 1}", listed(1, at)) for at in range(3))
LINK = style("linked", listed(1), kind="numbering")
LINKED = (
    abstract(0, levels(*FIVE), "<w:styleLink w:val='linked'/>")
    + abstract(1, "", "<w:numStyleLink w:val='linked'/>")
    + number(1)
    + number(2, 1)
)
PADDED = (
    "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    "<mc:Choice Requires='w14'><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice>"
    "<mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent>"
)

# How far LibreOffice writes a format as the standard says.
FORMS = {
    **dict.fromkeys(("decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth"), 111),
    **dict.fromkeys(("upperLetter", "lowerLetter", "upperRoman", "lowerRoman"), 111),
    **dict.fromkeys(("chineseCountingThousand", "chineseLegalSimplified"), 211),
    **dict.fromkeys(("taiwaneseCountingThousand", "ideographLegalTraditional"), 111),
    **dict.fromkeys(("chineseCounting", "japaneseCounting", "taiwaneseCounting"), 99),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), 20),
    "ideographDigital": 9,  # then 十 for 一〇
    "ideographTraditional": 12,
    "ideographZodiac": 14,
    "none": 2,
    "unheardOf": 3,
}

CASES = {
    **{f"form {form}": counted(form, last) for form, last in FORMS.items()},
    "five levels": numbered(items(0, 1, 2, 3, 4, 4, 3, 2, 1, 2, 0, 1, 2, 2)),
    "chapters": numbered(items(0, 1, 1, 0, 1), abstract(0, levels(*CHAPTERS)) + number(1)),
    "chapters and items": numbered(
        items(0, 1, 2, 2, 1, 2, 0, 1, 2),
        abstract(0, levels(*CHAPTERS, ("decimal", "%3."))) + number(1),
    ),
    "points": numbered(items(0, 1, 1, 2, 3, 3, 2, 3, 1, 2, 0, 1, 2, 3), POINTED),
    "upper level not used yet": numbered(items(1, 1), POINTED),
    "level skipped": numbered(items(0, 2, 2, 0, 2), POINTED),
    "no level given": numbered(para(run("甲"), listed(1)) + item(0)),
    "other lists between": numbered(
        items(0, 1) + items(0, 1, of=2) + items(1, 0) + items(1, 0, of=2),
        abstract(0, levels(*FIVE)) + abstract(1, levels(*POINTS)) + number(1) + number(2, 1),
    ),
    "plain paragraphs between": numbered(item() + para(run("甲")) + para("") + item(1) + item()),
    "two lists of one definition": numbered(
        item(0) + item(0, 2) + item(0) + item(1, 2) + item(1) + item(0, 2) + item(1),
        POINTED + number(2),
    ),
    "start": numbered(
        items(0, 0, 1, 1, 0, 1),
        abstract(0, level(0, *TOP, start=9) + level(1, "lowerLetter", "%2)", start=25)) + number(1),
    ),
    "start at zero": numbered(
        items(0, 0), abstract(0, level(0, "decimal", "%1.", start=0)) + number(1)
    ),
    "no start is zero": numbered(
        items(0, 0),
        abstract(0, level(0, "decimal", "%1.").replace("<w:start w:val='1'/>", "")) + number(1),
    ),
    "no format is decimal": numbered(
        items(0, 0),
        abstract(0, level(0, "-", "%1.").replace("<w:numFmt w:val='-'/>", "")) + number(1),
    ),
    "start override": numbered(
        item(0) * 2 + item(0, 2) * 2 + item(0) + item(0, 2) + item(0),
        POINTED + number(2, 0, restart(0, 1)),
    ),
    "start override by another value": numbered(
        item(0) + item(0, 2) + item(1, 2) + item(0, 2) + item(0) + item(1),
        POINTED + number(2, 0, restart(0, 5)),
    ),
    "start override of the only list": numbered(
        item(0) * 2, abstract(0, levels(*FIVE)) + number(1, 0, restart(0, 4))
    ),
    "start overrides in turn": numbered(
        "".join(item(0, each) * 2 for each in (1, 2, 3, 4)) + item(0, 2) + item(0, 3),
        POINTED + "".join(number(each, 0, restart(0, 1)) for each in (2, 3, 4)),
    ),
    "start override of every level": numbered(
        items(0, 1) + items(0, 1, 1, 2, 0, 1, of=2) + items(0, 1, of=3),
        POINTED
        + "".join(
            number(each, 0, restart(0, 1) + restart(1, 1) + restart(2, 1)) for each in (2, 3)
        ),
    ),
    "start override of a lower level": numbered(
        items(0, 1) + items(1, 1, of=2), POINTED + number(2, 0, restart(1, 4))
    ),
    "level override": numbered(
        item(0) + item(0, 2) + item(1, 2) + item(0) + item(0, 2),
        POINTED + number(2, 0, override(0, level(0, "upperLetter", "%1)"))),
    ),
    "level override with its own start": numbered(
        items(0, 1, 0, of=2),
        POINTED + number(2, 0, override(0, level(0, "upperLetter", "%1)", start=3))),
    ),
    "level and start override": numbered(
        item(0) + item(0, 2) + item(1, 2) + item(0),
        POINTED
        + number(
            2, 0, override(0, "<w:startOverride w:val='5'/>" + level(0, "upperLetter", "%1)"))
        ),
    ),
    "style": numbered(
        in_style("h1", "h2", "h3", "h3", "h2", "h3", "h1", "h2"),
        abstract(0, levels(*FIVE, linked="h")) + number(1),
        HEADINGS,
    ),
    "style without a link back": numbered(in_style("h1", "h2", "h1"), "", HEADINGS),
    "link back without a list": numbered(
        in_style("h1", "h2", "h1"),
        abstract(0, levels(*FIVE, linked="h")) + number(1),
        style("h1", listed(1, 0)) + style("h2", ""),
    ),
    "style that builds on another": numbered(
        in_style("h1", "x", "y", "h1", "z", "x"),
        "",
        HEADINGS
        + style("x", "", "h1")
        + style("y", "<w:jc w:val='center'/>", "x")
        + style("z", listed(0), "h1"),
    ),
    "style that adds a level": numbered(
        in_style("h1", "x", "x", "h1"), "", HEADINGS + style("x", listed(None, 1), "h1")
    ),
    "style that changes the list": numbered(
        in_style("h1", "x", "h2", "x"),
        abstract(0, levels(*FIVE)) + abstract(1, levels(*POINTS)) + number(1) + number(2, 1),
        HEADINGS + style("x", listed(2, 0), "h2"),
    ),
    "default style": numbered(
        para(run("甲")) + para(run("乙")) + in_style("x") + para(run("丙"), listed(0)) + para(""),
        "",
        style("n", listed(1)).replace("<w:style ", "<w:style w:default='1' ") + style("x", "", "n"),
    ),
    "no list against the style": numbered(
        in_style("h1")
        + para(run("甲"), styled("h1") + listed(0))
        + in_style("h1")
        + para(run("乙"), styled("h1") + listed(0, 0))
        + in_style("h1"),
        "",
        HEADINGS,
    ),
    "level of its own in the list of a style": numbered(
        in_style("h1") + para(run("甲"), styled("h1") + listed(None, 1)) + in_style("h1"),
        "",
        HEADINGS,
    ),
    "list of its own at the level of a style": numbered(
        in_style("h2") + para(run("甲"), styled("h2") + listed(2)) + in_style("h2"),
        abstract(0, levels(*FIVE)) + abstract(1, levels(*POINTS)) + number(1) + number(2, 1),
        HEADINGS,
    ),
    "list of its own against the style": numbered(
        in_style("h1") + para(run("甲"), styled("h1") + listed(2, 0)) + in_style("h1"),
        abstract(0, levels(*FIVE)) + abstract(1, levels(*POINTS)) + number(1) + number(2, 1),
        HEADINGS,
    ),
    "link by style": numbered(items(0, 1, 0, of=2), LINKED, LINK),
    "link by style shares the count": numbered(
        item(0, 2) + item(0) + item(0, 2) + item(1), LINKED, LINK
    ),
    "unknown list": numbered(item(0, 9) + item(0)),
    "level that is not defined": numbered(
        items(0, 1, 0), abstract(0, level(0, *POINTS[0]) + level(2, *POINTS[2])) + number(1)
    ),
    "empty text of a level": numbered(
        items(0, 1, 1), abstract(0, levels(("decimal", ""), POINTS[1])) + number(1)
    ),
    "only words in a level": numbered(
        items(0, 0), abstract(0, levels(("none", "附件："))) + number(1)
    ),
    "references in a level": numbered(
        items(0, 1), abstract(0, levels(("decimal", "&lt;%1&gt;&amp;"), FIVE[1])) + number(1)
    ),
    "format of later programs": numbered(
        items(0, 0),
        abstract(0, level(0, "-", "%1.").replace("<w:numFmt w:val='-'/>", PADDED)) + number(1),
    ),
    **{
        f"suffix {suffix}": numbered(
            items(0, 0), abstract(0, level(0, *TOP, suff=suffix)) + number(1)
        )
        for suffix in ("tab", "space", "nothing")
    },
    **{
        f"bullet {sign!a}": numbered(
            items(0, 0, 1, 0), abstract(0, levels(("bullet", sign), FIVE[1])) + number(1)
        )
        for sign in "•●—\uf0b7\uf06c"
    },
    "number under a bullet": numbered(
        items(0, 1, 1), abstract(0, levels(("bullet", "•"), POINTS[1])) + number(1)
    ),
    "table": numbered(
        item() + table(cell(item()) + below(item()), cell(item(1)) + below(item())) + item()
    ),
    "table in a table": numbered(
        item() + table(cell(item() + table(cell(item())) + item()) + cell(para(""))) + item()
    ),
    "empty paragraphs": numbered(
        item() + item(text="") + item() + para("") + item(text="") + item()
    ),
    "content control": numbered(item() + control("", item() + item(1)) + item()),
    "text box": numbered(item() * 2 + para(run("乙") + box(item() * 2), listed(1, 0))),
    "text box with a list of its own": numbered(
        item() * 2 + para(run("乙") + box(item(0, 2) * 2), listed(1, 0)),
        abstract(0, levels(*FIVE)) + abstract(1, levels(*POINTS)) + number(1) + number(2, 1),
    ),
    "line break": numbered(
        item() + para(run("甲") + "<w:r><w:br/></w:r>" + run("乙"), listed(1, 0)) + item()
    ),
    "list before a change": numbered(
        item()
        + para(
            run("甲"),
            f"<w:pPrChange w:id='3' w:author='a'><w:pPr>{listed()}</w:pPr></w:pPrChange>",
        )
        + item()
    ),
    "inserted paragraph": numbered(
        item()
        + para(
            f"<w:ins w:id='5' w:author='a'>{run('甲')}</w:ins>",
            f"{listed(1, 0)}<w:rPr><w:ins w:id='4' w:author='a'/></w:rPr>",
        )
        + item()
    ),
    "two versions of a run": numbered(
        item() + para(CHOICE.format(run("甲"), run("甲")), listed(1, 0)) + item()
    ),
}


@pytest.fixture(scope="module")
def shown(renderer: Renderer) -> dict[str, str]:
    return renderer.pages(CASES)


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_those_of_the_page(name: str, shown: dict[str, str]) -> None:
    document = formats.read(CASES[name], "a.docx")
    read = [line for paragraph in labelled(document) for line in lines(paragraph)]
    assert read == lines(shown[name].translate(BULLETS))


LEGAL = abstract(0, levels(*CHAPTERS) + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")) + number(1)


def never(limit: int, at: int) -> str:
    """Levels of which one restarts after a given level alone."""
    own = f"<w:lvlRestart w:val='{limit}'/>"
    made = (level(each, *form, own if each == at else "") for each, form in enumerate(POINTS))
    return abstract(0, "".join(made)) + number(1)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            numbered(items(0, 1, 1, 0, 1, 2, 0, 1), never(0, 1)),
            ["1一", "1.1二", "1.2三", "2四", "2.3五", "2.3.1六", "3七", "3.4八"],
            id="a level that never restarts",
        ),
        pytest.param(
            numbered(items(0, 1, 2, 2, 1, 2, 0, 1, 2), never(1, 2)),
            ["1一", "1.1二", "1.1.1三", "1.1.2四", "1.2五", "1.2.3六", "2七", "2.1八", "2.1.1九"],
            id="a level that restarts after the first alone",
        ),
        pytest.param(
            numbered(items(0, 1, 2, 3, 2, 3, 1, 2, 3, 0, 1, 2, 3), never(2, 3)),
            [
                *("1一", "1.1二", "1.1.1三", "1.1.1.1四", "1.1.2五", "1.1.2.2六", "1.2七"),
                *("1.2.1八", "1.2.1.1九", "2十", "2.1一", "2.1.1二", "2.1.1.1三"),
            ],
            id="a level that restarts after the second",
        ),
        pytest.param(
            numbered(items(0, 1, 2, 2, 0, 1, 2), LEGAL),
            ["第一章一", "第一节二", "1.1.1三", "1.1.2四", "第二章五", "第一节六", "2.1.1七"],
            id="legal",
        ),
        pytest.param(
            numbered(items(0, 1, 2), LEGAL.replace("<w:isLgl/>", "<w:isLgl w:val='0'/>")),
            ["第一章一", "第一节二", "一.一.1三"],
            id="not legal",
        ),
        pytest.param(
            numbered(
                in_style("h1", "h2", "h3", "h3", "h2", "h3", "h1"),
                abstract(0, levels(*FIVE, linked="h")) + number(1),
                "".join(style(f"h{at}", listed(1)) for at in (1, 2, 3)),
            ),
            ["一、一", "（一）二", "1.三", "2.四", "（二）五", "1.六", "二、七"],
            id="levels that name their styles",
        ),
        pytest.param(
            numbered(items(0, 1), abstract(0, levels(("none", ""), POINTS[1])) + number(1)),
            ["一", ".1二"],
            id="number under a level without one",
        ),
        pytest.param(
            numbered(
                items(0, 0),
                abstract(0, level(0, "decimalEnclosedCircle", "%1", start=20)) + number(1),
            ),
            ["⑳一", "21二"],
            id="past the last circled number",
        ),
        pytest.param(
            numbered(
                items(0, 0), abstract(0, level(0, "ideographDigital", "%1、", start=9)) + number(1)
            ),
            ["九、一", "一〇、二"],
            id="figure by figure",
        ),
        pytest.param(
            numbered(
                items(0, 0),
                abstract(0, level(0, "ideographEnclosedCircle", "%1", start=10)) + number(1),
            ),
            ["㈩一", "11二"],
            id="ideographs in parentheses",
        ),
        pytest.param(
            numbered(
                items(0, 0),
                abstract(0, level(0, "decimalEnclosedFullstop", "%1", start=20)) + number(1),
            ),
            ["⒛一", "21二"],
            id="figures with a full stop",
        ),
        pytest.param(
            numbered(
                items(0, 0),
                abstract(0, level(0, "decimalEnclosedParen", "%1", start=20)) + number(1),
            ),
            ["⒇一", "21二"],
            id="figures in parentheses",
        ),
        pytest.param(
            numbered(para(run("甲"), styled("?") + listed(1, 0)) + item()),
            ["一、甲", "二、文"],
            id="list of a paragraph whose style is not there",
        ),
    ],
)
def test_numbers_that_libreoffice_prints_otherwise(data: bytes, expected: list[str]) -> None:
    """As ECMA-376 part 1 (17.9.4, 17.9.10, 17.9.23, 17.18.59) and MS-DOC (2.4.6.4) have it.

    LibreOffice 7.4 has no `w:lvlRestart`, no `w:isLgl` and no `w:pStyle` of a level.
    """
    document = formats.read(data, "a.docx")
    assert [line for paragraph in labelled(document) for line in lines(paragraph)] == expected
