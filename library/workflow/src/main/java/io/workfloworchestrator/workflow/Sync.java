package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Snapshot;
import java.util.List;

/**
 * The state after it was made true to the disk.
 *
 * @param changes what was changed in it; empty when it was true already, and then nothing was written
 * @param notes what could not be looked at, evaluated or recorded, and what to do about it
 */
public record Sync<T>(Snapshot<WorkflowState<T>> state, List<String> changes, List<String> notes) {}
