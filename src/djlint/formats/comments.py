"""Word comments that silence rules on their ranges."""

from __future__ import annotations

import re

from lxml import etree

from djlint.formats.wordml import text_in

HINT = b"djlint"
# A code or a prefix has figures, a name has hyphens; other words say why.
RULE = r"(?:[A-Za-z]*[0-9]+|[A-Za-z]+(?:-[A-Za-z0-9]+)+|GW|ALL)(?![A-Za-z0-9-])"
# djlint: ignore GW301 and djlint：不检查 GW301、GW5
DIRECTIVE = re.compile(
    r"\s*djlint\s*[:：]\s*(?:ignore|不检查)[\s:：]*"
    rf"(?P<rules>{RULE}(?:[\s,，、;；]+{RULE})*)?",
    re.IGNORECASE,
)


def directives(root: etree._Element, namespace: str) -> dict[str, str]:
    """The comments that silence rules, by identifier, with the rules that they name."""
    w = f"{{{namespace}}}"
    found = {}
    for comment in root.iter(f"{w}comment"):
        text = " ".join("".join(map(text_in, each.iter(f"{w}t"))) for each in comment.iter(f"{w}p"))
        if directive := DIRECTIVE.match(text):
            found[comment.get(f"{w}id", "")] = directive["rules"] or ""
    return found
