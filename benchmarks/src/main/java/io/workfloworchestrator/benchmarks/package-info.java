/** Measures speed and fairness as ratios within one run; docs/benchmarks.md tells how to repeat each. */
@NullMarked
package io.workfloworchestrator.benchmarks;

import org.jspecify.annotations.NullMarked;
