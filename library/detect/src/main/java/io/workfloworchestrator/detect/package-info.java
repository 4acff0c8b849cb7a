/**
 * What is so on disk: a project folder that no path argument can leave, declared facts about its files, and a detector
 * that keeps those facts true at the cost of a few directory times.
 *
 * <p>Start at {@link io.workfloworchestrator.detect.ProjectFolder} (paths, reading, writing) and {@link
 * io.workfloworchestrator.detect.StateDetector} (facts). This package needs the JDK only and knows neither rules nor
 * workflows.
 */
@NullMarked
package io.workfloworchestrator.detect;

import org.jspecify.annotations.NullMarked;
