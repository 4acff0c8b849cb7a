package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two promises of a format, over generated hostile values and files. */
class RoundTripTest {
    private static final int FEW = 500;
    private static final int MANY = 10_000;
    private static final DocumentFormat CHECKLIST =
            MarkdownFormat.checklist().prefix("t").build();
    private static final DocumentFormat DOCUMENT = MarkdownFormat.document().build();
    private static final DocumentFormat SPEC =
            MarkdownFormat.document().deepest(3).build();

    @Test
    void everyValueComesBackFromANewFile() {
        values(FEW);
    }

    @Test
    @Tag("nightly")
    void everyOfManyValuesComesBackFromANewFile() {
        values(MANY);
    }

    @Test
    void anUnchangedFileStaysByteForByteAndAChangeSaysWhatItShould() {
        files(FEW);
    }

    @Test
    @Tag("nightly")
    void manyUnchangedFilesStayByteForByteAndAChangeSaysWhatItShould() {
        files(MANY);
    }

    private static void values(int count) {
        for (long seed = 1; seed <= count; seed++) {
            RandomDocuments random = new RandomDocuments(seed);
            check(CHECKLIST, random.value(false, 6), seed);
            check(DOCUMENT, random.value(true, 2), seed);
            check(SPEC, random.value(true, 3), seed);
        }
    }

    private static void check(DocumentFormat format, Json.Obj value, long seed) {
        byte[] file;
        try {
            file = format.render(value, Optional.empty());
        } catch (DocumentException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + value.toPrettyText(), e);
        }
        Json said = format.read(file, Optional.of(value)).value();
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(said).as("seed %d: %s", seed, text).isEqualTo(plain(value));
        assertThat(format.render(value, Optional.of(file))).as("seed %d", seed).isEqualTo(file);
        // What is left of the value if nobody remembers it: only ids of sections, parts of order, and ids that have no
        // line.
        Json fresh = format.read(file, Optional.empty()).value();
        assertThat(format.render(fresh, Optional.of(file))).as("seed %d", seed).isEqualTo(file);
    }

    private static Json plain(Json value) {
        Json.Obj plain = Json.Obj.EMPTY;
        for (String key : value.asObject().keys()) {
            Json part = value.asObject().get(key);
            boolean isEmpty = part instanceof Json.Obj object && object.size() == 0 || part.equals(Json.of(""));
            if (key.equals("sections") || key.equals("items")) {
                Json.Obj parts = Json.Obj.EMPTY;
                for (String id : part.asObject().keys()) {
                    Json.Obj below = part.asObject().get(id).asObject();
                    for (String field : List.of("details", key.equals("sections") ? "text" : "details")) {
                        below = below.text(field).filter(String::isEmpty).isPresent() ? below.without(field) : below;
                    }
                    parts = parts.with(id, below);
                }
                part = parts;
            }
            plain = isEmpty && !key.equals("title") ? plain : plain.with(key, part);
        }
        return plain;
    }

    private static void files(int count) {
        int refused = 0;
        for (long seed = 1; seed <= count; seed++) {
            RandomDocuments random = new RandomDocuments(seed);
            byte[] file = random.file().getBytes(StandardCharsets.UTF_8);
            for (DocumentFormat format : List.of(CHECKLIST, DOCUMENT, SPEC)) {
                refused += change(format, file, random, seed) ? 0 : 1;
            }
        }
        System.err.println(refused + " of " + 3 * count + " changes were refused");
        assertThat(refused).as("changes that were refused by name").isLessThan(3 * count / 5);
    }

    private static boolean change(DocumentFormat format, byte[] file, RandomDocuments random, long seed) {
        Json value;
        try {
            value = format.read(file, Optional.empty()).value();
        } catch (DocumentException e) {
            assertThat(e.code()).as("seed %d", seed).isIn("E_MARKDOWN_CONFLICT", "E_YAML_SYNTAX");
            return true;
        }
        assertThat(format.render(value, Optional.of(file))).as("seed %d", seed).isEqualTo(file);
        Json changed = changed(value, random, !format.name().equals("checklist"));
        byte[] written;
        try {
            written = format.render(changed, Optional.of(file));
        } catch (DocumentException e) {
            assertThat(e.code())
                    .as("seed %d: %s", seed, e.getMessage())
                    .isIn("E_DOCUMENT_WRITE", "E_MARKDOWN_OPEN", "E_DOCUMENT_VALUE");
            return false;
        }
        assertThat(format.read(written, Optional.of(changed)).value())
                .as("seed %d", seed)
                .isEqualTo(plain(changed));
        assertThat(format.render(changed, Optional.of(written)))
                .as("seed %d", seed)
                .isEqualTo(written);
        return true;
    }

    /** The value with one change of any kind. */
    private static Json changed(Json value, RandomDocuments random, boolean hasTexts) {
        Json.Obj object = value.asObject();
        Json.Obj sections = object.find("sections").map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj items = object.find("items").map(Json::asObject).orElse(Json.Obj.EMPTY);
        switch (random.below(6)) {
            case 0:
                return object.with("title", Json.of(random.words()));
            case 1:
                return object.withAt(List.of("fields", "note"), random.field());
            case 2:
                String section = any(sections.keys(), random);
                if (hasTexts && section != null) {
                    return object.withAt(List.of("sections", section, "text"), Json.of(random.text()));
                }
                break;
            case 3:
                Json.Obj added = Json.object(Map.of("title", Json.of(random.words()), "level", Json.of(2)))
                        .asObject();
                return object.withAt(List.of("sections", "added"), added.with("order", Json.of(random.below(3))));
            case 4:
                String moved = any(sections.keys(), random);
                if (moved != null && object.get("title") != null) {
                    return object.withAt(List.of("sections", moved, "order"), Json.of(random.below(4)));
                }
                break;
            default:
                break;
        }
        if (hasTexts) {
            return object.with("text", Json.of(random.text()));
        }
        String item = any(items.keys(), random);
        if (item == null || random.below(4) == 0) {
            return object.with("items", items.with("n9", random.item(sections.keys())));
        }
        Json.Obj now = items.get(item).asObject();
        return switch (random.below(4)) {
            case 0 -> object.with("items", items.with(item, now.with("text", Json.of(random.words()))));
            case 1 -> object.with("items", items.with(item, now.with("order", Json.of(random.below(9)))));
            case 2 -> object.with("items", without(items, item));
            default -> object.with("items", items.with(item, now.with("status", Json.of("done"))));
        };
    }

    private static Json.Obj without(Json.Obj items, String item) {
        List<String> gone = new ArrayList<>(List.of(item));
        Json.Obj left = items.without(item);
        for (int i = 0; i < gone.size(); i++) {
            for (String id : left.keys()) {
                if (left.get(id).asObject().text("parent").equals(Optional.of(gone.get(i)))) {
                    gone.add(id);
                }
            }
            for (String id : gone) {
                left = left.without(id);
            }
        }
        return left;
    }

    private static String any(List<String> of, RandomDocuments random) {
        return of.isEmpty() ? null : of.get(random.below(of.size()));
    }

    @Test
    void noUndeclaredExceptionComesFromNoise() {
        noise(2_000);
    }

    @Test
    @Tag("nightly")
    void noUndeclaredExceptionComesFromAMillionPiecesOfNoise() {
        noise(1_000_000);
    }

    private static void noise(int count) {
        Set<String> codes = new java.util.TreeSet<>();
        for (long seed = 1; seed <= count; seed++) {
            RandomDocuments random = new RandomDocuments(seed);
            String text = random.below(3) == 0 ? "---\n" + random.noise() + "\n---\n" + random.noise() : random.noise();
            byte[] file = text.getBytes(StandardCharsets.UTF_8);
            DocumentFormat format = random.below(2) == 0 ? CHECKLIST : SPEC;
            try {
                Json value = format.read(file, Optional.empty()).value();
                assertThat(format.render(value, Optional.of(file)))
                        .as("seed %d", seed)
                        .isEqualTo(file);
            } catch (DocumentException e) {
                codes.add(e.code());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
        assertThat(codes)
                .allMatch(code -> code.startsWith("E_YAML_")
                        || code.startsWith("E_MARKDOWN_")
                        || code.startsWith("E_KEY_")
                        || code.startsWith("E_JSON_"));
    }
}
