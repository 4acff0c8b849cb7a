package io.workfloworchestrator.workflow;

import io.workfloworchestrator.detect.Detection;

/**
 * What one look saw beside the state.
 *
 * @param compiled the definition, compiled for the project's present layout
 * @param detection what was detected on disk
 * @param sight the time, and the files that evidence covers
 */
record Seen(Compiled compiled, Detection detection, ItemSight sight) {}
