package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerCommands;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Staging and production of the servers of a project: what is built and checked, and what clients get. The state has the servers,
 * releases and issues; the folder {@code environments} has the files. Thread-safe.
 *
 * @param step is told each step of a change of what is live
 * @param backup writes a whole copy of the state's database into a new file
 */
public record Environments(
        EnvironmentFolders places,
        ServerChanges changes,
        Issues issues,
        CheckLimits limits,
        Consumer<String> step,
        Consumer<Path> backup) {
    /**
     * Those of a project, whose workflow {@link ServerBook#WORKFLOW} this is.
     *
     * @param backup writes a whole copy of the state's database into a new file
     */
    public static Environments of(
            ProjectFolder folder, StateManager states, Workflow<Json> workflow, Consumer<Path> backup, Clock clock) {
        return new Environments(
                new EnvironmentFolders(folder),
                new ServerChanges(states, workflow, clock),
                new Issues(states, workflow, clock),
                CheckLimits.USUAL,
                done -> {},
                backup);
    }

    public Environments within(CheckLimits newLimits) {
        return new Environments(places, changes, issues, newLimits, step, backup);
    }

    /** The same, telling each step of a change of what is live. */
    Environments telling(Consumer<String> newStep) {
        return new Environments(places, changes, issues, limits, newStep, backup);
    }

    /** What starts the servers of a project; it needs no state. */
    public static ServerStart start(ProjectFolder folder) {
        return new ServerStart(new EnvironmentFolders(folder));
    }

    /** What puts backups of the store back in a project; it needs no state, which it may replace. */
    public static StoreRestore restore(ProjectFolder folder) {
        return new StoreRestore(new EnvironmentFolders(folder));
    }

    public ServerBook book() {
        return changes.book();
    }

    /**
     * Looks whether the commit that fixes an issue is in the repository of its server's source.
     *
     * @return why nobody could look, as a sentence; empty if it is there
     * @throws EnvironmentException {@code E_ISSUE_COMMIT} if it is not there
     */
    public Optional<String> requireCommit(IssueEntry issue, String commit) {
        return book().find(issue.server())
                .flatMap(server ->
                        new SourceCommits(places.source(server.commands().folder()), server).require(commit));
    }

    /**
     * What every command and tool does first: whoever was killed in the middle of a change of what is live, left pointers behind that the
     * state has overtaken; and the reports that servers in production left are taken as issues.
     *
     * @return what was done, one sentence each
     */
    public List<String> upToDate() {
        List<String> said = new ArrayList<>(production().repair());
        said.addAll(new ReportBox(places, issues).take(book().servers()));
        return said;
    }

    public IssueReplay replay() {
        return new IssueReplay(places, changes, issues, limits, backup);
    }

    public SessionReplay sessions() {
        return new SessionReplay(places, limits, backup);
    }

    public Staging staging() {
        return new Staging(places, changes, replay(), sessions(), new StoreGate(places, limits, backup), limits);
    }

    public Production production() {
        return new Production(places, changes, limits, new StoreBackup(places, limits, backup, step), step);
    }

    public List<RunningServer> running(ServerEntry server) {
        return RunningServer.of(places, server.name());
    }

    public Pruning pruning() {
        return new Pruning(places, changes);
    }

    public ServerAdoption adoption() {
        return new ServerAdoption(places, changes);
    }

    public Path folder(ServerEntry server, ReleaseEntry release) {
        return places.release(server, release);
    }

    /**
     * Adds a server, with the commands that its files name.
     *
     * @param folder its source, relative to the project
     * @param given puts what was said in the place of what was found
     * @param depends names of the servers and libraries that it is built with
     * @throws EnvironmentException {@code E_SERVER_NAME}, {@code E_SERVER_EXISTS}, {@code E_SERVER_SOURCE}, {@code E_SERVER} if one
     *     that it depends on is not there
     */
    public ServerEntry add(
            String name, String folder, UnaryOperator<ServerCommands> given, List<String> depends, Cause cause) {
        EnvironmentFolders.requireNewName(name);
        ServerCommands commands = given.apply(Detected.in(folder, places.source(folder)));
        if (commands.build().isEmpty()
                && commands.test().isEmpty()
                && commands.run().isEmpty()) {
            throw new EnvironmentException(
                    "E_SERVER_SOURCE",
                    "Nothing in " + folder + " says how " + name
                            + " is built, tested or started: there is no pom.xml and no"
                            + " package.json that does. Say it with --build WORDS, --test WORDS and --run WORDS.");
        }
        if (depends.contains(name)) {
            throw new EnvironmentException(
                    "E_SERVER_NEEDS", name + " cannot be built with itself: leave out --depends " + name + ".");
        }
        ServerBook book = book();
        ServerEntry added =
                changes.add(name, commands, depends.stream().map(book::named).toList(), cause);
        places.prepare(name);
        return added;
    }

    public ServerEntry change(
            ServerEntry server, UnaryOperator<ServerCommands> given, List<ServerEntry> depends, Cause cause) {
        return changes.edit(server, given.apply(server.commands()), depends, cause);
    }

    /** The commits of the git repository that a server's source is in, as git itself says. Immutable and thread-safe. */
    private record SourceCommits(Path source, ServerEntry server) {
        private static final int MOST_COMMITS = 500;
        private static final int MOST_EDITS = 2;
        private static final int NAMED = 3;

        /**
         * Looks whether a commit is there.
         *
         * @throws EnvironmentException {@code E_ISSUE_COMMIT} if it is not there
         */
        Optional<String> require(String commit) {
            try {
                if (git("rev-parse", "--verify", "--quiet", commit + "^{commit}")
                        .isPassed()) {
                    return Optional.empty();
                }
                BoundedProcess.Outcome inside = git("rev-parse", "--is-inside-work-tree");
                if (!inside.isPassed()) {
                    return Optional.of(unknown(commit, reason(inside.output())));
                }
            } catch (EnvironmentException e) {
                return Optional.of(unknown(commit, "git is not on this machine"));
            }
            throw new EnvironmentException(
                    "E_ISSUE_COMMIT",
                    "There is no commit " + commit + " in the git repository of " + server.name() + ", around "
                            + server.commands().folder() + "." + hint(commit) + " 'git log' there shows them all.");
        }

        private String unknown(String commit, String why) {
            return "Nobody looked for commit " + commit + ": " + why + ".";
        }

        private String reason(String output) {
            return output.contains("not a git repository")
                    ? server.commands().folder() + " is in no git repository"
                    : "git says \"" + Words.clip(output.strip(), 160) + "\"";
        }

        private String hint(String commit) {
            Map<String, String> titles = new LinkedHashMap<>();
            for (String line : git("log", "--all", "--no-show-signature", "-" + MOST_COMMITS, "--format=%H %s")
                    .output()
                    .lines()
                    .toList()) {
                String[] parts = line.split(" ", 2);
                if (parts.length == 2 && parts[0].length() >= commit.length()) {
                    String unused = titles.putIfAbsent(parts[0].substring(0, commit.length()), parts[1]);
                }
            }
            Optional<String> near = Words.nearest(commit.toLowerCase(Locale.ROOT), titles.keySet(), MOST_EDITS);
            if (near.isPresent()) {
                return " Did you mean " + near.get() + ", \"" + titles.get(near.get()) + "\"?";
            }
            List<String> newest = new ArrayList<>();
            titles.forEach((name, title) -> newest.add(name + " \"" + Words.clip(title, 60) + "\""));
            return newest.isEmpty()
                    ? " It has no commit yet."
                    : " The newest are " + String.join(", ", newest.subList(0, Math.min(NAMED, newest.size()))) + ".";
        }

        private BoundedProcess.Outcome git(String... words) {
            List<String> all = new ArrayList<>(List.of("git", "-C", source.toString()));
            all.addAll(List.of(words));
            return BoundedProcess.run(all, source, Map.of("LC_ALL", "C"), Duration.ofSeconds(20), 1 << 20);
        }
    }
}
