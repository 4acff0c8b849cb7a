package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Type.ListOf;
import io.workfloworchestrator.rules.Type.MapOf;
import io.workfloworchestrator.rules.Type.Struct;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes that look into a value: {@code a.b}, {@code has(a.b)}, {@code a[b]}. */
final class Access {
    private Access() {}

    private static Type field(Checker checker, Type owner, String name, int offset) {
        Type type = Checker.present(owner);
        if (type == Type.DYN) {
            return Type.DYN;
        }
        if (type instanceof MapOf map) {
            return map.value();
        }
        if (type instanceof Struct struct) {
            Type found = struct.fields().get(name);
            if (found != null) {
                return found;
            }
            String hint = Nearest.hint(name, struct.fields().keySet());
            return checker.report(offset, struct.name() + " has no field \"" + name + "\"" + hint);
        }
        boolean isCounted = type instanceof ListOf || type == Type.STRING;
        String size =
                isCounted && Set.of("length", "size", "count").contains(name) ? "; how many it has says size(…)" : "";
        return checker.report(offset, "a value of type " + type + " has no fields, so no \"" + name + "\"" + size);
    }

    /** {@code operand.name}, or {@code has(operand.name)}. */
    record Select(int start, int end, Node operand, String name, int nameAt, boolean has) implements Node.OfOne {
        @Override
        public @Nullable Object eval(Frame frame) {
            Object owner = operand.eval(frame);
            if (owner instanceof Map<?, ?> map) {
                Object value = map.get(name);
                if (value == null) {
                    value = Values.lookup(map, name);
                }
                if (has) {
                    return value != Values.ABSENT;
                }
                if (value != null && value != Values.ABSENT) {
                    return Values.plain(start, value);
                }
                if (value == null) {
                    return null;
                }
                throw missing(map);
            }
            throw Fault.value(nameAt, Values.describe(owner) + " has no fields, so no \"" + name + "\"");
        }

        private Fault missing(Map<?, ?> map) {
            List<String> names = map.keySet().stream()
                    .limit(200)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
            return Fault.value(
                    nameAt,
                    "there is no \"" + name + "\""
                            + Nearest.to(name, names)
                                    .map(n -> "; did you mean \"" + n + "\"?")
                                    .orElse("; ask has(…) first where it may be absent"));
        }

        @Override
        public Type check(Checker checker) {
            Type type = field(checker, operand.check(checker), name, nameAt);
            return has ? Type.BOOL : type;
        }
    }

    /** {@code operand[key]}. */
    record Index(int start, int end, Node operand, Node key) implements Node {
        @Override
        public @Nullable Object eval(Frame frame) {
            Object owner = operand.eval(frame);
            Object at = key.eval(frame);
            if (owner instanceof List<?> list) {
                long index =
                        at instanceof Long n ? n : at instanceof Double d && d == Math.rint(d) ? d.longValue() : -1;
                if (index < 0 || index >= list.size()) {
                    throw key.fail("index " + Values.describe(at) + " is outside of a list of " + list.size());
                }
                return Values.plain(start, list.get((int) index));
            }
            if (owner instanceof Map<?, ?> map) {
                Object value = Values.lookup(map, at);
                if (value == Values.ABSENT) {
                    throw key.fail("there is no " + Values.describe(at));
                }
                return Values.plain(start, value);
            }
            throw fail(Values.describe(owner) + " has no elements");
        }

        @Override
        public Type check(Checker checker) {
            Type owner = operand.check(checker);
            Type at = key.check(checker);
            Type type = Checker.present(owner);
            if (type == Type.DYN) {
                return Type.DYN;
            }
            if (type instanceof ListOf list) {
                return Checker.fits(at, Type.INT)
                        ? list.element()
                        : checker.report(key.start(), "a list is indexed by an int, not by " + at);
            }
            if (type instanceof Struct && key instanceof Leaf.Const c && c.value() instanceof String name) {
                return field(checker, type, name, key.start());
            }
            MapOf map = Checker.asMap(type);
            if (map == null) {
                return checker.report(operand.start(), "only lists and maps have elements, this is " + type);
            }
            return Checker.join(at, map.key()) != null
                    ? map.value()
                    : checker.report(key.start(), "this map is indexed by " + map.key() + ", not by " + at);
        }

        @Override
        public List<Node> children() {
            return List.of(operand, key);
        }
    }
}
