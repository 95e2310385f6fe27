#!/usr/bin/env bash
# Matching of people, measured: 6,000 labelled pairs and a register of 3,000 people, or with --long 24,000 and 20,000. The seed is one that
# the weights were not tuned on; SEED=n takes another.
set -euo pipefail
cd "$(dirname "$0")/../.."

pairs=6000 people=3000
if [ "${1:-}" = --long ]; then pairs=24000 people=20000; fi
exec "${DAYAQ_BUILD:-build/sanitized}/tests/matching/matching_evaluation" --pairs="$pairs" --people="$people" --seed="${SEED:-20261129}"
