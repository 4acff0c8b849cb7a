#!/bin/sh
# Durable updates beside raw SQLite and one JSON file, as Markdown tables. Usage: benchmarks/state.sh [SECONDS-A-CELL]
set -eu
cd -- "$(dirname -- "$0")/.."
./mvnw -q -B -DskipTests -Dspotless.check.skip -Djacoco.skip package dependency:copy-dependencies \
  -DincludeScope=runtime -DoutputDirectory=target/lib -pl benchmarks -am >&2
exec java -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.workfloworchestrator.benchmarks.StateBenchmark run "${1:-3}"
