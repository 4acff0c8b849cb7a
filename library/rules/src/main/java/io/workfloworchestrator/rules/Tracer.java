package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Notes which facts a condition read, and finds what it lacks. */
final class Tracer {
    private final Facts facts;
    private final String text;
    private final Map<String, Fact> noted = new LinkedHashMap<>();

    Tracer(Facts facts, String text) {
        this.facts = facts;
        this.text = text;
    }

    void note(String path, @Nullable Object value) {
        if (noted.size() < Limits.EXPLAINED_FACTS) {
            noted.putIfAbsent(path, new Fact(path, value, facts.source(path).orElse("")));
        }
    }

    List<Fact> facts() {
        return new ArrayList<>(noted.values());
    }

    void read(Node node) {
        Set<String> paths = new TreeSet<>();
        Reads.collect(node, paths);
        for (String path : paths) {
            if (facts.contains(path)) {
                note(path, facts.at(path));
            }
        }
    }

    List<String> needs(Node node) {
        return List.of(node.slice(text));
    }
}
