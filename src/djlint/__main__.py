"""`python -m djlint`."""

from __future__ import annotations

from djlint.cli import main

if __name__ == "__main__":
    main(prog_name="djlint")
