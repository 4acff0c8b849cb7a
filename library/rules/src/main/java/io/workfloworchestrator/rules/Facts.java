package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that rules read: a value for each name, and its source. The only interface of this module that others
 * implement.
 *
 * <p>A value is null, Boolean, Long, Double, String, or a List or a Map from strings of these; smaller Java numbers are
 * widened. Facts must not change after an engine got them: evaluations read them again to explain, from any thread.
 */
public interface Facts {
    /** The value of a name with which expressions begin; null if it is null or not there. */
    @Nullable
    Object value(String root);

    /** Whether there is such a name; needed only if a value may be null. */
    default boolean has(String root) {
        return value(root) != null;
    }

    /** The source of the value at a path, for people. */
    default Optional<String> source(String path) {
        return Optional.empty();
    }

    /**
     * The value at a path such as {@code facts.notes.size} or {@code data["odd key"][0]}.
     *
     * @throws RuleException {@code E_RULE_VALUE} if nothing is there
     */
    default @Nullable Object at(String path) {
        Object found = FactTree.find(this, Path.parse(path));
        if (found == Values.ABSENT) {
            throw new RuleException("E_RULE_VALUE", "there is no fact at " + path + "; ask contains(path) first");
        }
        return found;
    }

    /** The int at a path; {@link RuleException} {@code E_RULE_VALUE} if something else is there, or nothing. */
    default long integer(String path) {
        return FactTree.typed(this, path, Long.class);
    }

    /** The string at a path; {@link RuleException} {@code E_RULE_VALUE} if something else is there, or nothing. */
    default String text(String path) {
        return FactTree.typed(this, path, String.class);
    }

    /** The list at a path; {@link RuleException} {@code E_RULE_VALUE} if something else is there, or nothing. */
    default List<?> list(String path) {
        return FactTree.typed(this, path, List.class);
    }

    /** Whether something, null too, is at a path. */
    default boolean contains(String path) {
        return FactTree.find(this, Path.parse(path)) != Values.ABSENT;
    }

    /** These facts with one more, which replaces the value at its path; for simulations. */
    default Facts with(Fact fact) {
        return FactTree.with(this, fact);
    }

    /** No facts. */
    static Facts none() {
        return FactTree.NONE;
    }

    /** The values of these names, without sources. */
    static Facts of(Map<String, ? extends @Nullable Object> roots) {
        return FactTree.of(roots);
    }

    /** The path made of these parts, written so that it can be read again. */
    static String path(List<String> parts) {
        return Path.format(parts);
    }
}
