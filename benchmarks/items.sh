#!/bin/sh
# Items in the state, in a check list and in a file each, beside plain files read by Node. Usage: benchmarks/items.sh [short|usual]
exec "$(dirname -- "$0")/run.sh" ItemsReport run "${1:-usual}"
