#!/bin/sh
# Builds, then runs one of the benchmarks. Usage: benchmarks/run.sh CLASS [ARGUMENT…]; state.sh, rules.sh, detect.sh call it
set -eu
cd -- "$(dirname -- "$0")/.."
./mvnw -q -B -DskipTests package dependency:copy-dependencies \
  -DincludeScope=runtime -DoutputDirectory=target/lib -pl benchmarks -am >&2
class=$1
shift
# Jars only: class data is not archived of folders.
exec java -cp "benchmarks/target/*:benchmarks/target/lib/*" "io.workfloworchestrator.benchmarks.$class" "$@"
