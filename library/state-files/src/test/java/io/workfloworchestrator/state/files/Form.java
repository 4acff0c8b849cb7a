package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a person works on: the JSON file of the main key, or a document that says everything that is in it. */
enum Form {
    JSON(".ai-planning/project-state.json"),
    DOCUMENT("docs/main.lines");

    private static final LinesFormat LINES = new LinesFormat();

    /** The file, relative to the project. */
    final String file;

    Form(String file) {
        this.file = file;
    }

    StateFiles.Builder with(StateFiles.Builder builder) {
        return this == JSON ? builder : builder.documents(new Everything());
    }

    /** The file for a value. */
    byte[] bytes(Json value) {
        return this == JSON ? Rendered.of(value).bytes() : LINES.render(value, Optional.empty());
    }

    String text(Json value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** The file for a value, written with single quotation marks. */
    String text(String json) {
        return text(Desk.json(json));
    }

    Json read(String text) {
        return this == JSON
                ? Json.parse(text)
                : LINES.read(text.getBytes(StandardCharsets.UTF_8), Optional.empty())
                        .value();
    }

    /** A text that is no file of this form. */
    String broken() {
        return this == JSON ? "{\"x\": " : "!! x: ";
    }

    String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** The one document of the main key. */
    private record Everything() implements Documents, Documents.Place {
        @Override
        public List<String> patterns() {
            return List.of(DOCUMENT.file);
        }

        @Override
        public Optional<Place> place(String path) {
            return path.equals(DOCUMENT.file) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public List<String> parts(String key, Json value) {
            return key.equals(key()) ? List.of("all") : List.of();
        }

        @Override
        public Set<String> differing(String key, Json before, Json now) {
            return Set.copyOf(parts(key, now));
        }

        @Override
        public Optional<PlacedDocument> document(String key, Json value, String part) {
            return key.equals(key()) ? Optional.of(new PlacedDocument(DOCUMENT.file, value)) : Optional.empty();
        }

        @Override
        public Json with(String key, Json value, String part, Json document) {
            return document;
        }

        @Override
        public Optional<Acceptable> acceptable(String key, Json value, String part, Json document) {
            return Optional.empty();
        }

        @Override
        public List<String> changed(
                String key, Json now, String part, Optional<Json> documentBefore, Optional<Json> documentNow) {
            return List.of();
        }

        @Override
        public String key() {
            return Desk.MAIN.name();
        }

        @Override
        public LinesFormat format() {
            return LINES;
        }

        @Override
        public Json value(Json content) {
            return content;
        }

        @Override
        public String part(Json value) {
            return "all";
        }
    }
}
