"""Lists and tables of Word in code: definitions of automatic numbers, and what counts by them."""

from __future__ import annotations

from word_samples import para, run

TOP = ("chineseCounting", "%1、")
FIVE = (
    *(TOP, ("chineseCounting", "（%2）"), ("decimal", "%3.")),
    *(("decimal", "（%4）"), ("decimalEnclosedCircleChinese", "%5")),
)
CHAPTERS = (("chineseCounting", "第%1章"), ("chineseCounting", "第%2节"))
POINTS = tuple(("decimal", ".".join(f"%{n}" for n in range(1, depth))) for depth in range(2, 6))
MANY = "一二三四五六七八九十"


def level(at: int, form: str, text: str, more: str = "", *, start: int = 1, suff: str = "") -> str:
    """`more` stands where the schema has pStyle, isLgl and lvlRestart."""
    suffix = f"<w:suff w:val='{suff}'/>" if suff else ""
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{more}{suffix}"
        f"<w:lvlText w:val='{text}'/><w:lvlJc w:val='left'/></w:lvl>"
    )


def levels(*described: tuple[str, str], linked: str = "") -> str:
    """Levels from the first on; each goes with the style of its number where `linked`."""
    return "".join(
        level(at, form, text, f"<w:pStyle w:val='{linked}{at + 1}'/>" if linked else "")
        for at, (form, text) in enumerate(described)
    )


def abstract(identifier: int, content: str, more: str = "") -> str:
    return (
        f"<w:abstractNum w:abstractNumId='{identifier}'>"
        f"<w:multiLevelType w:val='multilevel'/>{more}{content}</w:abstractNum>"
    )


def number(identifier: int, of: int = 0, overrides: str = "") -> str:
    return f"<w:num w:numId='{identifier}'><w:abstractNumId w:val='{of}'/>{overrides}</w:num>"


def override(at: int, content: str) -> str:
    return f"<w:lvlOverride w:ilvl='{at}'>{content}</w:lvlOverride>"


def restart(at: int, start: int) -> str:
    return override(at, f"<w:startOverride w:val='{start}'/>")


def listed(identifier: int | None = 1, at: int | None = None) -> str:
    """The properties of a paragraph in a list."""
    depth = "" if at is None else f"<w:ilvl w:val='{at}'/>"
    which = "" if identifier is None else f"<w:numId w:val='{identifier}'/>"
    return f"<w:numPr>{depth}{which}</w:numPr>"


def styled(name: str) -> str:
    return f"<w:pStyle w:val='{name}'/>"


def style(identifier: str, properties: str, based: str = "", kind: str = "paragraph") -> str:
    base = f"<w:basedOn w:val='{based}'/>" if based else ""
    return (
        f"<w:style w:type='{kind}' w:styleId='{identifier}'><w:name w:val='{identifier}'/>{base}"
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def item(at: int = 0, of: int = 1, text: str = "文") -> str:
    return para(run(text) if text else "", listed(of, at))


def items(*depths: int, of: int = 1) -> str:
    return "".join(item(depth, of, MANY[each % 10]) for each, depth in enumerate(depths))


def in_style(*names: str) -> str:
    return "".join(para(run(MANY[at]), styled(name)) for at, name in enumerate(names))


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr><w:tcW w:w='3000' w:type='dxa'/>{properties}</w:tcPr>{content}</w:tc>"


def below(content: str) -> str:
    """A cell whose lines stand under those of the cell before."""
    return cell(para("") + content)


def table(*rows: str) -> str:
    grid = "<w:tblGrid><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/></w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def box(content: str) -> str:
    place = "position:absolute;margin-left:100pt;margin-top:300pt;width:200pt;height:80pt"
    return (
        f"<w:r><w:pict><v:shape type='#t' style='{place}'><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
