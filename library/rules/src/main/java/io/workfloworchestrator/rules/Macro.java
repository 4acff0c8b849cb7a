package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code range.all(x, body)} and the like: the only nodes that repeat; each pass is charged.
 *
 * @param filter the condition of a filter or of a map with three arguments; the body itself for a filter
 * @param cost of one pass over the body
 */
record Macro(
        int start,
        int end,
        Kind kind,
        Node range,
        String variable,
        int slot,
        @Nullable Node filter,
        Node body,
        long cost)
        implements Node {
    enum Kind {
        ALL,
        EXISTS,
        EXISTS_ONE,
        FILTER,
        MAP;

        final String word = name().toLowerCase(Locale.ROOT);

        static @Nullable Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            return null;
        }
    }

    Macro(int start, int end, Kind kind, Node range, String variable, int slot, @Nullable Node filter, Node body) {
        this(start, end, kind, range, variable, slot, filter, body, body.weight());
    }

    @Override
    public Object eval(Frame frame) {
        Collection<?> elements = elements(range.eval(frame));
        return switch (kind) {
            case ALL, EXISTS -> decide(frame, elements);
            case EXISTS_ONE -> one(frame, elements);
            case FILTER, MAP -> collect(frame, elements);
        };
    }

    Collection<?> elements(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            return map.keySet();
        }
        throw range.fail(kind.word + " goes over a list or a map, not over " + Values.describe(value));
    }

    private boolean decide(Frame frame, Collection<?> elements) {
        boolean all = kind == Kind.ALL;
        Fault error = null;
        for (Object element : elements) {
            bind(frame, element);
            try {
                if (body.test(frame) != all) {
                    return !all;
                }
            } catch (Fault e) {
                error = e.after(error);
            }
        }
        if (error != null) {
            throw error;
        }
        return all;
    }

    private boolean one(Frame frame, Collection<?> elements) {
        int found = 0;
        for (Object element : elements) {
            bind(frame, element);
            found += body.test(frame) ? 1 : 0;
        }
        return found == 1;
    }

    private List<@Nullable Object> collect(Frame frame, Collection<?> elements) {
        frame.charge(start, Frame.OBJECT);
        List<@Nullable Object> results = new ArrayList<>();
        for (Object element : elements) {
            bind(frame, element);
            if (filter == null || filter.test(frame)) {
                results.add(kind == Kind.MAP ? body.eval(frame) : frame.locals[slot]);
            }
        }
        return results;
    }

    private void bind(Frame frame, @Nullable Object element) {
        frame.charge(start, cost);
        frame.locals[slot] = Values.plain(range.start(), element);
    }

    @Override
    public Type check(Checker checker) {
        Type owner = Checker.present(range.check(checker));
        Type known = Checker.elementOf(owner);
        Type element = known != null
                ? known
                : checker.report(range.start(), kind.word + " goes over a list or a map, this is " + owner);
        checker.local(slot, element);
        if (filter != null) {
            checker.wantBool(filter.check(checker), filter.start(), "the condition of " + kind.word);
        }
        if (kind == Kind.MAP) {
            return new Type.ListOf(body.check(checker));
        }
        if (filter == null) {
            checker.wantBool(body.check(checker), body.start(), "the condition of " + kind.word);
        }
        return kind != Kind.FILTER ? Type.BOOL : owner instanceof Type.ListOf ? owner : new Type.ListOf(element);
    }

    @Override
    public long weight() {
        return 1 + range.weight() + cost + (filter == null ? 0 : filter.weight());
    }

    @Override
    public List<Node> children() {
        if (filter == null || kind == Kind.FILTER) {
            return List.of(range, body);
        }
        return List.of(range, filter, body);
    }
}
