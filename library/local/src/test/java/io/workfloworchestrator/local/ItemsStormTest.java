package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents change items while a person edits their files, and processes die between a commit and its files. */
class ItemsStormTest {
    private static final long SEED = 20_261_130;

    @TempDir
    private Path folder;

    /** An agent: adds an issue and a task, begins them, and says each one that was acknowledged. */
    static final class Agent {
        private Agent() {}

        public static void main(String[] args) {
            try (Board board = Board.at(Path.of(args[0]))) {
                for (int i = 0; i < 1_000; i++) {
                    String name = args[1] + " " + i;
                    Map<String, Json> fields = Map.of("title", Json.of(name));
                    Item issue = board.workflow
                            .items()
                            .add("issue", Json.object(fields), Board.AGENT)
                            .item();
                    System.out.println("issue " + issue.id());
                    board.workflow.items().move(issue.id(), "start", Revision.NONE, Board.AGENT);
                    System.out.println("doing " + issue.id());
                    Item task = board.workflow
                            .items()
                            .add("task", Json.object(fields), Board.AGENT)
                            .item();
                    System.out.println("task " + task.id());
                }
            }
        }
    }

    private static Process start(Path folder, String name, ConcurrentLinkedQueue<String> said) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process agent = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Agent.class.getName(),
                        folder.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(said::add);
            } catch (IOException | UncheckedIOException e) {
                // It was killed.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return agent;
    }

    /** Which process writes first is luck. */
    @Test
    @Tag("nightly")
    void nothingThatWasAcknowledgedOrSavedIsLostAndNoNumberMeansTwoThings() throws Exception {
        storm(1);
    }

    @Test
    @Tag("nightly")
    void neitherInManyRounds() throws Exception {
        storm(10);
    }

    private void storm(int rounds) throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
        Map<String, String> wrote = new HashMap<>();
        Set<String> added = new HashSet<>();
        Board.open(folder).close();
        for (int round = 0; round < rounds; round++) {
            List<Process> agents = List.of(start(folder, "a" + round, said), start(folder, "b" + round, said));
            int goal = said.size() + 15;
            int turn = 0;
            try (Board board = Board.at(folder)) {
                while (said.size() < goal && agents.stream().allMatch(Process::isAlive)) {
                    if (said.size() - goal + 15 >= 4 * turn) { // a person is slower than agents
                        edit(board, random, wrote, added, round + "." + turn++);
                    }
                    board.workflow.now();
                }
                agents.forEach(Process::destroyForcibly);
                for (Process agent : agents) {
                    agent.waitFor();
                }
            }
        }
        try (Board board = Board.at(folder)) {
            // A save that took something away rests for a while before it counts.
            await().untilAsserted(() -> check(board.look(), said, wrote, added));
        }
    }

    /** A person rewrites the description of an issue of theirs, or adds a file or a line. */
    private void edit(Board board, Random random, Map<String, String> wrote, Set<String> added, String turn)
            throws IOException {
        List<String> mine = new ArrayList<>(wrote.keySet());
        int what = random.nextInt(3);
        if (what == 0 || mine.isEmpty()) {
            String title = "Mine " + turn;
            board.save("docs/issues/mine-" + turn + ".md", "# " + title + "\n");
            added.add(title);
            board.workflow.now();
            board.all("issue").stream()
                    .filter(item -> item.title().equals(title))
                    .forEach(item -> wrote.put(item.id(), ""));
        } else {
            Item item = board.item(mine.get(random.nextInt(mine.size())));
            Path file = folder.resolve("docs/issues/" + item.number().orElseThrow() + ".md");
            if (Files.exists(file)) {
                String text = Files.readString(file);
                String without = text.replaceAll("(?s)\n## Description\n.*", "");
                Files.writeString(file, without + "\n## Description\n\nText " + turn + ".\n");
                wrote.put(item.id(), "Text " + turn + ".");
            }
        }
    }

    private void check(Board board, ConcurrentLinkedQueue<String> said, Map<String, String> wrote, Set<String> added) {
        for (String line : said) {
            String id = line.substring(line.indexOf(' ') + 1);
            assertThat(board.find(id)).as(line).isPresent();
            if (line.startsWith("doing ")) {
                assertThat(board.item(id).status()).isEqualTo("doing");
            }
        }
        wrote.forEach((id, text) -> assertThat(
                        board.item(id).state().text("description").orElse(""))
                .as(board.item(id) + " " + board.notices())
                .isEqualTo(text));
        Set<String> numbers = new HashSet<>();
        List<Item> issues = board.all("issue");
        assertThat(issues).extracting(Item::title).containsAll(added).doesNotHaveDuplicates();
        for (Item issue : issues) {
            assertThat(numbers.add(issue.number().orElseThrow())).isTrue();
            assertThat(board.text("docs/issues/" + issue.number().orElseThrow() + ".md"))
                    .contains("uid: " + issue.id(), "status: " + issue.status());
        }
        board.all("task")
                .forEach(task -> assertThat(board.text("docs/tasks.md")).contains("^" + task.id() + "\n"));
        assertThat(board.codes()).isSubsetOf("E_EDIT_CONFLICT", "E_FILE_STALE");
    }
}
