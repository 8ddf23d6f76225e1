from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djlint import formats
from djlint.errors import EncodingError, FileError, RefusedError
from djlint.model import Document, Edit, Span

MARKS = {
    "utf-8-sig": ("utf-8", b"\xef\xbb\xbf"),
    "utf-16-le": ("utf-16-le", b"\xff\xfe"),
    "utf-16-be": ("utf-16-be", b"\xfe\xff"),
    "gb18030": ("gb18030", b""),
    "gb18030-bom": ("gb18030", b"\x84\x31\x95\x33"),
    "utf-8": ("utf-8", b""),
}
LONG = "关于开展工作的通知，请遵照执行"
HAN = [chr(code) for code in range(0x4E00, 0x4E40)]


def encoded(text: str, name: str) -> bytes:
    codec, mark = MARKS[name]
    return mark + text.encode(codec)


def read(data: bytes, encoding: str | None = None) -> Document:
    return formats.read(data, "a.txt", encoding)


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        pytest.param(b"", [""], id="empty"),
        pytest.param(b"\xef\xbb\xbf", [""], id="mark only"),
        pytest.param(b"\n", [""], id="one line end"),
        pytest.param(b"a", ["a"], id="no line end"),
        pytest.param(b"a\n", ["a"], id="line end"),
        pytest.param(b"a\n\n", ["a", ""], id="blank last line"),
        pytest.param(b"a\r\nb\rc\n\rd", ["a", "b", "c", "", "d"], id="all line ends"),
        pytest.param(
            "a\v\f\x1c\x85\u2028\u2029b".encode(), ["a\v\f\x1c\x85\u2028\u2029b"], id="else"
        ),
        pytest.param("\ufeff\ufeffa".encode(), ["\ufeffa"], id="only the first mark"),
    ],
)
def test_lines(data: bytes, lines: list[str]) -> None:
    document = read(data)
    assert [document.text_of(each) for each in document.paragraphs] == lines
    assert document.text == "\n".join(lines)
    assert document.format == "txt"
    assert [each.index for each in document.paragraphs] == list(range(len(lines)))


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("text", [LONG, f"{LONG}𠮷", f"{LONG}\n{LONG}"])
def test_encodings(name: str, text: str) -> None:
    assert read(encoded(text, name)).text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("甲乙丙丁戊己庚" + "a" * 300, id="little Chinese among ASCII"),
        pytest.param("こんにちは", id="too little to judge"),
        pytest.param("臺灣關係與國際貿易發展報告書", id="traditional"),
    ],
)
def test_gb18030_that_is_believed(text: str) -> None:
    assert read(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param("a".encode("utf-32"), "UTF-32", id="utf-32, whose mark begins like utf-16's"),
        pytest.param("a文".encode("utf-16-le"), "偏移 1", id="utf-16 without mark"),
        pytest.param(b"a\nb\0", "空字节（偏移 3）", id="nul"),
        pytest.param(b"\xef\xbb\xbfa\nb\xff", "偏移 6 字节（第 2 行）", id="wrong after a mark"),
        pytest.param(LONG.encode().replace(b"\xa5", b"\xff", 1), "UTF-8 文本已损坏", id="damaged"),
        pytest.param(f"{LONG}\n".encode()[:-2], "UTF-8 文本已损坏，偏移 42", id="cut"),
        pytest.param("元\r\n文".encode("gbk") + b"\x80", "偏移 6 字节（第 2 行）", id="cp936 euro"),
        pytest.param(
            "甲\n".encode() * 2 + LONG.encode("gbk"), "偏移 8 字节（第 3 行）", id="mixed"
        ),
        pytest.param("關於開展工作的通知，請遵照執行".encode("big5"), "Big5", id="big5"),
        pytest.param("これは日本語の文書です".encode("shift_jis"), "日文", id="shift_jis"),
    ],
)
def test_undecodable(data: bytes, reason: str) -> None:
    with pytest.raises(EncodingError, match=reason) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_gb18030_proof() -> None:
    damaged = "关于印发工作要点，请遵照执行\n".encode().replace(b"\x91", b"\xe1", 1)
    assert damaged.decode("gb18030")  # valid, and all wrong
    with pytest.raises(EncodingError, match="UTF-8 文本已损坏"):
        read(damaged)


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("big5", "關於".encode("big5"), "關於"),
        ("gbk", "龦".encode("gb18030"), "龦"),
        ("utf-8", b"\xef\xbb\xbfa", "a"),
        ("utf-8-sig", b"a", "a"),
        ("utf-16", b"\xfe\xff\x4e\x00", "一"),
        ("utf-16", b"\x00\x4e", "一"),
        ("utf-16-le", b"\xff\xfe\x00\x4e", "一"),
    ],
)
def test_given_encoding(encoding: str, data: bytes, text: str) -> None:
    document = read(data, encoding)
    assert document.text == text
    written = formats.write(document, [Edit(Span(0, 0), "a")])
    assert len(written) == len(data) + len("a".encode(encoding.removesuffix("-sig"))) - 2 * (
        encoding == "utf-16"
    )
    assert read(written, encoding).text == f"a{text}"


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("utf-8", "偏移 0 字节（第 1 行）"),
        ("klingon", "不认识"),
        ("base64", "不是文本编码"),
        ("\0", "不认识"),
    ],
)
def test_wrong_encoding(encoding: str, reason: str) -> None:
    with pytest.raises(EncodingError, match=reason):
        read(b"\xff\xff", encoding)


@pytest.mark.parametrize(
    ("data", "edits", "expected"),
    [
        pytest.param(b"ab\r\ncd\r\n", [(1, 2, "x")], b"ax\r\ncd\r\n", id="before a line end"),
        pytest.param(b"ab\r\ncd\r\n", [(2, 2, "x")], b"abx\r\ncd\r\n", id="at a line end"),
        pytest.param(b"ab\r\ncd\r\n", [(3, 3, "x")], b"ab\r\nxcd\r\n", id="after a line end"),
        pytest.param(b"ab\r\ncd\r\nef", [(3, 6, "")], b"ab\r\nef", id="a whole line"),
        pytest.param(b"ab\r\ncd\r\n", [(2, 5, "")], b"ab\r\n", id="the last line"),
        pytest.param(b"ab\r\ncd", [(1, 4, "")], b"ad", id="over a line end"),
        pytest.param(b"ab\r\ncd\n", [(1, 1, "\n")], b"a\r\nb\r\ncd\n", id="new line as the others"),
        pytest.param(b"ab\rcd", [(1, 1, "\n")], b"a\rb\rcd", id="new line after cr"),
        pytest.param(b"a\r\nb\nc\rd", [(0, 1, "x"), (4, 5, "y")], b"x\r\nb\ny\rd", id="all kept"),
        pytest.param(b"a\nb", [(2, 3, "")], b"a\n", id="last line emptied"),
        pytest.param(b"ab", [(0, 1, ""), (1, 2, "")], b"", id="all gone"),
        pytest.param(b"\xef\xbb\xbfab", [(0, 1, "x")], b"\xef\xbb\xbfxb", id="mark kept"),
        pytest.param(b"ab", [(1, 1, "x"), (1, 1, "y")], b"axyb", id="two insertions"),
    ],
)
def test_write(data: bytes, edits: list[tuple[int, int, str]], expected: bytes) -> None:
    wanted = [Edit(Span(start, end), text) for start, end, text in edits]
    assert formats.write(read(data), wanted) == expected


@given(
    st.lists(
        st.text(alphabet=["a", "，", "𠮷", "\ufeff", *HAN], min_size=1, max_size=12), min_size=1
    ),
    st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=4),
    st.sampled_from(list(MARKS)),
    st.data(),
)
def test_splice_law(lines: list[str], ends: list[str], name: str, data: st.DataObject) -> None:
    """What stands outside the edits stays as it is, in bytes."""
    ends = (ends * len(lines))[: len(lines)]
    places = [(row, col) for row, line in enumerate(lines) for col in range(len(line))]
    chosen = sorted(data.draw(st.sets(st.sampled_from(places), max_size=4)) if places else [])
    raw = "".join(line + end for line, end in zip(lines, ends, strict=False))
    source = encoded(LONG + "\n" + raw, name)
    document = read(source)
    edits, pieces, done = [], [], 0
    for row, column in chosen:
        at = document.paragraphs[row + 1].span.start + column
        edits.append(Edit(Span(at, at + 1), "新"))
        in_raw = sum(len(a + b) for a, b in zip(lines[:row], ends[:row], strict=True)) + column
        pieces += raw[done:in_raw], "新"
        done = in_raw + 1
    expected = encoded(LONG + "\n" + "".join([*pieces, raw[done:]]), name)
    assert formats.write(document, edits) == expected


@pytest.mark.parametrize("name", MARKS)
def test_no_edit(name: str) -> None:
    data = encoded(f"{LONG}\r\n\r{LONG}\n", name)
    assert formats.write(read(data), []) == data


@pytest.mark.parametrize(
    ("data", "encoding", "edit", "reason"),
    [
        pytest.param(b"ab", "big5", (0, 0, "龦"), "写不出", id="not in the encoding"),
        pytest.param(b"ab", None, (0, 0, "\ud800"), "写不出", id="lone surrogate"),
        pytest.param(b"ab", None, (0, 0, "\r"), "与预期不符", id="would read as a line end"),
        pytest.param(b"a\rb\nc", None, (2, 3, ""), "与预期不符", id="two line ends become one"),
        pytest.param(b"ab", None, (0, 0, "\ufeff"), "与预期不符", id="would read as a mark"),
        pytest.param(b"\x1b$B0l0l\x1b(B", "iso2022_jp", (1, 2, "b"), "不能原样写回", id="stateful"),
        pytest.param(b"\x87\x90a", "cp932", (1, 1, "b"), "不能原样", id="two codes"),
    ],
)
def test_refused(
    data: bytes, encoding: str | None, edit: tuple[int, int, str], reason: str
) -> None:
    start, end, text = edit
    with pytest.raises(RefusedError, match=reason):
        formats.write(read(data, encoding), [Edit(Span(start, end), text)])


def test_result_must_be_read_alike() -> None:
    # Without its first word the file would pass for Japanese.
    data = ("一丁七万" + "ｱｱｱ").encode("gb18030") + b"\x82\xb1" * 8
    document = read(data)
    with pytest.raises(RefusedError, match="与预期不符"):
        formats.write(document, [Edit(Span(0, 4), "")])


@pytest.mark.parametrize(
    ("data", "encoding", "refused"),
    [
        pytest.param("的的".encode(), None, True, id="short"),
        pytest.param("的的".encode(), "utf-8", False, id="short, encoding given"),
        pytest.param("\ufeff的".encode(), None, False, id="short, marked"),
        pytest.param(b"abcdefg", None, False, id="short, ascii"),
        pytest.param("的的的".encode(), None, False, id="long enough"),
    ],
)
def test_too_short(data: bytes, encoding: str | None, refused: bool) -> None:
    document = read(data, encoding)
    edit = Edit(Span(0, 1), "")
    assert bool(formats.refusal(document, edit)) is refused
    if refused:
        with pytest.raises(RefusedError, match="太短"):
            formats.write(document, [edit])
    else:
        formats.write(document, [edit])


def test_crossing_paragraphs_is_allowed() -> None:
    assert formats.refusal(read(b"a\nb\nc"), Edit(Span(0, 2), "")) is None


def test_pickle() -> None:
    document = pickle.loads(pickle.dumps(read(b"a\r\nb")))
    assert formats.write(document, [Edit(Span(2, 3), "c")]) == b"a\r\nc"


def test_file_errors_have_their_code() -> None:
    with pytest.raises(FileError) as caught:
        read(b"a\0")
    assert caught.value.code == "GW902"


def test_from_text() -> None:
    document = formats.from_text("的的", "a.txt")
    assert formats.data(document) == "的的".encode()
    assert formats.refusal(document, Edit(Span(0, 1), "")) is None
