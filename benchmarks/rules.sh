#!/bin/sh
# Rules beside Drools, Easy Rules and plain Java, as Markdown tables. Usage: benchmarks/rules.sh [short|usual|long]
set -eu
cd -- "$(dirname -- "$0")/.."
./mvnw -q -B -DskipTests -Dspotless.check.skip -Djacoco.skip package dependency:copy-dependencies \
  -DincludeScope=runtime -DoutputDirectory=target/lib -pl benchmarks -am >&2
exec java -cp "benchmarks/target/classes:benchmarks/target/lib/*" \
  io.workfloworchestrator.benchmarks.RulesReport run "${1:-usual}"
