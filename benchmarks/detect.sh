#!/bin/sh
# Questions about a project on disk, beside as many system calls in Node. Usage: benchmarks/detect.sh [short|usual]
exec "$(dirname -- "$0")/run.sh" DetectReport run "${1:-usual}"
