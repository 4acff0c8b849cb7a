package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the problems of one definition, so that all are reported at once. Not thread-safe. */
final class Problems {
    /** More problems than this are counted, not listed: a file that is no definition at all has thousands. */
    static final int MOST = 200;

    /** Where each part of the definition stands. */
    final Origin origin;

    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, DefinitionProblem> found = new LinkedHashMap<>();
    private int more;

    Problems(Origin origin) {
        this.origin = origin;
    }

    /** Of a text that is not read as a definition yet. */
    Problems(String file, String text) {
        this(new Origin(file, text));
    }

    void add(String code, Place place, String message) {
        String in = place.file().isEmpty() ? origin.file() : place.file();
        List<String> text = lines.computeIfAbsent(in, origin::lines);
        String line = place.line() >= 1 && place.line() <= text.size() ? text.get(place.line() - 1) : "";
        DefinitionProblem problem = new DefinitionProblem(code, in, place.line(), place.column(), message, line);
        if (found.size() >= MOST) {
            more++;
            return;
        }
        found.putIfAbsent(problem.headline(), problem);
    }

    /** Adds a problem at a part of the definition, such as {@code rules/run-tests/when}. */
    void add(String code, String path, String message) {
        add(code, origin.at(path), message);
    }

    /** Adds a problem at a character of the text of a part. */
    void add(String code, String path, int offset, String message) {
        add(code, origin.at(path, offset), message);
    }

    /**
     * Whether a name is one of the known ones; if not, that is a problem.
     *
     * @param lacks how the message begins, such as {@code there is no phase}
     */
    boolean isKnown(String code, String path, String lacks, String name, Collection<String> known) {
        if (known.contains(name)) {
            return true;
        }
        add(code, path, lacks + " \"" + name + "\"." + Names.hint(name, known));
        return false;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<DefinitionProblem> sorted() {
        List<DefinitionProblem> all = new ArrayList<>(found.values());
        all.sort(DefinitionProblem.BY_PLACE);
        if (more > 0) {
            all.add(new DefinitionProblem(
                    "E_RULE_COUNT", origin.file(), 0, 0, more + " more problems are not listed. Fix these first.", ""));
        }
        return List.copyOf(all);
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw new BrokenDefinitionException(sorted());
        }
    }
}
