#!/usr/bin/env python3
"""Prints the console's own JavaScript, style and page files, one a line: what is tracked or new, without what was fetched."""

import subprocess

ENDINGS = ("*.js", "*.mjs", "*.ts", "*.css", "*.html")


def console_sources(endings=ENDINGS):
    """Git knows what is ours: fetched libraries and build folders are ignored there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", *endings]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted(path for path in listed if path)


if __name__ == "__main__":
    print("\n".join(console_sources()))
