"""The last line of an output for people: what was found, mended and left undone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from djlint.model import Outcome, Safety, Severity

_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_UNREAD = frozenset({"GW901", "GW902"})


@dataclass(slots=True)
class Tally:
    """Counts over all outcomes, taken while they pass."""

    checked: int = 0
    unread: int = 0
    unfinished: int = 0
    mended: int = 0
    copies: int = 0
    differs: bool = False
    severities: Counter[Severity] = field(default_factory=Counter)
    safeties: Counter[Safety | None] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        codes = {finding.code for finding in outcome.findings}
        unread = outcome.failed and (not codes or not codes.isdisjoint(_UNREAD))
        self.unread += unread
        self.checked += not unread
        self.unfinished += outcome.failed and not unread
        self.mended += len(outcome.mended)
        self.copies += bool(outcome.copy)
        self.differs |= bool(outcome.difference)
        self.severities.update(finding.severity for finding in outcome.findings)
        self.safeties.update(finding.fix_safety for finding in outcome.findings)

    def text(self) -> str:
        """The counts as one line."""
        parts = (self._mended(), self._found(), self._copied(), self._failed())
        return "".join(parts) + "\n"

    def _mended(self) -> str:
        if not self.mended:
            return ""
        # A difference may be made or only proposed: the words have to be true of both.
        return f"改动 {self.mended} 处（见上）。" if self.differs else f"已改 {self.mended} 处。"

    def _found(self) -> str:
        found = sum(self.severities.values())
        if found:
            counts = (
                f"{name} {n}" for key, name in _SEVERITIES.items() if (n := self.severities[key])
            )
            verb = "还有" if self.mended else "发现"
            return f"{verb} {found} 处：{'、'.join(counts)}{self._fixable()}。"
        if self.checked:
            other = "其他" if self.mended else ""
            return f"未发现{other}问题（检查了 {self.checked} 个文件）。"
        return "" if self.unread else "没有要检查的文件。"

    def _copied(self) -> str:
        return f"写出批注副本 {self.copies} 份。" if self.copies else ""

    def _fixable(self) -> str:
        safe, unsafe = self.safeties[Safety.SAFE], self.safeties[Safety.UNSAFE]
        if safe and unsafe:
            return f"；[*] --fix 可改 {safe} 处，[~] 加 --unsafe-fixes 再改 {unsafe} 处"
        if safe:
            return f"；[*] --fix 可改 {safe} 处"
        return f"；[~] --fix --unsafe-fixes 可改 {unsafe} 处" if unsafe else ""

    def _failed(self) -> str:
        unread = f"{self.unread} 个文件未能检查。" if self.unread else ""
        unfinished = f"{self.unfinished} 个文件未能处理完。" if self.unfinished else ""
        return unread + unfinished
