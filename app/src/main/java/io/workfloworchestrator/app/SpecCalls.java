package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.specdriven.analysis.AnalyseTool;
import io.workfloworchestrator.specdriven.analysis.DeriveTool;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The commands that do the same as the tools of the features. Pure functions. */
final class SpecCalls {
    private static final String GUIDE = "sdd_guide";

    /** The tools for which there is such a command. */
    static final Set<String> TOOLS = Set.of(GUIDE, AnalyseTool.NAME, DeriveTool.NAME);

    private SpecCalls() {}

    /** The words of the command behind the program's name; empty for another tool. */
    static Optional<String> command(Call call) {
        return switch (call.tool()) {
            case GUIDE -> Optional.of("specify" + option(call, "session", " --session "));
            case AnalyseTool.NAME -> Optional.of(analyse(call) + option(call, "feature", " "));
            case DeriveTool.NAME ->
                Optional.of("spec stale" + option(call, "feature", " ")
                        + option(call, "stage", text(call, "take").equals("true") ? " --take " : " --preview "));
            default -> Optional.empty();
        };
    }

    private static String analyse(Call call) {
        return switch (text(call, "about")) {
            case "stale" -> "spec stale";
            case "clarity" -> "spec clarify";
            case "drift" -> "spec drift";
            case "lint" -> "spec lint";
            case "overlap" -> "spec show";
            default -> "spec analyse";
        };
    }

    private static String text(Call call, String parameter) {
        return Objects.toString(call.params().get(parameter), "");
    }

    private static String option(Call call, String parameter, String before) {
        String value = text(call, parameter);
        return value.isEmpty() ? "" : before + ClientConfig.shellWord(value);
    }
}
