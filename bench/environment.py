"""Environments of Python for peers and made-up data, made on the first call and kept under .build."""

import pathlib
import subprocess
import sys

from server import ROOT

HERE = pathlib.Path(__file__).resolve().parent


def python(name, requirements, packages):
    """The interpreter of an environment that has these packages, or None with the reason said."""
    folder = ROOT / ".build" / name
    found = folder / "bin/python"
    needed = ", ".join(packages)
    if found.exists() and subprocess.run([found, "-c", f"import {needed}"], capture_output=True, check=False).returncode == 0:
        return found
    made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        install = [found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / requirements]
        made = subprocess.run(install, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        print(f"  skipped: {needed} cannot be installed: {(made.stderr or made.stdout).strip()[-200:]}", flush=True)
        return None
    return found
