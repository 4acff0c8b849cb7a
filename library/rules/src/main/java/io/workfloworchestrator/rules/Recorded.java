package io.workfloworchestrator.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts that note which of them a lambda reads. */
final class Recorded implements Facts {
    private final Facts facts;
    private final Tracer tracer;

    Recorded(Facts facts, Tracer tracer) {
        this.facts = facts;
        this.tracer = tracer;
    }

    @Override
    public @Nullable Object value(String root) {
        Object value = facts.value(root);
        tracer.note(root, value);
        return value;
    }

    @Override
    public boolean has(String root) {
        return facts.has(root);
    }

    @Override
    public Optional<String> source(String path) {
        return facts.source(path);
    }

    @Override
    public @Nullable Object at(String path) {
        Object value = facts.at(path);
        tracer.note(Path.format(Path.parse(path)), value);
        return value;
    }

    @Override
    public boolean contains(String path) {
        return facts.contains(path);
    }
}
