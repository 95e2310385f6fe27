#!/usr/bin/env bash
# Lays out all C++ files as dev/checks.sh wants them: dev/format.sh
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files -z --cached --others --exclude-standard '*.cc' '*.h' | xargs -0 -r clang-format-14 -i
