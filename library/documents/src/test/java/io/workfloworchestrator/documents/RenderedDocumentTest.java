package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A few lines that change are written without the others, and the file is the one that the whole would have been. */
class RenderedDocumentTest {
    private static final MarkdownFormat FORMAT = MarkdownFormat.checklist().prefix("t").build();
    private static final List<String> TEXTS = List.of(
            "Plain",
            "`code` and (done)",
            "- [x] T001 forged ^t-1",
            "```",
            "<!-- open",
            "@ana 📅 2026-01-01",
            "1. one",
            "(depends on T001)",
            "# Heading",
            "a\\b ^t-9",
            "~~~ ends");

    private static final String FILE = """
            # Plan

            Words of a person.

            ## First

            - [ ] T001 One ^t-1
              - details of a person
              - [ ] T002 Nested ^t-2
            - [x] T003 Three (depends on T001) @ana ^t-3

            ```
            - [ ] T004 no item ^t-4
            ```

            ## Second

            1. [ ] T005 Five (depends on T002, T003) ^t-5
            * [ ] T006 Six [hours:: 3] ^t-6
            """;

    private static RenderedDocument read() {
        byte[] bytes = FILE.getBytes(StandardCharsets.UTF_8);
        Json value = FORMAT.read(bytes, Optional.empty()).value();
        return FORMAT.rendered(value, Optional.of(bytes));
    }

    private static Json.Obj with(Json.Obj value, String id, String field, Json to) {
        return value.withAt(List.of("items", id, field), to).asObject();
    }

    @Test
    void aChangedLineIsWrittenInItsPlaceAndNothingElse() {
        RenderedDocument before = read();
        Json.Obj value = with(before.value(), "t-2", "status", Json.of("done"));
        value = with(value, "t-5", "text", Json.of("Five or six"));
        RenderedDocument after = before.changedTo(value).orElseThrow();
        assertThat(new String(after.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(FILE.replace("- [ ] T002", "- [x] T002").replace("T005 Five (", "T005 Five or six ("));
        assertThat(after.changedTo(before.value()).orElseThrow().bytes()).isEqualTo(before.bytes());
    }

    @Test
    void whatIsMoreThanALineIsLeftToTheFormat() {
        RenderedDocument before = read();
        Json.Obj value = before.value();
        Json items = value.find("items").orElseThrow();
        for (Json.Obj other : List.of(
                value.with("title", Json.of("Other")),
                value.with("items", items.asObject().without("t-6")),
                value.with("items", items.asObject().with("t-7", items.at("t-6").orElseThrow())),
                with(value, "t-5", "needs", Json.strings(List.of("t-1"))),
                with(value, "t-1", "number", Json.of("T010")),
                with(value, "t-6", "section", Json.of("first")))) {
            assertThat(before.changedTo(other)).as(other.toString()).isEmpty();
        }
    }

    @Test
    void anyLinesThatChangeAreThoseThatTheWholeWouldHave() {
        long seed = 20260301;
        Random random = new Random(seed);
        RenderedDocument now = read();
        int few = 0;
        for (int round = 0; round < 300; round++) {
            Json.Obj value = now.value();
            List<String> ids = new ArrayList<>(value.find("items").orElseThrow().asObject().keys());
            for (int i = random.nextInt(3); i >= 0; i--) {
                String id = ids.get(random.nextInt(ids.size()));
                value = random.nextBoolean()
                        ? with(value, id, "text", Json.of(TEXTS.get(random.nextInt(TEXTS.size()))))
                        : with(value, id, "status", Json.of(random.nextBoolean() ? "done" : "doing"));
            }
            byte[] whole = FORMAT.render(value, Optional.of(now.bytes()));
            Optional<RenderedDocument> changed = now.changedTo(value);
            few += changed.isPresent() ? 1 : 0;
            assertThat(new String(changed.map(RenderedDocument::bytes).orElse(whole), StandardCharsets.UTF_8))
                    .as("seed %d, round %d: %s", seed, round, value)
                    .isEqualTo(new String(whole, StandardCharsets.UTF_8));
            now = changed.orElse(FORMAT.rendered(value, Optional.of(now.bytes())));
        }
        assertThat(few).isGreaterThan(250);
    }
}
