#!/usr/bin/env bash
# Builds targets of a preset: dev/build.sh sanitized|release [target...]. One build at a time in a checkout.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1; shift
# ccache learns what a unit read from the compiler instead of preprocessing it once more: an eighth of the time when nothing is kept yet.
# A precompiled header makes it cautious; these ways of being sloppy are the ones its manual asks for. It stays cautious about headers that
# change while a unit is compiled: else the old object is kept as that of the new header, and programs are put together of two shapes of a class.
export CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros
mkdir -p "build/$preset"
exec 9>"build/$preset.lock"
flock -n 9 || { echo "waiting for another build of $preset" >&2; flock 9; }
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >"build/$preset/configure.log" 2>&1 || { cat "build/$preset/configure.log"; exit 1; }
cmake --build --preset "$preset" ${1:+--target "$@"} -- -k 0
