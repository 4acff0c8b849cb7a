package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.mcp.McpPrompt;
import java.util.List;

/** The main ways of working with staging and production, for a person to pick. */
public final class EnvironmentPrompts {
    private EnvironmentPrompts() {}

    public static List<McpPrompt> all() {
        return List.of(
                new McpPrompt(
                                "fix_issue",
                                "Fix an issue",
                                "From a report to a fix that is checked and linked",
                                List.of(new McpPrompt.Argument("issue", "Such as I-001", true)),
                                is -> "Call list_issues with issue \"" + is.get("issue")
                                        + "\" and read it. Call replay_issue"
                                        + " to see it fail; if it does not, ask me how to see it. Write a test in the source of"
                                        + " its server that fails for the same reason, mend the cause in the source, and run the"
                                        + " test. Call triage_issue with the cause. Commit, and call link_issue with the commit."
                                        + " Then call check_server for the server and replay_issue once more. Never change a"
                                        + " folder below environments. Tell me what was wrong, and that it can be promoted; do"
                                        + " not promote it yourself.")
                        .needing("list_issues", "replay_issue", "triage_issue", "link_issue", "check_server"),
                new McpPrompt(
                                "release_server",
                                "Release a server",
                                "Check a server with its dependents and make it live",
                                List.of(new McpPrompt.Argument("server", "Its name", true)),
                                is -> "Call list_servers. Call check_server for \"" + is.get("server")
                                        + "\", and for what it"
                                        + " depends on first if that changed. If a check fails, show me its output and stop."
                                        + " When all have passed, tell me which releases take the place of which, what changes for"
                                        + " clients, and which issues they mend; call promote_servers, with all that go together,"
                                        + " only after I agree, and never with force unless I give the reason. Then call"
                                        + " list_servers again. If it goes wrong, call rollback_servers with the reason.")
                        .needing("list_servers", "check_server", "promote_servers", "rollback_servers"));
    }
}
