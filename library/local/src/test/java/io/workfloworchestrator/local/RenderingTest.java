package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in a form of the author's, made from a state. */
class RenderingTest {
    private static final Cause ME = Cause.of("me", "a test");
    private static final StateKey<Shopping> KEY = StateKey.of("shopping/list", Shopping.class);

    record Shopping(List<String> items) {
        Shopping with(String item) {
            return new Shopping(Stream.concat(items.stream(), Stream.of(item)).toList());
        }
    }

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("docs/shopping.txt");
    }

    private static String text(Shopping list) {
        return String.join("\n", list.items()) + "\n";
    }

    private LocalProject open() {
        return LocalProject.open(folder).render("docs/shopping.txt", KEY, RenderingTest::text);
    }

    private static void add(LocalProject project, String item) {
        project.state().update(KEY, () -> new Shopping(List.of()), list -> list.with(item), ME);
    }

    private void awaitText(String text) {
        await().untilAsserted(() -> assertThat(file).exists().hasContent(text));
    }

    @Test
    void itFollowsEveryChangeAlsoOfAnotherProcess() {
        try (LocalProject project = open();
                LocalProject other = LocalProject.open(folder)) {
            assertThat(file).as("there is no state yet").doesNotExist();
            add(project, "tea");
            awaitText("tea\n");
            add(other, "milk");
            awaitText("tea\nmilk\n");
            project.state().undo(project.state().head(), ME);
            awaitText("tea\n");
            assertThat(project.state().notices()).isEmpty();
        }
    }

    @Test
    void whatWasCommittedIsThereWhenTheProjectIsClosedAndWhenItIsOpened() throws IOException {
        try (LocalProject project = open()) {
            add(project, "tea");
        }
        assertThat(file).hasContent("tea\n");
        Files.delete(file);
        try (LocalProject other = LocalProject.open(folder)) {
            add(other, "milk");
        }
        try (LocalProject project = open()) {
            assertThat(file).hasContent("tea\nmilk\n");
            assertThat(project.state().notices()).isEmpty();
        }
    }

    @Test
    void manyChangesAreWrittenTogetherOnceTheFileHasRested() {
        AtomicInteger rendered = new AtomicInteger();
        try (LocalProject project = LocalProject.open(folder).render("docs/shopping.txt", KEY, list -> {
            int unused = rendered.incrementAndGet();
            long end = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return text(list);
        })) {
            for (int i = 0; i < 40; i++) {
                add(project, "item " + i);
            }
            assertThat(rendered.get()).isLessThan(30);
            await().untilAsserted(() -> assertThat(file).content().endsWith("item 39\n"));
        }
    }

    @Test
    void whatSomebodyWroteIntoItIsKeptAndNamedUntilTheCopyIsDeleted() throws IOException {
        try (LocalProject project = open()) {
            add(project, "tea");
            awaitText("tea\n");
            Files.writeString(file, "tea\nmine\n");
            add(project, "milk");
            awaitText("tea\nmilk\n");

            Notice notice = project.state().notices().get(0);
            assertThat(notice.code()).isEqualTo("E_RENDERED_EDIT");
            String copy = notice.message().replaceAll("(?s).*kept in (\\S+)\\. Change.*", "$1");
            assertThat(folder.resolve(copy)).hasContent("tea\nmine\n");
            Files.delete(folder.resolve(copy));
            assertThat(project.state().notices()).isEmpty();
        }
    }

    @Test
    void aFileThatWasThereBeforeIsKeptToo() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "somebody's own\n");
        try (LocalProject project = open()) {
            add(project, "tea");
            awaitText("tea\n");
            assertThat(project.state().notices()).extracting(Notice::code).containsExactly("E_RENDERED_EDIT");
        }
    }

    @Test
    void anOlderTextOfOursIsReplacedWithoutAWord() throws IOException {
        try (LocalProject project = open()) {
            add(project, "tea");
            awaitText("tea\n");
            add(project, "milk");
            awaitText("tea\nmilk\n");
            Files.writeString(file, "tea\n");
            add(project, "bread");
            awaitText("tea\nmilk\nbread\n");
            assertThat(project.state().notices()).isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsANoticeAndNoFailureOfAChange() throws IOException {
        Files.createDirectories(file);
        try (LocalProject project = open()) {
            add(project, "tea");
            await().untilAsserted(() -> assertThat(project.state().notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.message()).contains("could not be written")));
            assertThat(project.state().get(KEY).value().items()).containsExactly("tea");
        }
    }

    @Test
    void aPathOutsideOrOneOfOursIsRefused() {
        try (LocalProject project = LocalProject.open(folder)) {
            for (String path : List.of("../elsewhere", ".ai-planning/shopping/list.json", ".git/config")) {
                assertThatThrownBy(() -> project.render(path, KEY, RenderingTest::text))
                        .as(path)
                        .isInstanceOf(PathException.class);
            }
        }
    }

    @Test
    void aRendererThatFailsIsANoticeUntilItWorks() {
        try (LocalProject project = LocalProject.open(folder).render("docs/shopping.txt", KEY, list -> {
            if (list.items().size() == 1) {
                throw new IllegalStateException("one item is no list");
            }
            return text(list);
        })) {
            add(project, "tea");
            await().untilAsserted(() -> assertThat(project.state().notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.message()).contains("one item is no list")));
            add(project, "milk");
            awaitText("tea\nmilk\n");
            assertThat(project.state().notices()).isEmpty();
        }
    }

    @Test
    void aFileInTheProjectsRootIsOneLikeOthers() throws IOException {
        Path list = folder.resolve("list.txt");
        try (LocalProject project = LocalProject.open(folder).render("list.txt", KEY, RenderingTest::text)) {
            add(project, "tea");
            await().untilAsserted(() -> assertThat(list).hasContent("tea\n"));
            assertThat(project.state().notices()).isEmpty();
            Files.writeString(list, "mine\n");
            add(project, "milk");
            await().untilAsserted(() -> assertThat(list).hasContent("tea\nmilk\n"));
            assertThat(project.state().notices()).extracting(Notice::path).containsExactly("list.txt");
        }
    }

    /** As an old and a new version of a program do. */
    @Test
    void twoRenderersOfOneFileTakeNeithersTextForSomebodys() {
        try (LocalProject one = open();
                LocalProject other =
                        LocalProject.open(folder).render("docs/shopping.txt", KEY, list -> "New: " + text(list))) {
            for (int i = 0; i < 8; i++) {
                add(i % 2 == 0 ? one : other, "item " + i);
            }
        }
        try (LocalProject again = open()) {
            assertThat(again.state().notices()).isEmpty();
            assertThat(Files.exists(file)).isTrue();
        }
        assertThat(folder.resolve("docs").toFile().list()).containsExactly("shopping.txt");
    }

    @Test
    void whatIsSavedWhileARendererTakesItsTimeIsKept() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "old\n");
        try (LocalProject project = LocalProject.open(folder)) {
            add(project, "tea");
            LocalProject unused = project.render("docs/shopping.txt", KEY, list -> {
                try {
                    Files.writeString(file, "saved meanwhile\n");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return text(list);
            });
            assertThat(file).hasContent("tea\n");
            assertThat(project.state().notices()).extracting(Notice::code).contains("E_RENDERED_EDIT");
        }
    }

    @Test
    void aStateThatIsGoneIsSaid() {
        try (LocalProject project = open()) {
            add(project, "tea");
            awaitText("tea\n");
            project.state().delete(KEY, ME);
            await().untilAsserted(() -> assertThat(project.state().notices())
                    .extracting(Notice::code)
                    .containsExactly("E_RENDERED_OLD"));
            add(project, "milk");
            awaitText("milk\n");
            assertThat(project.state().notices()).isEmpty();
        }
    }

    @Test
    void aRendererThatFailsAtTheEndKeepsNothingOpen() {
        LocalProject project = LocalProject.open(folder).render("docs/shopping.txt", KEY, list -> {
            throw new AssertionError("never");
        });
        add(project, "tea");
        project.close();
        try (LocalProject again = LocalProject.open(folder)) {
            assertThat(again.state().get(KEY).value().items()).containsExactly("tea");
            assertThat(folder.resolve(".ai-planning/shopping/list.json")).exists();
        }
    }
}
