package io.workfloworchestrator.workflow;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a definition came from: file name, text, and the place of each of its parts, by path such as {@code
 * rules/run-tests/when/no-reports}. A part without a place takes that of the nearest part around it. Filled while
 * reading, then only read.
 */
final class Origin {
    private final String file;
    private final String text;
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
        return new Problems(file, text);
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
