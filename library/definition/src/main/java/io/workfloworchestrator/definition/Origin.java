package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a definition came from: file name, text, and the place of each of its parts, by path such as {@code
 * rules/run-tests/when/no-reports}. A part without a place takes that of the nearest part around it. Filled while
 * reading, then only read.
 */
final class Origin {
    private final String file;
    private final String text;
    private final List<Origin> others = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Yaml.Scalar> scalars = new HashMap<>();

    Origin(String file, String text) {
        this.file = file;
        this.text = text;
    }

    String file() {
        return file;
    }

    Problems problems() {
        Problems problems = new Problems(file, text);
        others.forEach(problems::also);
        return problems;
    }

    /** The same file without places. */
    Origin copy() {
        return new Origin(file, text);
    }

    /** Parts of the definition stand in that file too. */
    void also(Origin other) {
        others.add(other);
    }

    String text() {
        return text;
    }

    void put(String path, Place place) {
        places.putIfAbsent(path, place);
    }

    void put(String path, Yaml.Scalar scalar) {
        put(path, scalar.place());
        scalars.putIfAbsent(path, scalar);
    }

    Place at(String path) {
        for (String p = path; !p.isEmpty(); p = p.contains("/") ? p.substring(0, p.lastIndexOf('/')) : "") {
            Place place = places.get(p);
            if (place != null) {
                return place;
            }
        }
        return places.getOrDefault("", Place.NOWHERE);
    }

    /** The place of a character of a text, when the text stands in one line of the file; else of the text. */
    Place at(String path, int offset) {
        Yaml.Scalar scalar = scalars.get(path);
        return scalar == null ? at(path) : scalar.at(offset);
    }
}
