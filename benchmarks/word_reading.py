"""How fast djlint reads a ten-page Word file, against inflating and parsing it, and python-docx.

    python benchmarks/word_reading.py [--rounds 60]

Needs djlint and python-docx in the environment that runs it. The file is made here: about 6,000
characters in 500 runs that Word has split, headings numbered automatically on five levels, a
header and a footer. All three read it in turn, in one process, round by round; only the ratios of
their processor times mean anything. The styles of a template are kept from one file to the next,
so the first file of a run costs more: it stands in a row of its own.
"""

from __future__ import annotations

import argparse
import gc
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from statistics import median

import docx
from docx.oxml import parse_xml
from docx.shared import Pt
from lxml import etree

from djlint import formats

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "各支部围绕年度重点任务扎实推进，取得明显成效，群众满意度稳步提高。"
FORMS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)
LOOK = (
    f'<w:rPr xmlns:w="{W}"><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" '
    'w:hAnsi="仿宋_GB2312" w:cs="仿宋_GB2312" w:hint="eastAsia"/><w:color w:val="000000"/>'
    '<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
)
PARAGRAPHS, RUNS, PIECE = 90, 6, 12
LIMITS = {"djlint / floor": (2.5, "at most"), "python-docx / djlint": (5.0, "at least")}


def main() -> None:
    """Print a table of medians and ratios."""
    parser = argparse.ArgumentParser(description="Measure how fast a Word file is read.")
    parser.add_argument("--rounds", type=int, default=60, help="how often, 60 unless told")
    rounds = parser.parse_args().rounds
    data = report()
    readers: dict[str, Callable[[bytes], object]] = {
        "floor": floor,
        "djlint": lambda content: formats.read(content, "report.docx"),
        "python-docx": python_docx,
    }
    times: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(rounds + 1):
        for name, reader in readers.items():
            # What one reader leaves behind must not be cleared away while another is timed.
            gc.collect()
            gc.disable()
            start = time.process_time()
            reader(data)
            spent = time.process_time() - start
            gc.enable()
            if number:  # the first round warms up
                times[name].append(spent)
    show(data, {name: median(each) for name, each in times.items()})


def show(data: bytes, times: dict[str, float]) -> None:
    """Print the medians, the ratios with what they should be, and the first file of a run."""
    document = formats.read(data, "report.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    labels = sum(bool(paragraph.label) for paragraph in document.paragraphs)
    print(f"{len(document.text)} characters, {labels} automatic numbers, main part {size >> 10} KB")
    for name, seconds in times.items():
        print(f"{name:28} {seconds * 1000:8.2f} ms")
    ratios = {
        "djlint / floor": times["djlint"] / times["floor"],
        "python-docx / djlint": times["python-docx"] / times["djlint"],
    }
    for name, ratio in ratios.items():
        limit, sense = LIMITS[name]
        print(f"{name:28} {ratio:8.2f}    ({sense} {limit})")
    print(f"{'first file / floor':28} {first(data) / times['floor']:8.2f}")


def first(data: bytes) -> float:
    """The processor time of the first file of a run, imports apart: the median of nine runs."""
    code = (
        "import sys, time; from djlint import formats; from djlint.formats import docx\n"
        "data = sys.stdin.buffer.read(); start = time.process_time()\n"
        "formats.read(data, 'report.docx'); print(time.process_time() - start)"
    )
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, input=data, capture_output=True, check=True) for _ in range(9)]
    return median(float(run.stdout) for run in runs)


def floor(data: bytes) -> object:
    """Inflate the main part and parse it: nothing that reads a Word file can do without."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def python_docx(data: bytes) -> object:
    """The texts of the paragraphs as python-docx gives them."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def report() -> bytes:
    """The bytes of a report of ten pages."""
    word = docx.Document()
    define_list(word)
    for number in range(PARAGRAPHS):
        level = (None, 0, None, 1, 2, None, 3, 4, None)[number % 9]
        paragraph = word.add_paragraph(style="Normal" if level is None else "Body Text")
        paragraph.paragraph_format.first_line_indent = Pt(32)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{level}"/>'
                    '<w:numId w:val="90"/></w:numPr>'
                )
            )
        for place in range(RUNS):
            run = paragraph.add_run(SENTENCE[place * 5 :][:PIECE])
            run._r.insert(0, parse_xml(LOOK))
            for name in ("rsidR", "rsidRPr"):
                run._r.set(f"{{{W}}}{name}", f"00{number:02}A{place}CD")
    word.sections[0].header.paragraphs[0].text = "某市某局"
    word.sections[0].footer.paragraphs[0].text = "内部资料"
    sink = io.BytesIO()
    word.save(sink)
    return sink.getvalue()


def define_list(word: docx.document.Document) -> None:
    """Add the list that headings are numbered in."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(FORMS)
    )
    numbering = word.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="90">{levels}</w:abstractNum>'),
    )
    numbering.append(
        parse_xml(f'<w:num xmlns:w="{W}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )


if __name__ == "__main__":
    main()
