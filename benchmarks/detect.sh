#!/bin/sh
# Questions about a project on disk, beside as many system calls in Node. Usage: benchmarks/detect.sh [short|usual]
set -eu
cd -- "$(dirname -- "$0")/.."
./mvnw -q -B -DskipTests -Dspotless.check.skip -Djacoco.skip package dependency:copy-dependencies \
  -DincludeScope=runtime -DoutputDirectory=target/lib -pl benchmarks -am >&2
exec java -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.workfloworchestrator.benchmarks.DetectReport run "${1:-usual}"
