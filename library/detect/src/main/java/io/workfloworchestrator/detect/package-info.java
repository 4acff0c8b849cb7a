/**
 * Facts from the disk: declared facts about a project's files, and a detector that keeps those facts true at the cost of a
 * few directory times. This package knows neither rules nor workflows.
 *
 * <p>Start at {@link io.workfloworchestrator.detect.StateDetector}.
 */
@NullMarked
package io.workfloworchestrator.detect;

import org.jspecify.annotations.NullMarked;
