package io.workfloworchestrator.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is so: a value for each name, and where each comes from. The one interface of this module that others implement.
 *
 * <p>A value is null, Boolean, Long, Double, String, a List or a Map from strings of such; smaller Java numbers are
 * widened. Facts must not change once they were given to an engine: evaluations read them again to explain, and from
 * any thread.
 */
public interface Facts {
    /** The value under a name that expressions begin with; null where it is null or not there. */
    @Nullable
    Object value(String root);

    /** Whether there is such a name; needed only where a value may be null. */
    default boolean has(String root) {
        return value(root) != null;
    }

    /** Where the value at a path comes from, as people would look for it. */
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

    /** The bool at a path; {@link RuleException} {@code E_RULE_VALUE} if something else is there, or nothing. */
    default boolean flag(String path) {
        return FactTree.typed(this, path, Boolean.class);
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

    /** These facts but for one, added or in the place of what was at its path: what simulations ask with. */
    default Facts with(Fact fact) {
        return FactTree.with(this, fact);
    }

    /** No facts. */
    static Facts none() {
        return FactTree.NONE;
    }

    /** The values under these names, from nowhere in particular. */
    static Facts of(Map<String, ? extends @Nullable Object> roots) {
        return FactTree.of(roots);
    }

    /** Each fact under its path; one that lies inside another replaces that part of it. */
    static Facts of(Collection<Fact> facts) {
        return FactTree.of(facts);
    }

    /** The path made of these parts, written so that it can be read again. */
    static String path(List<String> parts) {
        return Path.format(parts);
    }
}
