package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow plan …}: the planning as a whole: reviews, pictures, and its end. */
@Command(
        name = "plan",
        description = "The planning as a whole: a review, a picture, whether it is ready, and its end.",
        synopsisSubcommandLabel = "COMMAND")
final class PlanCommand implements CommandGroup {
    /** In the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("report", PlanReportCommand::new);
        COMMANDS.put("diagram", PlanDiagramCommand::new);
        COMMANDS.put("readiness", PlanReadinessCommand::new);
        COMMANDS.put("checklist", PlanChecklistCommand::new);
        COMMANDS.put("wrap-up", PlanWrapUpCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
