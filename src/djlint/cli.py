"""The command: arguments in, exit code out. Everything else is imported when it is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from djlint import __version__

if TYPE_CHECKING:
    from djlint.model import Outcome
    from djlint.session import Work
    from djlint.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])
CLEAN, FINDINGS, NOT_DONE = 0, 1, 2
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
SUMMARY = """检查并改正中文公文、述职报告和工作总结（.docx、.txt）。

djlint lints Chinese official reports; it is not the HTML linter of the same name."""
EPILOG = "退出码：0 没有问题；1 有问题；2 有文件未能检查或写入，或参数、配置、规则有误。"


def selectors(_context: click.Context, _option: click.Parameter, values: Any) -> tuple[str, ...]:
    """Codes, prefixes or names, given several times or with commas between them."""
    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    if values and not words:
        raise click.BadParameter("没有写规则；用 --list-rules 看有哪些规则")
    return words


def rule_option(name: str, text: str) -> Callable[[Command], Command]:
    """An option that takes rules."""
    return click.option(name, multiple=True, callback=selectors, metavar="规则", help=text)


@click.command(context_settings=HELP, help=SUMMARY, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[文件或目录]...")
@click.option("--fix", is_flag=True, help="改正可以放心改的问题，写回原文件。")
@click.option("--unsafe-fixes/--no-unsafe-fixes", default=None, help="连需要复核的修改也一并改。")
@click.option("--diff", is_flag=True, help="只显示会怎么改（逐段对照），不写文件。")
@click.option("--track", is_flag=True, help="以修订的形式改正 Word 文件，由人接受或拒绝。")
@click.option(
    "--annotate", metavar="副本", help="另存带批注的 Word 副本，每个问题一条；多个文件时写目录。"
)
@rule_option("--select", "只用这些规则：代码、前缀或名称，如 GW3,plan-year。")
@rule_option("--ignore", "不用这些规则。")
@rule_option("--extend-select", "在原有规则之外再用这些规则。")
@click.option("--rules", multiple=True, metavar="目录", help="自己的规则目录，可多次给出。")
@click.option("--output-format", metavar="格式", help="full、concise、json 或 github。")
@click.option("-o", "--output-file", metavar="文件", help="把结果写到这个文件。")
@click.option("--statistics", is_flag=True, help="按规则汇总数量。")
@click.option("--exit-zero", is_flag=True, help="有问题也返回 0（未能检查的仍返回 2）。")
@click.option("-q", "--quiet", is_flag=True, help="不显示汇总和进度。")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。"
)
@click.option("--config", metavar="文件", help="用这个配置文件。")
@click.option("--isolated", is_flag=True, help="不读任何配置文件。")
@click.option("-j", "--jobs", type=click.IntRange(0, 256), help="同时用几个进程，0 为自动。")
@click.option("--exclude", multiple=True, metavar="模式", help="不检查的文件或目录，可多次给出。")
@click.option("--force-exclude", is_flag=True, default=None, help="直接点名的文件也照样排除。")
@click.option("--encoding", metavar="编码", help="文本文件的编码，不再自动判断。")
@click.option("--comments", is_flag=True, default=None, help="连 Word 批注里的文字一起检查。")
@click.option("--stdin-filename", metavar="名称", help="标准输入（-）当作哪个文件。")
@click.option("--list-rules", is_flag=True, help="列出全部规则。")
@click.option("--explain", metavar="规则", help="说明一条规则。")
@click.option("--test-rules", is_flag=True, help="运行全部规则的例子。")
@click.version_option(__version__, "-V", "--version", message="djlint-report %(version)s")
def command(**given: Any) -> int:
    """Carry out one call, and give its exit code."""
    telling = [name for name in ("list_rules", "explain", "test_rules") if given[name]]
    if len(telling) > 1:
        raise click.UsageError("--list-rules、--explain、--test-rules 一次只能用一个")
    return tell(given) if telling else lint(given)


def lint(given: dict[str, Any]) -> int:
    """Check the files, and mend them where that was asked for."""
    import gc

    # Nearly all that a run makes it keeps, so looking for garbage all the time is in vain.
    gc.set_threshold(100_000)
    from djlint import session

    refuse_together(given)
    settings = resolve(given)
    work = session.prepare(
        settings,
        fix=given["fix"] or given["track"],
        unsafe=settings.unsafe_fixes,
        difference=given["diff"],
        track=given["track"],
        date=today() if given["track"] or given["annotate"] else "",
    )
    if list(given["paths"]) == ["-"]:
        return lint_standard_input(given, work)
    if "-" in given["paths"]:
        raise click.UsageError("标准输入（-）不能与文件同时检查")
    paths = find(given, settings)
    refuse_to_overwrite(given["output_file"], paths)
    if given["annotate"]:
        work = work._replace(copies=session.copies(paths, given["annotate"]))
    outcomes = session.run(paths, work, settings.jobs)
    return show(given, settings, watched(outcomes, len(paths), given["quiet"]))


def refuse_together(given: dict[str, Any]) -> None:
    """Raise UsageError for options that cannot be meant together."""
    changing = [f"--{name}" for name in ("fix", "track", "diff") if given[name]]
    if given["annotate"] and changing:
        raise click.UsageError(f"--annotate 只写副本，不能与 {changing[0]} 同时使用")
    if given["annotate"] and "-" in given["paths"]:
        raise click.UsageError("--annotate 不能用于标准输入（-）")


def today() -> str:
    """The time to be written into documents: that of SOURCE_DATE_EPOCH, or now."""
    import os
    import time

    from djlint.errors import ConfigError

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch) if epoch else None))
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"环境变量 SOURCE_DATE_EPOCH 应为秒数，现为 {epoch}") from error


def resolve(given: dict[str, Any]) -> Settings:
    """The settings: the command line over the configuration file."""
    import os

    from djlint import config

    overrides = {
        "select": given["select"],
        "ignore": given["ignore"],
        "extend_select": given["extend_select"],
        "exclude": given["exclude"],
        "force_exclude": given["force_exclude"],
        "rules": tuple(os.path.abspath(folder) for folder in given["rules"]),
        "output_format": output_format(given["output_format"]),
        "unsafe_fixes": given["unsafe_fixes"],
        "jobs": given["jobs"],
        "encoding": encoding(given["encoding"]),
        "comments": given["comments"],
    }
    return config.resolve(os.getcwd(), given["config"], given["isolated"], overrides)


def output_format(name: str | None) -> str | None:
    """The name of an output format; ConfigError with the nearest where there is none such."""
    from djlint.errors import ConfigError
    from djlint.render import FORMATS
    from djlint.tables import instead

    if name is not None and name not in FORMATS:
        raise ConfigError(f"--output-format：不认识 {name}{instead(name, FORMATS)}")
    return name


def encoding(name: str | None) -> str | None:
    """The name of an encoding that Python knows; ConfigError where it does not."""
    import codecs

    from djlint.errors import ConfigError

    if name is not None:
        try:
            codecs.lookup(name)
        except (LookupError, ValueError) as error:
            raise ConfigError(f"--encoding：不认识编码 {name}；常用的是 utf-8、gb18030") from error
    return name


def find(given: dict[str, Any], settings: Settings) -> list[str]:
    """The files to check; without arguments those of the present folder."""
    from djlint import files
    from djlint.settings import excluded

    named = given["paths"] or (".",)
    return list(files.walk(named, lambda path: excluded(path, settings), settings.force_exclude))


def refuse_to_overwrite(output: str | None, paths: Iterable[str]) -> None:
    """Raise ConfigError where the results would be written over a file that is to be checked."""
    import os

    from djlint.errors import ConfigError

    if output and os.path.realpath(output) in map(os.path.realpath, paths):
        raise ConfigError(f"--output-file：{output} 就是要检查的文件，不能覆盖；请换一个文件名")


def lint_standard_input(given: dict[str, Any], work: Work) -> int:
    """Check standard input; with --fix the mended bytes go to standard output."""
    from djlint import session

    if sys.stdin is None:
        raise click.UsageError("标准输入已关闭")
    data = sys.stdin.buffer.read()
    outcome, mended = session.examine(data, given["stdin_filename"] or "-", work)
    if work.fix and not work.difference:
        sys.stdout.buffer.write(data if mended is None else mended)
        sys.stdout.buffer.flush()
        return show(given, work.settings, [outcome], to_error=True)
    return show(given, work.settings, [outcome])


def watched(outcomes: Iterable[Outcome], count: int, quiet: bool) -> Iterator[Outcome]:
    """The outcomes, with a progress bar on a terminal where there are many."""
    if quiet or count < 50 or not sys.stderr.isatty():
        yield from outcomes
        return
    bar: Any = click.progressbar(outcomes, length=count, label="检查中", file=sys.stderr)
    with bar:
        yield from bar


def show(
    given: dict[str, Any], settings: Settings, outcomes: Iterable[Outcome], to_error: bool = False
) -> int:
    """Print the outcomes in the format asked for, and give the exit code that they call for."""
    from djlint.render import renderer

    seen: list[Outcome] = []
    stream = open_output(given["output_file"], to_error)
    colour = {"always": True, "never": False}.get(given["color"])
    if colour is None:
        import os

        colour = stream.isatty() and "NO_COLOR" not in os.environ
    width = terminal_width()
    shown = renderer(settings.output_format).render(
        noted(outcomes, seen), width=width, colour=colour, summary=not given["quiet"]
    )
    with stream if given["output_file"] else unclosed():
        for chunk in shown:
            stream.write(chunk)
        if given["statistics"] and settings.output_format in ("full", "concise"):
            from djlint.render.statistics import statistics

            stream.write(statistics(seen))
        stream.flush()
    return exit_code(seen, given["exit_zero"])


def terminal_width() -> int:
    """The columns of the terminal, 80 where there is none."""
    import os

    try:
        # shutil's own takes two milliseconds to import, for the archives that it knows.
        return int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size().columns
    except (OSError, ValueError):
        return 80


def open_output(path: str | None, to_error: bool) -> Any:
    """The stream for the results; it shows what the console cannot encode as escapes."""
    if path:
        from djlint.errors import ConfigError

        try:
            return open(path, "w", encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise ConfigError(f"--output-file：{path} 写不了（{error.strerror}）") from error
    return sys.stderr if to_error else sys.stdout


def unclosed() -> Any:
    """A context for a stream that is not ours to close."""
    from contextlib import nullcontext

    return nullcontext()


def noted(outcomes: Iterable[Outcome], seen: list[Outcome]) -> Iterator[Outcome]:
    """The outcomes as they pass, kept for the exit code and the statistics."""
    for outcome in outcomes:
        seen.append(outcome)
        yield outcome


def exit_code(outcomes: Iterable[Outcome], exit_zero: bool) -> int:
    """2 where anything was not done, else 1 where findings above `info` are left."""
    from djlint.model import Severity

    outcomes = list(outcomes)
    if any(outcome.failed for outcome in outcomes):
        return NOT_DONE
    left = (finding for outcome in outcomes for finding in outcome.findings)
    worse = any(finding.severity is not Severity.INFO for finding in left)
    return FINDINGS if worse and not exit_zero else CLEAN


def tell(given: dict[str, Any]) -> int:
    """List the rules, explain one, or run their examples."""
    from djlint import catalog, formats
    from djlint.render import rules as shown

    settings = resolve(given)
    loaded = catalog.load(settings.rules, settings.rule_options)
    if given["list_rules"]:
        click.echo(shown.listing(loaded.rules), nl=False)
        return CLEAN
    if given["explain"]:
        click.echo(shown.explanation(catalog.find(loaded.rules, given["explain"])), nl=False)
        return CLEAN
    from djlint.examples import failures

    wrong = [
        failure
        for rule in loaded.rules
        for failure in failures(
            rule, loaded.vocabulary, lambda text, path: formats.read(text.encode(), path)
        )
    ]
    for line in wrong:
        click.echo(line)
    count = sum(len(rule.examples) for rule in loaded.rules)
    click.echo(f"{len(loaded.rules)} 条规则的 {count} 个例子，{len(wrong)} 处不符。")
    return FINDINGS if wrong else CLEAN


def warn_of_namesake() -> None:
    """Say so where the HTML linter named djlint is installed over this one, or under it."""
    import os

    beside = os.path.dirname(os.path.dirname(__file__))
    if any(name.startswith("djlint-") and name[7:8].isdigit() for name in os.listdir(beside)):
        click.echo(
            "警告：同一环境中还装有 HTML 检查工具 djlint，两者的文件会互相覆盖；"
            "请把 djlint-report 装在单独的环境中（例如用 pipx 或 uv tool）。",
            err=True,
        )


def crash(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Show a bug with its traceback, and leave with the code of a run that was not done."""
    import os

    sys.__excepthook__(kind, error, trace)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(NOT_DONE)


def open_streams() -> None:
    """Have streams that can be written to: a closed one leads nowhere, a narrow one escapes."""
    import os

    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        # A narrow console encoding must not end a run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def not_written(error: OSError) -> int:
    """Say that the results could not be written, or whatever else the system refused."""
    import os

    # What is still buffered would fail once more when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        where = f"：{error.filename}" if error.filename else ""
        click.echo(f"错误：系统拒绝了操作（{error.strerror}）{where}", err=True)
    return NOT_DONE


def main(prog_name: str | None = None) -> None:
    """Run the command and leave with its exit code."""
    from djlint.errors import DjlintError

    sys.excepthook = crash
    open_streams()
    warn_of_namesake()
    try:
        code = command(prog_name=prog_name, standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = NOT_DONE
    except DjlintError as error:
        from djlint.render.text import escape

        click.echo(f"错误：{escape(str(error))}", err=True)
        code = NOT_DONE
    except OSError as error:
        code = not_written(error)
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
