package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts that a lambda has declared. Others are refused, since the lambda would miss their changes. */
final class Confined implements Facts {
    private final Facts facts;
    private final Set<String> reads;

    Confined(Facts facts, Set<String> reads) {
        this.facts = facts;
        this.reads = reads;
    }

    @Override
    public @Nullable Object value(String root) {
        if (!reads.contains(root)) {
            refuse(root);
        }
        return facts.value(root);
    }

    @Override
    public boolean has(String root) {
        if (!reads.contains(root)) {
            refuse(root);
        }
        return facts.has(root);
    }

    @Override
    public Optional<String> source(String path) {
        return facts.source(path);
    }

    @Override
    public @Nullable Object at(String path) {
        allow(path);
        return facts.at(path);
    }

    @Override
    public boolean contains(String path) {
        allow(path);
        return facts.contains(path);
    }

    private void allow(String path) {
        List<String> parts = Path.parse(path);
        for (int length = parts.size(); length > 0; length--) {
            if (reads.contains(Path.format(parts.subList(0, length)))) {
                return;
            }
        }
        refuse(path);
    }

    private void refuse(String path) {
        throw new IllegalStateException(
                "it reads " + path + " but says that it reads " + String.join(", ", reads) + "; declare that path too");
    }
}
