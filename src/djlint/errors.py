"""The mistakes of users and of files: one sentence each that says what, where and what to do."""

from __future__ import annotations


class DjlintError(Exception):
    """A mistake that a person can mend; shown as one line, never with a traceback."""


class RuleError(DjlintError):
    """A rule file that cannot be used."""


class ConfigError(DjlintError):
    """A setting or an argument that cannot be used."""


class FileError(DjlintError):
    """A document that cannot be read or written; `code` is the GW9 code that reports it."""

    code = "GW901"


class EncodingError(FileError):
    """A text whose encoding cannot be told, or whose bytes are damaged."""

    code = "GW902"


class RefusedError(FileError):
    """A fix that would break something; the file was left as it is."""

    code = "GW903"
