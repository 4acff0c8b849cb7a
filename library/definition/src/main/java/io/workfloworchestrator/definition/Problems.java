package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.RuleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Proves names, and collects the problems of one definition, so that all are reported at once. Not thread-safe. */
final class Problems {
    /** More problems than this are counted, not listed: a file that is no definition at all has thousands. */
    static final int MOST = 200;

    private static final int LONGEST = 64;
    private static final String ID = "[A-Za-z0-9]+([._-][A-Za-z0-9]+)*";
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    final Origin origin;

    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, DefinitionProblem> found = new LinkedHashMap<>();
    private int more;

    Problems(Origin origin) {
        this.origin = origin;
    }

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

    /** Adds what is wrong with an expression; {@code meant} may say better what its author meant. */
    void add(String path, RuleException wrong, UnaryOperator<String> meant) {
        if (wrong.problems().isEmpty()) {
            add(wrong.code(), path, Templates.firstLine(wrong));
        }
        wrong.problems().forEach(p -> {
            String message = meant.apply(p.message());
            boolean isSentence = message.endsWith(".") || message.endsWith("?");
            add(p.code(), path, p.offset(), isSentence ? message : message + ".");
        });
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

    void names(String path, Collection<String> names) {
        for (String name : names) {
            if (!name.matches(NAME) || Expression.isReserved(name) || name.length() > LONGEST) {
                add(
                        "E_RULE_NAME",
                        path + "/" + name,
                        Names.cannotBe(name, "be used as a name in conditions")
                                + " Use letters, digits and '_', beginning with a letter, and no reserved word.");
            }
        }
    }

    /** An id where it is the field {@code id} of what stands at the path. */
    void id(String path, String what, String id, Set<String> seen) {
        if (id.isEmpty()) {
            if (origin.at(path).line() == 0) {
                add("E_RULE_ID", path, "A " + what + " has no id.");
            }
        } else {
            word(path + "/id", what, id, seen);
        }
    }

    void word(String path, String what, String id, Set<String> seen) {
        if (!id.matches(ID) || id.length() > LONGEST) {
            add(
                    "E_RULE_ID",
                    path,
                    Names.cannotBe(id, "be the id of a " + what)
                            + " Use letters and digits, parted by single '-', '_' or '.', at most 64 characters.");
        } else if (!seen.add(id)) {
            add(
                    "E_RULE_ID",
                    path,
                    "There are two " + what + (what.endsWith("s") ? "es" : "s") + " \"" + id + "\". Rename one.");
        }
    }

    void most(String path, String what, int count, int most) {
        if (count > most) {
            add("E_RULE_COUNT", path, "There are " + count + " " + what + "; at most " + most + " are allowed.");
        }
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
