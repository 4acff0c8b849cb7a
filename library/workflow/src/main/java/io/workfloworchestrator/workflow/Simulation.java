package io.workfloworchestrator.workflow;

import java.util.List;

/**
 * What would change if something were so; nothing was written.
 *
 * @param opened gates that would hold, and do not now
 * @param closed gates that hold now, and would not
 * @param suggested what would be advised, and is not now
 * @param withdrawn what is advised now, and would not be
 * @param advances true when the phase could be left then
 */
public record Simulation(
        List<String> changes,
        List<String> opened,
        List<String> closed,
        List<NextStep> suggested,
        List<NextStep> withdrawn,
        boolean advances) {}
