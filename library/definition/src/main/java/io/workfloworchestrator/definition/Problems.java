package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the problems of one definition text, so that all are reported at once. Not thread-safe. */
final class Problems {
    /** More problems than this are counted, not listed: a file that is no definition at all has thousands. */
    static final int MOST = 200;

    private final String file;
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, DefinitionProblem> found = new LinkedHashMap<>();
    private int more;

    Problems(String file, String text) {
        this.file = file;
        lines.put(file, text.lines().toList());
    }

    /** Problems may stand in that file too. */
    void also(String otherFile, String text) {
        lines.put(otherFile, text.lines().toList());
    }

    void add(String code, Place place, String message) {
        String in = place.file().isEmpty() ? file : place.file();
        List<String> text = lines.getOrDefault(in, List.of());
        String line = place.line() >= 1 && place.line() <= text.size() ? text.get(place.line() - 1) : "";
        DefinitionProblem problem = new DefinitionProblem(code, in, place.line(), place.column(), message, line);
        if (found.size() >= MOST) {
            more++;
            return;
        }
        found.putIfAbsent(problem.headline(), problem);
    }

    String file() {
        return file;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<DefinitionProblem> sorted() {
        List<DefinitionProblem> all = new ArrayList<>(found.values());
        all.sort(DefinitionProblem.BY_PLACE);
        if (more > 0) {
            all.add(new DefinitionProblem(
                    "E_RULE_COUNT", file, 0, 0, more + " more problems are not listed. Fix these first.", ""));
        }
        return List.copyOf(all);
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw new BrokenDefinitionException(sorted());
        }
    }
}
