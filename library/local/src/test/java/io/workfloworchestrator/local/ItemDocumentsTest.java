package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemDocumentsTest {
    private static final String KEY = "board/main";

    @TempDir
    private Path folder;

    /** If a document were left out, its file would stay as it was. */
    @Test
    void everyDocumentThatDiffersBetweenTwoValuesIsAmongThoseThatMay() {
        long seed = Long.getLong("seed", 20261129L);
        System.out.println("ItemDocumentsTest seed " + seed);
        Random random = new Random(seed);
        try (Board board = Board.open(folder)) {
            for (int i = 0; i < 60; i++) {
                change(board, random, i);
            }
            StateStore store = board.project.files().store();
            List<Json> values = new ArrayList<>();
            for (long i = 1; i <= store.head().number(); i++) {
                store.readAsOf(KEY, Revision.of(i)).flatMap(Entry::value).ifPresent(values::add);
            }
            ItemDocuments documents = new ItemDocuments(
                    key -> store.read(key).flatMap(Entry::value),
                    type -> Optional.empty(),
                    path -> false,
                    Clock.systemUTC());
            int differing = 0;
            for (int i = 0; i < 400; i++) {
                Json before = values.get(random.nextInt(values.size()));
                Json now = values.get(random.nextInt(values.size()));
                Set<String> parts = new LinkedHashSet<>(documents.parts(KEY, before));
                parts.addAll(documents.parts(KEY, now));
                parts.removeIf(
                        part -> documents.document(KEY, before, part).equals(documents.document(KEY, now, part)));
                assertThat(documents.differing(KEY, before, now)).containsAll(parts);
                differing += parts.size();
            }
            assertThat(differing).isPositive();
        }
    }

    private static void change(Board board, Random random, int i) {
        List<String> kinds = List.of("issue", "goal", "task", "purchase");
        String kind = kinds.get(random.nextInt(kinds.size()));
        List<Item> items = board.all(kind);
        try {
            if (items.size() < 3 || random.nextInt(4) == 0) {
                board.workflow.items().add(kind, Json.object(Map.of("title", Json.of("Item " + i))), Board.AGENT);
                return;
            }
            Item one = items.get(random.nextInt(items.size()));
            Item other = items.get(random.nextInt(items.size()));
            switch (random.nextInt(3)) {
                case 0 -> board.workflow.items().remove(one.id(), Revision.NONE, Board.AGENT);
                case 1 ->
                    board.workflow
                            .items()
                            .edit(
                                    one.id(),
                                    Json.object(Map.of("needs", Json.strings(List.of(other.id())))),
                                    Revision.NONE,
                                    Board.AGENT);
                default ->
                    board.workflow
                            .items()
                            .edit(
                                    one.id(),
                                    Json.object(Map.of("title", Json.of("Renamed " + i))),
                                    Revision.NONE,
                                    Board.AGENT);
            }
        } catch (CodedException e) {
            assertThat(e.code()).as(e.getMessage()).startsWith("E_ITEM"); // such as a circle of needs
        }
    }
}
