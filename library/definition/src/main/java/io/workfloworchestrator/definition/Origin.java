package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a definition came from: its file, its text, and the place of each part by a path such as {@code
 * rules/run-tests/when/no-reports}. A part without a place takes that of the nearest part around it. The places are
 * added while the definition is read, and stay as they are then.
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

    List<String> lines(String in) {
        return Stream.concat(Stream.of(this), others.stream())
                .filter(origin -> origin.file.equals(in))
                .findFirst()
                .map(origin -> origin.text.lines().toList())
                .orElse(List.of());
    }

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

    /** The place of a character in a text; that of the whole text when it spans lines. */
    Place at(String path, int offset) {
        Yaml.Scalar scalar = scalars.get(path);
        return scalar == null ? at(path) : scalar.at(offset);
    }
}
