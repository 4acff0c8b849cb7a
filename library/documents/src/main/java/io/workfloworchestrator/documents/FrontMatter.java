package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The YAML block at the start of a document, between two lines {@code ---}; one that is not closed does not count.
 *
 * @param block all of it, with both fences and their line ends
 */
record FrontMatter(Span block, Span yaml, List<Entry> entries) {
    private static final int MOST_CHARACTERS = 65_536;

    FrontMatter {
        entries = List.copyOf(entries);
    }

    /**
     * @param key where its name stands
     * @param span where its value stands; empty behind the colon if it has no value
     * @param style how a string is quoted
     * @param elements for a list with a dash in each line, where each element stands with its dash; else empty
     */
    record Entry(
            String name,
            Span key,
            Span span,
            Json value,
            YamlWriter.Style style,
            boolean isBlock,
            List<Span> elements) {
        Entry {
            elements = List.copyOf(elements);
        }
    }

    /** @throws DocumentException if the block is there and is no mapping that can be read */
    static Optional<FrontMatter> of(String text, Lines lines) {
        if (lines.count() == 0 || !isFence(lines.line(0))) {
            return Optional.empty();
        }
        for (int line = 1; line < lines.count(); line++) {
            if (isFence(lines.line(line))) {
                Span yaml = new Span(lines.start(1), lines.start(line));
                List<Entry> entries = entries(yaml.of(text), yaml.start());
                return Optional.of(new FrontMatter(new Span(0, lines.start(line + 1)), yaml, entries));
            }
        }
        return Optional.empty();
    }

    private static boolean isFence(String line) {
        return line.startsWith("---") && Lines.isBlank(line.substring(3));
    }

    private static List<Entry> entries(String yaml, int offset) {
        if (yaml.length() > MOST_CHARACTERS) {
            throw new DocumentException(
                    "E_DOCUMENT_SIZE",
                    1,
                    1,
                    "The front matter has " + yaml.length() + " characters; at most " + MOST_CHARACTERS
                            + " are read. Move long texts below it.");
        }
        try {
            List<Entry> entries = new FrontMatterReader(yaml, offset).read();
            Json.Obj unused = value(entries); // refuses names that no value may have
            return entries;
        } catch (DocumentException e) {
            throw e;
        } catch (CodedException e) {
            throw new DocumentException(
                    e.code(), 1, 1, "The front matter has a value that cannot be kept: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // snakeyaml-engine throws undeclared exceptions on some malformed input.
            String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            throw new DocumentException(
                    "E_YAML_SYNTAX",
                    1,
                    1,
                    "The front matter is no YAML: " + Words.clip(said, 200)
                            + ". Mend it; nothing is written until then.");
        }
    }

    Json.Obj value() {
        return value(entries);
    }

    private static Json.Obj value(List<Entry> entries) {
        Map<String, Json> fields = new LinkedHashMap<>();
        entries.forEach(entry -> fields.put(entry.name(), entry.value()));
        return Json.object(fields);
    }

    @Nullable
    Entry entry(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    /** Names of fields that {@code first} and {@code second} have, those of the file first, in its order. */
    List<String> names(Json.Obj wanted) {
        List<String> names = new ArrayList<>();
        entries.forEach(entry -> names.add(entry.name()));
        wanted.keys().stream().filter(key -> !names.contains(key)).forEach(names::add);
        return names;
    }
}
