"""What the tests of the formats share: other programs that show a Word file."""

from __future__ import annotations

import pytest
from rendering import PACKAGES, Renderer, missing


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """LibreOffice, pdftotext and pandoc; without them nothing that needs them is tested."""
    if absent := missing():
        pytest.skip(f"NOT TESTED: no {', '.join(absent)}; apt-get install {PACKAGES}")
    return Renderer(tmp_path_factory.mktemp("rendering"))
