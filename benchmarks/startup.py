"""How long djlint takes to start, against Python and click alone.

    python benchmarks/startup.py [--rounds 15]

Builds the wheel, installs it into a fresh environment with its byte code compiled, as pip leaves
it for a user, and measures all commands in turn, round by round, so that a machine that drifts
drifts for all of them. Only the ratios mean anything.
"""

from __future__ import annotations

import argparse
import os
import resource  # not on Windows
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SIZE = 8 * 1024  # bytes of the text, about 2,700 Han characters
TARGETS = {"djlint --version": 1.15, "djlint one .txt of 8 KB": 2.0}
BARE, CLICK, WORD = "python", "python -c 'import click'", "djlint one .docx"
# Without byte code every start would compile all modules anew; no other site may be looked at.
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


def main() -> None:
    """Print a table of medians and ratios."""
    parser = argparse.ArgumentParser(description="Measure how long djlint takes to start.")
    parser.add_argument("--rounds", type=int, default=15, help="how often, 15 unless told")
    rounds = parser.parse_args().rounds
    environment = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        binaries = install(folder, environment)
        times = measure(commands(folder, binaries), rounds, environment, folder)
    show(times)


def install(folder: Path, environment: Mapping[str, str]) -> Path:
    """A fresh environment with the wheel in it; where its commands are."""

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, env=environment, cwd=folder)

    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "venv", folder / "venv")
    binaries = folder / "venv" / "bin"
    python = binaries / "python"
    run(python, *pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    run(python, *pip, "install", wheel)
    run(python, "-m", "compileall", "-q", folder / "venv")
    return binaries


def commands(folder: Path, binaries: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    python, djlint = str(binaries / "python"), str(binaries / "djlint")
    text = folder / "report.txt"
    text.write_bytes(report())
    return {
        BARE: [python, "-c", ""],
        CLICK: [python, "-c", "import click"],
        "djlint --version": [djlint, "--version"],
        "djlint one .txt of 8 KB": [djlint, "--isolated", str(text)],
        WORD: [djlint, "--isolated", str(EXAMPLES / "secretary-clean.docx")],
    }


def report() -> bytes:
    """One clean report of about `SIZE` bytes: an example with paragraphs of the others put in."""
    first, *others = (path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*-clean.txt")))
    # Numbered paragraphs without their heading, which ends with the first sentence.
    numbered = (line for text in others for line in text.split("\n") if line[:1] == "（")
    spare = sorted((line.partition("。")[2] for line in numbered), key=len)
    lines, room = [], SIZE - len(first.encode())
    for line in first.split("\n"):
        lines.append(line)
        for _ in range(2):
            if line[:1] == "（" and spare and room > len(spare[-1].encode()):
                room -= len(spare[-1].encode()) + 1
                lines.append(spare.pop())
    return "\n".join(lines).encode()


def measure(
    measured: Mapping[str, Sequence[str]],
    rounds: int,
    environment: Mapping[str, str],
    folder: Path,
) -> dict[str, tuple[float, float]]:
    """The median milliseconds of each command: on the clock, and of the processor."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in measured}
    for number in range(rounds + 1):
        for name, command in measured.items():
            clock, processor = time.perf_counter(), spent()
            done = subprocess.run(command, env=environment, cwd=folder, capture_output=True)
            if done.returncode not in (0, 1):
                raise SystemExit(done.stderr.decode())
            if number:  # the first round fills the caches of the disk
                times[name].append((time.perf_counter() - clock, spent() - processor))
    return {
        name: (median(clock for clock, _ in each) * 1000, median(cpu for _, cpu in each) * 1000)
        for name, each in times.items()
    }


def spent() -> float:
    """Seconds of processor time that ended child processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show(times: Mapping[str, tuple[float, float]]) -> None:
    """The table; targets are ratios to `import click`."""
    print(f"{'':28}{'clock':>9}{'CPU':>9}   / import click: clock   CPU   at most")
    base = times[CLICK]
    for name, (clock, cpu) in times.items():
        target = f"{TARGETS[name]:.2f}" if name in TARGETS else ""
        ratios = f"{clock / base[0]:>5.2f} {cpu / base[1]:>5.2f}"
        print(f"{name:28}{clock:>6.1f} ms{cpu:>6.1f} ms{'':19}{ratios}   {target:>7}")


if __name__ == "__main__":
    main()
