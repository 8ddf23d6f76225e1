"""The XML parts of a Word package: which there are, and their trees, parsed without any DTD."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from lxml import etree

from djlint.errors import FileError
from djlint.formats.package import Member, Package, inflate
from djlint.formats.xml_encoding import as_utf8, forbidden_encoding

LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONSHIP = f"{{{LINKS}}}Relationship"
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
RESOURCE_LIMIT = "XML_PARSE_HUGE"  # libxml2 names the way around 256 levels and 10 MB an attribute
DOCTYPE = b"<!DOCTYPE"
RESAVE = "请用 Word、WPS 重新保存"


Read = TypeVar("Read")


class Relationship(NamedTuple):
    """A link of a part: its type, the part that it leads to, and its identifier."""

    type: str
    target: str
    identifier: str

    @property
    def kind(self) -> str:
        """The last word of the type; strict documents differ in what stands before it."""
        return self.type.rpartition("/")[2]


def parse(package: Package, member: Member) -> etree._Element:
    """The root element of a part."""
    return parse_xml(inflate(package, member), member.name)


class Remembered(Generic[Read]):
    """What is read of parts, kept for the next files: reports of one template share them.

    Two parts are the same if their compressed bytes are, which are not even inflated then.
    """

    def __init__(self, read: Callable[[etree._Element], Read], most: int = 4) -> None:
        self.read, self.most = read, most
        self.known: dict[tuple[bytes, int, int, int], Read] = {}

    def __call__(self, package: Package, member: Member) -> Read:
        """What is read of the root element of a member."""
        # The checksum belongs to it: a part whose checksum is wrong must not pass for a sound one.
        packed = package.data[member.start : member.end]
        key = (packed, member.method, member.crc, member.size)
        if key not in self.known:
            found = self.read(parse(package, member))
            if len(self.known) >= self.most:
                del self.known[next(iter(self.known))]
            self.known[key] = found
        return self.known[key]


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of the XML of a part; `name` is for what is wrong with it."""
    try:
        part = as_utf8(data)
    except UnicodeDecodeError as error:
        raise FileError(f"部件 {name!r} 的编码有误（偏移 {error.start} 字节）；{RESAVE}") from None
    if encoding := forbidden_encoding(part):
        raise FileError(f"部件 {name!r} 的编码是 {encoding!r}，只允许 UTF-8 和 UTF-16；{RESAVE}")
    # Before the parser sees it: libxml2 opens the files that a parameter entity names. In text
    # these characters are always escaped.
    if DOCTYPE in part:
        raise FileError(f"部件 {name!r} 含 DTD（实体定义），不允许，文件可能有害；{RESAVE}")
    return _parse_utf8(part, name)


def _parse_utf8(part: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_blank_text=False,
        strip_cdata=False,
        collect_ids=False,
    )
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        if RESOURCE_LIMIT in str(error):
            raise FileError(
                f"部件 {name!r} 的 XML 嵌套过深或属性过长，不予读取；{RESAVE}"
            ) from None
        line, column = error.position
        raise FileError(
            f"部件 {name!r} 的 XML 有误（第 {line} 行第 {column} 列）；{RESAVE}"
        ) from None


def main_part(package: Package) -> Member:
    """The part that holds the document."""
    for name in (CONTENT_TYPES, ROOT_RELATIONSHIPS):
        if package.find(name) is None:
            raise FileError(f"不是 Word 文档，或文件已损坏，缺少 {name}；{RESAVE}")
    for link in relationships(package, ""):
        if link.kind == "officeDocument":
            if member := package.find(link.target):
                return member
            raise FileError(f"文件已损坏，缺少主文档部件 {link.target!r}；{RESAVE}")
    raise FileError("不是 Word 文档；请确认文件格式，或另存为 .docx")


def linked(package: Package, links: Iterable[Relationship], *kinds: str) -> list[Member]:
    """The parts of some kinds that links lead to, each once; those that lead nowhere are left."""
    found: list[Member] = []
    for link in links:
        member = package.find(link.target) if link.kind in kinds else None
        if member is not None and member not in found:
            found.append(member)
    return found


def relationships(package: Package, part: str) -> list[Relationship]:
    """The links of a part to others in the package; those of the package itself for no name."""
    folder = posixpath.dirname(part)
    member = package.find(relationships_of(part))
    if member is None:
        return []
    return [
        Relationship(element.get("Type", ""), _resolve(folder, element), element.get("Id", ""))
        for element in parse(package, member).iter(RELATIONSHIP)
        if element.get("TargetMode") != "External"
    ]


def relationships_of(part: str) -> str:
    """The name of the part that holds the links of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(folder: str, element: etree._Element) -> str:
    # Of a path that leads out of the package only the part within is left.
    path = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
    return path.lstrip("/")
