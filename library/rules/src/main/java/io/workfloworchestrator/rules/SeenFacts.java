package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts as a lambda sees them. Those that it did not declare are refused, since it would miss their changes.
 *
 * @param reads the paths that it declared; null for all
 * @param tracer notes what it reads; null for nobody
 */
record SeenFacts(
        Facts facts, @Nullable Set<String> reads, @Nullable Tracer tracer) implements Facts {
    @Override
    public @Nullable Object value(String root) {
        return noted(root, allowed(root).value(root));
    }

    @Override
    public boolean has(String root) {
        return allowed(root).has(root);
    }

    @Override
    public Optional<String> source(String path) {
        return facts.source(path);
    }

    @Override
    public @Nullable Object at(String path) {
        return noted(Path.format(Path.parse(path)), allowed(path).at(path));
    }

    @Override
    public boolean contains(String path) {
        return allowed(path).contains(path);
    }

    private @Nullable Object noted(String path, @Nullable Object value) {
        if (tracer != null) {
            tracer.note(path, value);
        }
        return value;
    }

    private Facts allowed(String path) {
        if (reads == null || reads.contains(path)) {
            return facts;
        }
        List<String> parts = Path.parse(path);
        for (int length = parts.size(); length > 0; length--) {
            if (reads.contains(Path.format(parts.subList(0, length)))) {
                return facts;
            }
        }
        throw new IllegalStateException(
                "it reads " + path + " but says that it reads " + String.join(", ", reads) + "; declare that path too");
    }
}
