#!/usr/bin/env bash
# Builds the server in release: leaves .build/release/bayu. One place for its flags, so that `make build` and the tests share one build.
#
# The Swift runtime is linked in, so that a copied folder runs on a machine without Swift, and calls into it cost less. Checks of exclusive
# access at run time are left to the debug build, which runs every test with them (docs/decisions/0017).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec swift build -c release --product bayu --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked "$@"
