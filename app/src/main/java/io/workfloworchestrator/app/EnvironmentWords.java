package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The words that Tab offers for the commands of servers and of issues, out of the project. Not thread-safe. */
final class EnvironmentWords {
    private static final Set<String> OF_ONE_SERVER = Set.of("show", "change", "check", "prune", "replay", "restore");
    private static final Set<String> OF_SERVERS = Set.of("promote", "rollback");
    private static final Set<String> OF_ONE_ISSUE = Set.of("show", "triage", "link", "replay");

    private final Environments environments;
    private final BiConsumer<String, String> add;

    EnvironmentWords(Workbench bench, BiConsumer<String, String> add) {
        this.environments = EnvironmentCommand.environments(bench);
        this.add = add;
    }

    /** The words behind a command below {@code server}. */
    void ofServer(String command, List<String> given) {
        if (OF_SERVERS.contains(command) || given.isEmpty() && OF_ONE_SERVER.contains(command)) {
            servers(given);
        } else if (command.equals("replay") && given.size() == 1) {
            server(given)
                    .ifPresent(
                            server -> environments.sessions().sessions(server).forEach(one -> add.accept(one, "")));
        }
    }

    /** The names of servers that are not named yet. */
    void servers(List<String> given) {
        ServerBook book = environments.book();
        book.servers().stream()
                .filter(server -> !given.contains(server.name()))
                .forEach(server -> add.accept(
                        server.name(),
                        book.live(server).map(live -> "live: " + live.serial()).orElse("nothing is live")));
    }

    /** The words behind a command below {@code issue}. */
    void ofIssue(String command, List<String> given) {
        if (given.isEmpty() && OF_ONE_ISSUE.contains(command)) {
            issues();
        }
    }

    private void issues() {
        for (IssueEntry issue : environments.issues().all()) {
            add.accept(issue.number(), issue.server() + ": " + issue.item().title());
        }
    }

    /** The values of an option of these commands; {@code given} are the operands of the command. */
    void values(String option, List<String> given) {
        switch (option) {
            case "--depends", "--server" -> servers(List.of());
            case "--duplicate-of" -> issues();
            case "--severity" -> List.of("critical", "high", "medium", "low").forEach(word -> add.accept(word, ""));
            case "--release" -> releases(given);
            default -> {}
        }
    }

    /** Releases of the server that is named, or of the one that the named issue is about. */
    private void releases(List<String> given) {
        ServerBook book = environments.book();
        Optional<ServerEntry> server = server(given)
                .or(() -> environments.issues().all().stream()
                        .filter(issue -> given.contains(issue.number()))
                        .findFirst()
                        .flatMap(issue -> book.find(issue.server())));
        server.ifPresent(one -> {
            for (ReleaseEntry release : book.releases(one)) {
                add.accept(String.valueOf(release.serial()), release.status());
            }
        });
    }

    private Optional<ServerEntry> server(List<String> given) {
        return given.stream().findFirst().flatMap(environments.book()::find);
    }
}
