package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that make lists and maps. */
final class Build {
    private Build() {}

    private static Type common(List<Type> types) {
        Type common = null;
        for (Type type : types) {
            if (common == null) {
                common = type;
            } else {
                Type joined = Checker.join(common, type);
                common = joined == null ? Type.DYN : joined;
            }
        }
        return common == null ? Type.DYN : common;
    }

    private static List<Type> types(Checker checker, List<Node> parts) {
        return parts.stream().map(part -> part.check(checker)).toList();
    }

    record ListOf(int start, int end, List<Node> parts) implements Node {
        @Override
        public Object eval(Frame frame) {
            frame.charge(start, Frame.OBJECT + parts.size());
            List<@Nullable Object> list = new ArrayList<>(parts.size());
            for (Node part : parts) {
                list.add(part.eval(frame));
            }
            return Collections.unmodifiableList(list);
        }

        @Override
        public Type check(Checker checker) {
            return parts.isEmpty() ? Checker.EMPTY_LIST : new Type.ListOf(common(types(checker, parts)));
        }

        @Override
        public List<Node> children() {
            return parts;
        }
    }

    record MapOf(int start, int end, List<Node> keys, List<Node> values) implements Node {
        private static List<Node> concat(List<Node> keys, List<Node> values) {
            List<Node> all = new ArrayList<>(keys);
            all.addAll(values);
            return all;
        }

        @Override
        public Object eval(Frame frame) {
            frame.charge(start, Frame.OBJECT + (long) Frame.OBJECT * keys.size());
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i).eval(frame);
                if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
                    throw keys.get(i)
                            .fail("a key of a map is a string, an int or a bool, not a " + Values.typeName(key));
                }
                Object value = values.get(i).eval(frame);
                if (map.containsKey(key)) {
                    throw keys.get(i).fail("the key " + Values.describe(key) + " is given twice");
                }
                map.put(key, value);
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        public Type check(Checker checker) {
            List<Type> types = types(checker, keys);
            for (int i = 0; i < keys.size(); i++) {
                Type type = Checker.bare(types.get(i));
                if (type != Type.DYN && type != Type.STRING && type != Type.INT && type != Type.BOOL) {
                    checker.report(keys.get(i).start(), "a key of a map is a string, an int or a bool, not " + type);
                }
            }
            Type value = common(types(checker, values));
            return keys.isEmpty() ? Checker.EMPTY_MAP : new Type.MapOf(common(types), value);
        }

        @Override
        public List<Node> children() {
            return concat(keys, values);
        }
    }
}
