#!/usr/bin/env bash
# Installs what is missing for one purpose: setup.sh run | test | bench. It asks nothing, and is quick when nothing is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages_of() {
    case "$1" in
        run) echo libsqlite3-dev libsodium-dev libshp-dev libgdal-dev zlib1g-dev libstdc++-12-dev pkg-config python3-venv ffmpeg libmosquitto-dev ;;
        test) echo chromium fonts-noto-cjk libgl1-mesa-dri libegl1 curl openssl mosquitto ;;
        bench) echo wrk ;;
        *) echo "setup.sh: unknown purpose '$1'; say run, test or bench" >&2; return 64 ;;
    esac
}

has_package() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

need_swift() {
    if ! command -v swift >/dev/null; then
        echo "Bayu needs Swift 6.3 or later, and 'swift' is not on the PATH. See https://www.swift.org/install/linux/" >&2
        exit 1
    fi
}

# Debian packages, in one go. Without root the line to run is printed, because guessing at somebody's password is not set-up.
need_packages() {
    local missing=()
    for name in "$@"; do has_package "$name" || missing+=("$name"); done
    [ ${#missing[@]} -eq 0 ] && return
    if ! command -v apt-get >/dev/null; then
        echo "Bayu is set up by itself on Debian 12 only. Here, install what Debian calls: ${missing[*]}" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "Some Debian packages are missing. Run this line, then the same make target again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    echo "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null
}

need_venv() {
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    echo "Making the Python environment .venv"
    rm -rf .venv
    python3 -m venv .venv
}

# The stamp carries the hash of the list, so that a changed list is installed and an unchanged one costs nothing.
need_requirements() {
    local stamp
    stamp=".venv/.installed-$(sha256sum requirements.txt | cut -c1-16)"
    [ -e "$stamp" ] && return
    echo "Installing the Python packages of requirements.txt"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input -r requirements.txt
    touch "$stamp"
}

need_browser_libraries() {
    .venv/bin/python tools/fetch-assets.py vendor.lock Sources/Adapters/Console/Resources/vendor
}

purpose="${1:-run}"
names="$(packages_of "$purpose")"
# shellcheck disable=SC2086 # the list is words on purpose
case "$purpose" in
    run)
        need_swift
        need_packages $names
        need_venv
        need_browser_libraries
        ;;
    test)
        if ! command -v node >/dev/null; then names="$names nodejs"; fi
        need_packages $names
        need_venv
        need_requirements
        ;;
    bench) need_packages $names ;;
esac
