#!/usr/bin/env python3
"""Runs what must hold before a change is taken, shows what each step prints, and ends with one line: N passed, N failed.

    python3 scripts/run_checks.py all       every gate and every test (make test)
    python3 scripts/run_checks.py gates     the gates without the heavy tests (make check)
    python3 scripts/run_checks.py pure      the pure targets, built and tested alone (make test-pure)
    python3 scripts/run_checks.py stores    the pure targets and the stores (make test-stores)

A step that fails does not stop the others, except those that need what it builds. The exit code is 0 when nothing failed.
A gate counts as one check; a test run counts the tests that its runner reports.
"""

import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from console_sources import console_sources

ROOT = pathlib.Path(__file__).resolve().parent.parent
SWIFT_SOURCES = ["Package.swift", "Sources", "Tests", "Plugins"]
IMPORT_CHECK = ["--explicit-target-dependency-import-check", "error"]
DENO = ".venv/bin/deno"


@dataclasses.dataclass
class Step:
    """One command, and how many passes and failures its output reports (none: the exit code counts as one check)."""

    name: str
    command: list
    reads: object = None
    needs: str = ""
    environment: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Outcome:
    name: str
    passed: int
    failed: int
    seconds: float
    note: str = ""


def read_swift(text):
    """Swift Testing closes with one line a test bundle; the failed tests are listed before it."""
    total = sum(int(n) for n in re.findall(r"Test run with (\d+) tests?", text))
    failed = len(set(re.findall(r"^\S+ Test (?!run with|case )(.+?) failed after", text, re.MULTILINE)))
    return total - failed, failed


def read_node(text):
    found = {word: sum(int(n) for n in re.findall(rf"^# {word} (\d+)$", text, re.MULTILINE)) for word in ("pass", "fail")}
    return found["pass"], found["fail"]


def read_pytest(text):
    closing = [line for line in text.splitlines() if re.search(r"\bin [\d.]+s", line)]
    line = closing[-1] if closing else ""
    count = lambda word: sum(int(n) for n in re.findall(rf"(\d+) {word}", line))
    return count("passed"), count("failed") + count("errors?")


def format_gates():
    return [Step("swift format", ["swift", "format", "lint", "--strict", "--parallel", "--recursive", *SWIFT_SOURCES])]


def console_gates():
    """The console's types, lint and layout, on the files that are ours."""
    scripts = [path for path in console_sources(("*.js", "*.mjs")) if not path.startswith("bench/")]
    laid_out = [path for path in console_sources() if not path.startswith("bench/")]
    if not scripts:
        return []
    return [
        Step("console types (deno check)", [DENO, "check", "--quiet", *scripts]),
        Step("console lint (deno lint)", [DENO, "lint", "--quiet", *scripts]),
        Step("console layout (deno fmt)", [DENO, "fmt", "--check", *laid_out]),
    ]


def pure_steps(only=None):
    scratch = ["--scratch-path", ".build-pure"]
    scope = {"BAYU_SCOPE": "pure"}
    tests = ["swift", "test", "--skip-build", *scratch] + (["--filter", only] if only else [])
    return [
        Step("pure build: imports as declared, no warnings", ["swift", "build", "--build-tests", *IMPORT_CHECK, *scratch], environment=scope),
        Step("pure tests", tests, reads=read_swift, needs="pure build: imports as declared, no warnings", environment=scope),
    ]


def stores_steps():
    scratch = ["--scratch-path", ".build-stores"]
    scope = {"BAYU_SCOPE": "stores"}
    return [
        Step("stores build", ["swift", "build", "--build-tests", *IMPORT_CHECK, *scratch], environment=scope),
        Step("stores tests", ["swift", "test", "--skip-build", *scratch], reads=read_swift, needs="stores build", environment=scope),
    ]


def whole_steps():
    """One debug build and one release build serve every test."""
    steps = [
        Step("debug build: imports as declared, no warnings", ["swift", "build", "--build-tests", *IMPORT_CHECK]),
        Step("swift tests", ["swift", "test", "--skip-build"], reads=read_swift, needs="debug build: imports as declared, no warnings"),
        Step("release build", ["scripts/build_release.sh"]),
    ]
    node_tests = console_sources(("*.test.js", "*.test.mjs"))
    if node_tests:
        steps.append(Step("console logic (node)", ["node", "--test", "--test-reporter=tap", *node_tests], reads=read_node))
    if console_sources(("*/test_*.py",)):
        for name, folder in [("the running server and its faults", "Tests/server"), ("the console in a browser", "Tests/browser")]:
            pytest = [".venv/bin/python", "-m", "pytest", folder, "-p", "no:cacheprovider"]
            steps.append(Step(f"{name} (pytest)", pytest, reads=read_pytest, needs="release build"))
    if (ROOT / "cities/chongqing").is_dir():
        steps.append(Step("the city package", [".build/release/bayu", "city", "check", "cities/chongqing"], needs="release build"))
    return steps


def plan(kind):
    if kind == "pure":
        return format_gates() + pure_steps()
    if kind == "stores":
        return stores_steps()
    if kind == "gates":
        return format_gates() + console_gates() + pure_steps(only="TidyTests")
    if kind == "all":
        return format_gates() + console_gates() + whole_steps()
    sys.exit(__doc__)


def run(step):
    """Runs one step, printing its lines as they come, and keeps them to be counted."""
    print(f"\n== {step.name}", flush=True)
    started = time.monotonic()
    environment = {**os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1", **step.environment}
    lines = []
    with subprocess.Popen(
        step.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout:
            lines.append(line)
            print(line, end="", flush=True)
    seconds = time.monotonic() - started
    passed, failed = step.reads("".join(lines)) if step.reads else (int(process.returncode == 0), int(process.returncode != 0))
    note = ""
    if step.reads and passed + failed == 0:
        failed, note = 1, "no test ran"
    elif process.returncode != 0 and failed == 0:
        failed, note = 1, f"ended with exit code {process.returncode}"
    return Outcome(step.name, passed, failed, seconds, note)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.chdir(ROOT)
    outcomes = []
    for step in plan(sys.argv[1]):
        broken = {outcome.name for outcome in outcomes if outcome.failed}
        if step.needs in broken:
            outcomes.append(Outcome(step.name, 0, 1, 0, f"not run, because it needs: {step.needs}"))
            continue
        if shutil.which(step.command[0]) is None and not (ROOT / step.command[0]).exists():
            outcomes.append(Outcome(step.name, 0, 1, 0, f"{step.command[0]} is missing: run make setup"))
            continue
        outcomes.append(run(step))
    print()
    for outcome in outcomes:
        mark = "ok    " if outcome.failed == 0 else "FAILED"
        print(f"{mark} {outcome.passed:>5} passed {outcome.failed:>4} failed {outcome.seconds:>7.0f} s  {outcome.name}  {outcome.note}".rstrip())
    passed, failed = sum(o.passed for o in outcomes), sum(o.failed for o in outcomes)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
