package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow issue …}: what went wrong with servers; each thing to do is a command below it. */
@Command(
        name = "issue",
        description =
                "Issues of servers, from their report to the release that mends them; ISSUE is a number such as I-001.",
        synopsisSubcommandLabel = "COMMAND")
final class IssueCommand implements CommandGroup {
    /** In the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("report", IssueReportCommand::new);
        COMMANDS.put("list", IssueListCommand::new);
        COMMANDS.put("show", IssueShowCommand::new);
        COMMANDS.put("triage", IssueTriageCommand::new);
        COMMANDS.put("replay", IssueReplayCommand::new);
        COMMANDS.put("link", IssueLinkCommand::new);
        COMMANDS.put("stats", IssueStatsCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
