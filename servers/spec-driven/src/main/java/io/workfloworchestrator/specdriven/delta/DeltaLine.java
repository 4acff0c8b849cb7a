package io.workfloworchestrator.specdriven.delta;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a change of a living specification does. Immutable.
 *
 * @param operation added, modified, removed or renamed
 * @param requirement its name, of a renamed one the old name
 * @param scenario the name of the scenario; empty if it is about the requirement itself
 * @param text the new text, or of what is renamed the new name; empty if there is none
 */
public record DeltaLine(String operation, String requirement, String scenario, String text) {
    private static final String RENAMED = "renamed";
    private static final String REMOVED = "removed";

    /**
     * What a change does, in the order of its sections.
     *
     * @throws io.workfloworchestrator.specdriven.SpecDrivenException E_SPEC_… and E_DELTA_… for what cannot be read, with the line
     */
    public static List<DeltaLine> of(String change) {
        DeltaSpec delta = DeltaSpec.of(change);
        List<DeltaLine> lines = new ArrayList<>();
        delta.added().forEach(each -> whole("added", each, lines));
        for (DeltaSpec.Modified each : delta.modified()) {
            String name = each.requirement().name();
            whole("modified", each.requirement(), lines);
            each.removed().forEach(gone -> lines.add(new DeltaLine(REMOVED, name, gone, "")));
            each.renamed().forEach((from, to) -> lines.add(new DeltaLine(RENAMED, name, from, to)));
        }
        delta.removed().forEach(name -> lines.add(new DeltaLine(REMOVED, name, "", "")));
        delta.renamed().forEach((from, to) -> lines.add(new DeltaLine(RENAMED, from, "", to)));
        return lines;
    }

    private static void whole(String operation, LivingRequirement requirement, List<DeltaLine> lines) {
        lines.add(new DeltaLine(operation, requirement.name(), "", requirement.text()));
        requirement
                .scenarios()
                .forEach(each -> lines.add(new DeltaLine(operation, requirement.name(), each.name(), each.text())));
    }
}
