package io.workfloworchestrator.examples.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four agents, each with a server in a process of its own, claim issues and fix them, while a person edits and moves their files
 * in an editor and git merges a colleague's branch: at the end there is one truth, and the history has everything.
 */
@Tag("nightly")
class TrackerTogetherTest {
    private static final int AGENTS = 4;
    private static final Cause BOB = Cause.of("bob", "plans");

    @TempDir
    private Path folder;

    private final Map<String, String> described = new HashMap<>();

    @Test
    void agentsAPersonAndGitComeToOneTruth() throws Exception {
        together(6);
    }

    @Test
    @Tag("nightly")
    void soTheyDoWithManyIssues() throws Exception {
        together(60);
    }

    private void together(int issues) throws Exception {
        Path main = Files.createDirectory(folder.resolve("main"));
        git(main, "init", "-q", "-b", "main");
        Files.writeString(main.resolve(".gitignore"), ".ai-planning/.state/\n");
        plan(main, "Issue ", issues, List.of());
        commit(main, "planned");
        Path colleague = folder.resolve("colleague");
        git(folder, "clone", "-q", main.toString(), colleague.toString());
        plan(colleague, "Colleague's ", issues / 2, List.of("Issue 0"));
        commit(colleague, "the colleague's");

        List<TrackerAgent> agents = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(AGENTS);
        try {
            for (int i = 0; i < AGENTS; i++) {
                agents.add(new TrackerAgent(main, "agent-" + i));
            }
            List<Future<Integer>> working = start(agents, threads);
            edit(main, issues);
            int fixed = sum(working);
            commit(main, "fixed");
            git(main, "pull", "-q", "--no-edit", colleague.toString(), "main");
            fixed += sum(start(agents, threads));
            assertThat(fixed).as("each issue is fixed once").isEqualTo(issues + issues / 2 + 1);
        } finally {
            for (TrackerAgent agent : agents) {
                agent.close();
            }
            threads.shutdownNow();
        }
        check(main, issues + issues / 2 + 1);
    }

    private static List<Future<Integer>> start(List<TrackerAgent> agents, ExecutorService threads) {
        List<Future<Integer>> working = new ArrayList<>();
        for (TrackerAgent agent : agents) {
            Callable<Integer> work = agent::work;
            working.add(threads.submit(work));
        }
        return working;
    }

    private static int sum(List<Future<Integer>> working) throws Exception {
        int sum = 0;
        for (Future<Integer> one : working) {
            sum += one.get();
        }
        return sum;
    }

    /** Somebody plans issues, and at first two releases. */
    private static void plan(Path folder, String title, int issues, List<String> needs) {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> tracker =
                    project.workflow(ReleasesServer.definition()).open();
            tracker.initialize("Shop", BOB);
            if (needs.isEmpty()) {
                for (String release : List.of("Summer", "Winter")) {
                    tracker.items().add("release", Json.object(Map.of("title", Json.of(release))), BOB);
                }
            }
            List<Json> ids = all(tracker, "issue").stream()
                    .filter(issue -> needs.contains(issue.title()))
                    .map(issue -> (Json) Json.of(issue.id()))
                    .toList();
            for (int i = 0; i < issues; i++) {
                Json.Obj fields = Json.object(Map.of("title", Json.of(title + i), "needs", Json.array(ids)));
                tracker.items().add("issue", fields, BOB);
            }
            project.files().flush();
        }
    }

    /** A person describes issues, whoever works on them meanwhile; adds one; and ships and cancels releases by moving their files. */
    private void edit(Path main, int issues) throws IOException {
        Path tracker = main.resolve("docs/tracker");
        for (int i = 0; i < issues; i += 2) {
            Path file = tracker.resolve("issues/I-%03d.md".formatted(i + 1));
            String text = "Seen by mia, " + i + ".";
            Files.writeString(file, Files.readString(file) + "\n## Description\n\n" + text + "\n");
            described.put("Issue " + i, text);
        }
        Files.writeString(tracker.resolve("issues/new.md"), "# Mia's\n");
        for (Map.Entry<String, String> moved :
                Map.of("Summer", "shipped", "Winter", "cancelled").entrySet()) {
            Path to = Files.createDirectories(tracker.resolve("releases/" + moved.getValue()));
            String name = moved.getKey().toLowerCase(Locale.ROOT) + ".md";
            Files.move(tracker.resolve("releases/planned/" + name), to.resolve(name));
        }
    }

    private void check(Path main, int issues) {
        try (LocalProject project = LocalProject.open(main)) {
            Workflow<Json> tracker =
                    project.workflow(ReleasesServer.definition()).open();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                tracker.now();
                project.files().flush();
                List<Item> all = all(tracker, "issue");
                assertThat(all).hasSize(issues);
                Set<String> numbers = new HashSet<>();
                for (Item issue : all) {
                    String number = issue.number().orElseThrow();
                    assertThat(numbers.add(number)).as(number).isTrue();
                    assertThat(issue.status()).as(issue.title()).isEqualTo("fixed");
                    assertThat(issue.state().text("description").orElse(""))
                            .as(issue.title())
                            .isEqualTo(described.getOrDefault(issue.title(), ""));
                    assertThat(main.resolve("docs/tracker/issues/" + number + ".md"))
                            .content()
                            .contains("uid: " + issue.id(), "status: fixed", "# " + issue.title());
                }
                assertThat(all(tracker, "release"))
                        .extracting(release -> release.title() + " " + release.status())
                        .containsExactlyInAnyOrder("Summer shipped", "Winter cancelled");
            });
            checkHistory(project.state().history(10_000), all(tracker, "issue"));
        }
    }

    /** Each issue was begun, handed in and accepted once, and each of a person's edits is a commit that says so. */
    private void checkHistory(List<Commit> history, List<Item> issues) {
        List<String> causes = history.stream()
                .map(commit -> commit.cause().actor() + ": " + commit.cause().reason())
                .toList();
        for (Item issue : issues) {
            for (String move : List.of("start", "hand-in", "accept")) {
                assertThat(causes)
                        .filteredOn(cause -> cause.contains(": " + move + ": \"" + issue.title() + "\""))
                        .as("%s of %s", move, issue.title())
                        .hasSize(1);
            }
        }
        assertThat(causes).anyMatch(cause -> cause.startsWith("edited on disk:"));
    }

    private static List<Item> all(Workflow<Json> tracker, String kind) {
        List<Item> all = new ArrayList<>();
        tracker.state().orElseThrow().value().items(kind).forEach((id, item) -> all.add(new Item(kind, id, item)));
        return all;
    }

    private static void commit(Path folder, String message) throws Exception {
        git(folder, "add", "-A");
        git(folder, "commit", "-q", "-m", message);
    }

    private static void git(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=bob", "-c", "user.email=bob@example.org", "-c", "pull.rebase=false"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String unused = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        git.waitFor();
    }
}
