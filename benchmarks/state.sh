#!/bin/sh
# Durable updates beside raw SQLite and one JSON file, as Markdown tables. Usage: benchmarks/state.sh [SECONDS-A-CELL]
exec "$(dirname -- "$0")/run.sh" StateBenchmark run "${1:-3}"
