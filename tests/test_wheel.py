"""What is shipped: the wheel, the sdist, and what an install from each can do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from djlint import __version__, catalog

CHECKOUT = Path(__file__).parents[1]
RULE_FILES = sorted(path.name for path in (CHECKOUT / "rules").rglob("*.toml"))
# What git ignores or does not know, with the place where it would be shipped if anything would be.
JUNK = (
    "src/djlint/__pycache__/stray.py",
    "src/djlint/.mypy_cache/stray.json",
    "rules/__pycache__/stray.toml",
    "rules/notes.md",
    "dist/stray.toml",
    "build/lib/djlint/stray.py",
    ".venv/lib/djlint/stray.py",
    "stray.docx",
)
# A git hook or an activated environment around the tests must not steer what they start.
FOREIGN = ("GIT_", "PYTHON", "VIRTUAL_ENV", "PRE_COMMIT")
BINARIES = "Scripts" if sys.platform == "win32" else "bin"


def environment(**more: str | Path) -> dict[str, str]:
    """The variables of this process without those that name its own Python or repository."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
    return kept | {"PYTHONUTF8": "1"} | {key: str(value) for key, value in more.items()}


def copy_checkout(target: Path) -> Path:
    """A copy of the checkout as a clone would hold it, uncommitted files included."""
    ignored = (CHECKOUT / ".gitignore").read_text().split()
    names = [".git", *(name.strip("/") for name in ignored)]
    shutil.copytree(CHECKOUT, target, ignore=shutil.ignore_patterns(*names))
    return target


def run(
    arguments: Sequence[str | Path], folder: Path, code: int = 0, **variables: str | Path
) -> str:
    """The output of a command that has to end with `code`."""
    done = subprocess.run(
        [str(each) for each in arguments],
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with junk in it."""
    folder = copy_checkout(tmp_path_factory.mktemp("source") / "checkout")
    for name in JUNK:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("stray = true\n")
    return folder


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel that `build` makes of it."""
    target = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", target, source)
    run(build, target)
    (sdist,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
    return {"sdist": sdist, "wheel": wheel}


@pytest.fixture(scope="module")
def direct(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built straight from the checkout."""
    target = tmp_path_factory.mktemp("direct")
    run((sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target), source)
    (wheel,) = target.glob("*.whl")
    return wheel


def members(path: Path) -> list[str]:
    """The names in an archive, those of an sdist without its top folder."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return sorted(archive.namelist())
    with tarfile.open(path) as archive:
        return sorted(name.partition("/")[2] for name in archive.getnames())


def test_wheel_holds_the_package_and_the_rules_alone(direct: Path) -> None:
    names = members(direct)
    info = f"djlint_report-{__version__}.dist-info"
    assert {name.partition("/")[0] for name in names} == {"djlint", info}
    shipped = [name for name in names if name.startswith("djlint/rules/")]
    assert shipped == [f"djlint/rules/{name}" for name in RULE_FILES]
    modules = {
        path.relative_to(CHECKOUT / "src").as_posix()
        for path in (CHECKOUT / "src" / "djlint").rglob("*.py")
    }
    rest = {name for name in names if name.startswith("djlint/")} - {*shipped}
    assert rest == modules | {"djlint/py.typed"}
    assert f"{info}/licenses/LICENSE" in names


def test_sdist_holds_what_a_wheel_needs_and_no_junk(built: dict[str, Path]) -> None:
    names = members(built["sdist"])
    assert not [name for name in names if "stray." in name or name.endswith("notes.md")]
    assert [name for name in names if name.startswith("rules/")] == [
        f"rules/{name}" for name in RULE_FILES
    ]
    assert {"pyproject.toml", "README.md", "LICENSE", "src/djlint/py.typed"} <= {*names}


def test_wheel_is_the_same_from_the_sdist(built: dict[str, Path], direct: Path) -> None:
    assert members(built["wheel"]) == members(direct)


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable"])
def test_install_finds_its_rules(kind: str, built: dict[str, Path], tmp_path: Path) -> None:
    run((sys.executable, "-m", "venv", tmp_path / "venv"), tmp_path)
    binaries = tmp_path / "venv" / BINARIES
    editable = kind == "editable"
    what = ("--editable", copy_checkout(tmp_path / "checkout")) if editable else (built[kind],)
    run((binaries / "python", "-m", "pip", "install", "--quiet", *what), tmp_path)
    assert run((binaries / "djlint", "--version"), tmp_path) == f"djlint-report {__version__}\n"
    listed = run((binaries / "djlint-report", "--list-rules"), tmp_path).splitlines()
    # A bare `import djlint` in the checkout would find the checkout; this folder is outside it.
    assert [line.split()[0] for line in listed] == [rule.code for rule in catalog.load().rules]
    report = tmp_path / "report.txt"
    report.write_text("会议紧紧围绕围绕中心工作展开了讨论。\n", encoding="utf-8")
    found = run((binaries / "python", "-m", "djlint", report), tmp_path, code=1)
    assert "GW301" in found
