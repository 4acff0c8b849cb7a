package io.workfloworchestrator.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of {@link Stamps}, each once, as one text, which is read from a file in one step. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record StampNames(List<String> paths, String all, int[] ends) {
    static final class Gathered {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final StringBuilder all = new StringBuilder();
        private final List<Integer> ends = new ArrayList<>();
        private final List<String> paths = new ArrayList<>();

        int name(String name) {
            Integer known = numbers.putIfAbsent(name, ends.size());
            if (known != null) {
                return known;
            }
            all.append(name);
            ends.add(all.length());
            return ends.size() - 1;
        }

        int path(String path) {
            paths.add(path);
            return paths.size() - 1;
        }

        StampNames names() {
            return new StampNames(
                    List.copyOf(paths),
                    all.toString(),
                    ends.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    void write(IndexOutput out) {
        out.list(paths, IndexOutput::text);
        out.text(all);
        out.column(ends);
    }

    static StampNames read(IndexInput in) {
        return new StampNames(in.list(IndexInput::text), in.text(), in.ints());
    }

    /** A name that cannot lead outside the project, whoever wrote the file. */
    String name(int number) {
        if (number < 0 || number >= ends.length) {
            throw new IndexInput.Damaged("a name is missing");
        }
        int from = number == 0 ? 0 : ends[number - 1];
        int to = ends[number];
        if (from < 0 || from > to || to > all.length()) {
            throw new IndexInput.Damaged("a name is out of bounds");
        }
        String name = all.substring(from, to);
        if (name.indexOf('/') >= 0 || name.equals("..")) {
            throw new IndexInput.Damaged("a name is none");
        }
        return name;
    }

    int size() {
        return ends.length;
    }

    String path(int number) {
        if (number < 0 || number >= paths.size()) {
            throw new IndexInput.Damaged("a path is missing");
        }
        return requireInside(paths.get(number));
    }

    static String requireInside(String path) {
        if (path.startsWith("/")
                || (path.contains("..") && List.of(path.split("/", -1)).contains(".."))) {
            throw new IndexInput.Damaged("a path leaves the project");
        }
        return path;
    }
}
