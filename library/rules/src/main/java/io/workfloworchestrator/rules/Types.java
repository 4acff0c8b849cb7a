package io.workfloworchestrator.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names with which an expression may begin, and their types. Immutable.
 *
 * <pre>{@code
 * Types types = Types.open()                        // every name is allowed and checked when evaluated
 * Types types = Types.of(Map.of("phase", Type.STRING, "facts", Type.struct("facts", ...)))
 * }</pre>
 */
public final class Types {
    private static final Types OPEN = new Types(Map.of(), true);

    private final Map<String, Type> roots;
    private final boolean open;

    private Types(Map<String, Type> roots, boolean open) {
        this.roots = roots;
        this.open = open;
    }

    /** Any name, of any type. */
    public static Types open() {
        return OPEN;
    }

    /** Exactly these names. */
    public static Types of(Map<String, Type> roots) {
        return new Types(Collections.unmodifiableMap(new LinkedHashMap<>(roots)), false);
    }

    /** These names and one more, which replaces one of the same name. */
    public Types with(String name, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(roots);
        more.put(name, type);
        return new Types(Collections.unmodifiableMap(more), open);
    }

    /** The declared names; others may be used too if these types are open. */
    public Set<String> names() {
        return roots.keySet();
    }

    /** The type of a name; null if the name may not be used. */
    @Nullable
    Type find(String name) {
        Type type = roots.get(name);
        return type != null || !open ? type : Type.DYN;
    }
}
