package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goals, each in a document whose folder says its status: {@code goals/<status>/<name>.lines}. A goal has a title, a note, an
 * id in the document unless a person made it, and a revision counter that is in no document.
 */
final class Tracker implements Documents {
    static final StateKey<Json> KEY = StateKey.json("tracker/main");
    static final String JSON_FILE = ".ai-planning/tracker/main.json";

    private static final Pattern PATH = Pattern.compile("goals/(open|done)/([^/.][^/]*)\\.lines");
    private static final DocumentFormat LINES = new Goals(new LinesFormat());

    private final boolean isLeft;

    Tracker() {
        this(false);
    }

    /** @param isLeft whether a document stays where it is when its goal goes */
    Tracker(boolean isLeft) {
        this.isLeft = isLeft;
    }

    @Override
    public List<String> patterns() {
        return List.of("goals/<status>/<name>.lines");
    }

    @Override
    public Optional<Place> place(String path) {
        Matcher match = PATH.matcher(path);
        return match.matches() ? Optional.of(new Goal(match.group(1), match.group(2), isLeft)) : Optional.empty();
    }

    @Override
    public List<String> parts(String key, Json value) {
        return key.equals(KEY.name())
                ? value.at("goals").map(goals -> goals.asObject().keys()).orElse(List.of())
                : List.of();
    }

    @Override
    public Set<String> differing(String key, Json before, Json now) {
        Set<String> parts = new LinkedHashSet<>(parts(key, before));
        parts.addAll(parts(key, now));
        return parts;
    }

    @Override
    public Optional<PlacedDocument> document(String key, Json value, String part) {
        return value.at("goals", part).map(goal -> {
            Json.Obj fields = goal.asObject();
            String path = "goals/" + fields.text("status").orElse("open") + "/" + part + ".lines";
            return new PlacedDocument(path, fields.without("counter").with("id", Json.of(part)));
        });
    }

    @Override
    public Json with(String key, Json value, String part, Json document) {
        if (document.at("title").isEmpty()) {
            throw new StateException("E_STATE_INVARIANT", "/title: a goal has a title.");
        }
        Json.Obj fields = document.asObject().without("id");
        Optional<Json> counter = value.at("goals", part, "counter");
        return value.asObject()
                .withAt(
                        List.of("goals", part),
                        counter.map(count -> fields.with("counter", count)).orElse(fields));
    }

    @Override
    public Optional<Acceptable> acceptable(String key, Json value, String part, Json document) {
        return Optional.empty();
    }

    /** The tests of history name the file alone. */
    @Override
    public List<String> changed(
            String key, Json now, String part, Optional<Json> documentBefore, Optional<Json> documentNow) {
        return List.of();
    }

    /** What the folder says is not said in the document once more. */
    private record Goals(LinesFormat lines) implements DocumentFormat {
        @Override
        public String name() {
            return "goal";
        }

        @Override
        public String extension() {
            return lines.extension();
        }

        @Override
        public byte[] render(Json value, Optional<byte[]> existing) {
            return lines.render(value.asObject().without("status"), existing);
        }

        @Override
        public Content read(byte[] bytes, Optional<Json> last) {
            return lines.read(bytes, last.map(value -> value.asObject().without("status")));
        }
    }

    private record Goal(String status, String name, boolean isLeft) implements Place {
        @Override
        public String key() {
            return KEY.name();
        }

        @Override
        public DocumentFormat format() {
            return LINES;
        }

        @Override
        public Json value(Json content) {
            Json.Obj fields = content.asObject();
            return fields.with("status", Json.of(status))
                    .with("id", Json.of(fields.text("id").orElse(name)));
        }

        @Override
        public String part(Json value) {
            return value.asObject().text("id").orElse(name);
        }
    }
}
