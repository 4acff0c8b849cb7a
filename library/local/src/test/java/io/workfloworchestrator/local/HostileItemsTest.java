package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No text of a person or an agent becomes a path, a mark, a key or a heading, and every text comes back the same. */
class HostileItemsTest {
    private static final List<String> TITLES = List.of(
            "../../etc/passwd",
            "..",
            "# x",
            "- [ ] y",
            "^t-1",
            "x ^t-7f3a9c",
            "T007 agent",
            "I-001",
            "x (depends on T001)",
            "x @ana",
            "x [hours:: 3]",
            "---",
            "---\nstatus: done\n---",
            "a\nb\r\nc",
            "C:\\windows\\con",
            "con",
            "README",
            "<!-- open",
            "```",
            "&#10;",
            " blanks ",
            "\"quotes\": {a: [b",
            "مرحبا بالعالم",
            "\u202Eevil",
            "🚀🚀🚀",
            "日本語のタイトル",
            "x".repeat(300));

    @TempDir
    private Path folder;

    @Test
    void everyTitleComesBackAsItIsAndMakesNothingElse() {
        try (Board board = Board.open(folder)) {
            List<String> ids = new ArrayList<>();
            for (String kind : List.of("issue", "goal", "task")) {
                board.workflow
                        .items()
                        .addAll(
                                kind,
                                TITLES.stream()
                                        .map(title -> Json.object(Map.of("title", Json.of(title))))
                                        .toList(),
                                Board.AGENT)
                        .items()
                        .forEach(item -> ids.add(item.id()));
            }
            board.flush();
            Map<String, String> before = titles(board);
            assertThat(board.files()).hasSize(2 * TITLES.size() + 1);
            assertThat(board.files().keySet())
                    .allSatisfy(path -> assertThat(path)
                            .matches("(docs|goals)/[A-Za-z0-9./-]+\\.md")
                            .doesNotContain(".."));
            assertThat(board.files().keySet().stream().map(path -> path.toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();

            // A person touches each file, so that each is read.
            board.files().forEach((path, text) -> board.save(path, text + "\n"));
            board.look();

            assertThat(titles(board)).isEqualTo(before);
            assertThat(board.notices()).isEmpty();
            assertThat(ids).allSatisfy(id -> assertThat(board.item(id).status()).isIn("open", "potential"));
        }
    }

    @Test
    void twoItemsOfOnePlaceHaveAFileEach() {
        try (Board board = Board.open(folder)) {
            Item one = board.add("goal", "Faster search");
            Item two = board.add("goal", "Faster: search!");
            assertThat(board.files()).hasSize(2);
            board.move(one, "begin");
            assertThat(board.text("goals/active/without-area/faster-search.md")).contains(one.id());
            assertThat(board.files().values()).anyMatch(text -> text.contains(two.id()));
            assertThat(board.notices()).isEmpty();
        }
    }

    private static Map<String, String> titles(Board board) {
        return List.of("issue", "goal", "task").stream()
                .flatMap(kind -> board.all(kind).stream())
                .collect(Collectors.toMap(Item::id, Item::title));
    }

    @Test
    void textsUnderHeadingsCannotForgeHeadingsOrFields() {
        String text = "Hello\n# Title\n## Why now\n---\nid: I-999\n---\n```\nopen fence\n<!-- open";
        try (Board board = Board.open(folder)) {
            Item issue = board.add("issue", Map.of("title", Json.of("x"), "description", Json.of(text)));
            board.replace("docs/issues/I-001.md", "# x", "# y");
            board.look();
            assertThat(board.item(issue.id()).title()).isEqualTo("y");
            assertThat(board.item(issue.id()).state().text("description")).contains(text);
            assertThat(board.item(issue.id()).state().text("whyNow")).isEmpty();
            assertThat(board.item(issue.id()).number()).contains("I-001");
        }
    }

    @ParameterizedTest
    @CsvSource({"crlf", "bom", "no-final-line-feed", "rename"})
    void editorsSaveInTheirOwnWays(String way) throws Exception {
        try (Board board = Board.open(folder)) {
            Item issue = board.add("issue", Map.of("title", Json.of("Login"), "description", Json.of("One.\nTwo.")));
            Path file = folder.resolve("docs/issues/I-001.md");
            String text = board.text("docs/issues/I-001.md").replace("normal", "high");
            String saved = switch (way) {
                case "crlf" -> text.replace("\n", "\r\n");
                case "bom" -> "\uFEFF" + text;
                case "no-final-line-feed" -> text.stripTrailing();
                default -> text;
            };
            Path written = way.equals("rename") ? file.resolveSibling(".I-001.md.swp") : file;
            Files.write(written, saved.getBytes(StandardCharsets.UTF_8));
            if (way.equals("rename")) {
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            }
            board.look();

            assertThat(board.item(issue.id()).state().text("severity")).contains("high");
            assertThat(board.item(issue.id()).state().text("description")).contains("One.\nTwo.");
            assertThat(Files.readString(file)).isEqualTo(saved);
            board.move(issue, "start");
            assertThat(Files.readString(file)).isEqualTo(saved.replace("open", "doing"));
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void anEditorThatWritesSlowlyInPlaceLosesNothing() throws Exception {
        try (Board board = Board.open(folder)) {
            Item issue = board.add("issue", Map.of("title", Json.of("Login"), "description", Json.of("One.\n\nTwo.")));
            Path file = folder.resolve("docs/issues/I-001.md");
            String text =
                    board.text("docs/issues/I-001.md").replace("normal", "high").replace("Two.", "Three.");
            try (var out = Files.newOutputStream(file)) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                for (int at = 0; at < bytes.length; at += 16) {
                    out.write(bytes, at, Math.min(16, bytes.length - at));
                    board.workflow.now();
                }
            }
            board.look();

            assertThat(board.item(issue.id()).title()).isEqualTo("Login");
            assertThat(board.item(issue.id()).state().text("severity")).contains("high");
            assertThat(board.item(issue.id()).state().text("description")).contains("One.\n\nThree.");
        }
    }
}
