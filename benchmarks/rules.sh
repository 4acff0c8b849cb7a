#!/bin/sh
# Rules beside Drools, Easy Rules and plain Java, as Markdown tables. Usage: benchmarks/rules.sh [short|usual|long]
exec "$(dirname -- "$0")/run.sh" RulesReport run "${1:-usual}"
