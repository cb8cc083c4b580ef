#!/usr/bin/env python3
"""Fetches the browser libraries named in a lock file: pinned wheels, checked by hash, from which only the listed members are unpacked.

    python3 tools/fetch-assets.py vendor.lock Sources/Adapters/Console/Resources/vendor
    python3 tools/fetch-assets.py vendor.lock DIR --relock      writes the hashes of what was fetched into the lock

A line of the lock: WHEEL==VERSION sha256:HEX MEMBER DESTINATION. A wheel that is already unpacked is not fetched again.
"""

import argparse
import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PLATFORMS = ["manylinux_2_28_x86_64", "manylinux2014_x86_64", "any"]
FETCH_TIMEOUT_SECONDS = 300


def read_lock(path):
    """Groups the members wanted by wheel: {(requirement, hash): [(member, destination)]}."""
    wheels = {}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split()
        if len(words) != 4:
            sys.exit(f"{path}:{number}: expected WHEEL==VERSION HASH MEMBER DESTINATION")
        requirement, digest, member, destination = words
        wheels.setdefault((requirement, digest), []).append((member, destination))
    return wheels


def fetch(requirement, digest, folder):
    """Downloads one wheel with the package index that pip is set up for, and returns its path."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]
    for platform in PLATFORMS:
        command += ["--platform", platform]
    command += ["--python-version", "3.11", "-d", str(folder)]
    if digest is None:
        command.append(requirement)
    else:
        wanted = folder / "wanted.txt"
        wanted.write_text(f"{requirement} --hash={digest}\n")
        command += ["--require-hashes", "-r", str(wanted)]
    result = subprocess.run(command, timeout=FETCH_TIMEOUT_SECONDS, check=False)
    if result.returncode != 0:
        sys.exit(f"{requirement}: pip could not fetch it (see above). Check the package index that pip is set up for.")
    return next(folder.glob("*.whl"))


def unpack(wheel, requirement, members, out):
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        for member, destination in members:
            if member not in held:
                sys.exit(f"{requirement}: the wheel holds no {member}")
            target = out / destination
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(member))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lock", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--relock", action="store_true", help="accept what is fetched and write its hashes")
    options = parser.parse_args()
    lines = ["# Browser libraries of the console: WHEEL==VERSION sha256:HEX MEMBER DESTINATION (see tools/fetch-assets.py)."]
    for (requirement, digest), members in read_lock(options.lock).items():
        mark = options.out / ".fetched" / f"{requirement}-{digest.removeprefix('sha256:')[:16]}"
        if not options.relock and mark.exists() and all((options.out / place).exists() for _, place in members):
            continue
        print(f"fetching {requirement}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            wheel = fetch(requirement, None if options.relock else digest, pathlib.Path(folder))
            found = "sha256:" + hashlib.sha256(wheel.read_bytes()).hexdigest()
            unpack(wheel, requirement, members, options.out)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        lines += [f"{requirement} {found} {member} {destination}" for member, destination in members]
    if options.relock:
        options.lock.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
