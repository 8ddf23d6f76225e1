"""Documents that must not be rewritten without their owner: sealed, locked or tracked ones."""

from __future__ import annotations

from lxml import etree

from djlint.formats.package import Member, Package
from djlint.formats.parts import linked, parse, relationships
from djlint.formats.wordml import OFF, is_on

SIGNED = "文件有数字签名，修改会使签名失效，未修改；请在签名前修改"
RESTRICTED = "文件受“限制编辑”保护，未修改；请先停止保护"
RESERVED = "文件设为建议只读或有修改密码，未修改；请先取消"
TRACKED = "文件开启了修订，直接修改不会留下痕迹，未修改；请用 --track 或先关闭修订"
SIGNATURE_LINK = "digital-signature/origin"
SIGNATURES = "_xmlsignatures/"


def protection(package: Package, main: Member, *, tracked: bool) -> str | None:
    """Why a document must not be rewritten, or None; `tracked` changes may go where others not."""
    if is_signed(package):
        return SIGNED
    for settings in linked(package, relationships(package, main.name), "settings"):
        if reason := _reason(parse(package, settings), tracked):
            return reason
    return None


def is_signed(package: Package) -> bool:
    """Whether a document bears a digital signature."""
    links = relationships(package, "")
    return any(link.type.endswith(SIGNATURE_LINK) for link in links) or any(
        member.name.lower().startswith(SIGNATURES) for member in package.members
    )


def _reason(settings: etree._Element, tracked: bool) -> str | None:
    w = f"{{{etree.QName(settings).namespace}}}"
    restriction = settings.find(f"{w}documentProtection")
    if restriction is not None and restriction.get(f"{w}enforcement", "0") not in OFF:
        return RESTRICTED
    if settings.find(f"{w}writeProtection") is not None:
        return RESERVED
    tracking = settings.find(f"{w}trackRevisions")
    if tracking is None or tracked:
        return None
    return TRACKED if is_on(tracking, w) else None
