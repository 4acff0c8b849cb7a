package io.workfloworchestrator.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a file says by its place whose it is: each path of a document belongs to one kind, and to one of the places that a
 * kind has by status, in every layout. Pure functions.
 */
final class DocumentPlaces {
    private DocumentPlaces() {}

    /** One path that files of a kind may have; the status is null for the path that all without a place share. */
    private record Place(String kind, String at, @Nullable String status, String path) {
        String whose() {
            String one = ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
            return status == null ? one + " of a status without a place" : one + " that is " + status;
        }
    }

    static void verify(DefinitionParts definition, Problems problems) {
        Set<String> said = new LinkedHashSet<>();
        for (LayoutDefinition layout : definition.allLayouts()) {
            Map<String, String> paths = definition.resolvedPaths(layout);
            Map<String, String> owners = new HashMap<>();
            definition.kinds().forEach((name, kind) -> {
                List<Place> places = places(name, kind, paths);
                for (Place place : places) {
                    String owner = owners.putIfAbsent(place.path, name);
                    if (owner != null && !owner.equals(name) && said.add(place.at)) {
                        problems.add(
                                "E_RULE_PATH",
                                place.at,
                                "the items of " + owner
                                        + " are written there already. Give each kind files of its own.");
                    }
                }
                overlaps(places, layout, said, problems);
            });
        }
    }

    private static List<Place> places(String name, KindDefinition kind, Map<String, String> paths) {
        DocumentDefinition document = kind.document();
        List<Place> places = new ArrayList<>();
        if (document == null) {
            return places;
        }
        String at = "items/" + name + "/document";
        if (!document.places().keySet().containsAll(kind.status().values())) {
            places.add(new Place(name, at + "/path", null, PathNames.resolve(document.path(), paths)));
        }
        document.places().forEach((status, written) -> {
            for (int i = 0; i < written.size(); i++) {
                String where = at + "/places/" + status + "/" + i;
                places.add(new Place(name, where, status, PathNames.resolve(written.get(i), paths)));
            }
        });
        return places;
    }

    private static void overlaps(
            List<Place> places, @Nullable LayoutDefinition layout, Set<String> said, Problems problems) {
        for (int i = 0; i < places.size(); i++) {
            for (Place other : places.subList(0, i)) {
                Place place = places.get(i);
                boolean isOther = !String.valueOf(place.status).equals(String.valueOf(other.status));
                if (isOther && overlap(place.path, other.path) && said.add(place.at)) {
                    problems.add(
                            "E_RULE_PATH",
                            place.at,
                            "a file there could be that of " + place.whose() + ", or of " + other.whose() + " ("
                                    + other.path + ")"
                                    + (layout == null ? "" : " in layout \"" + layout.id() + "\"")
                                    + ". Give each a folder of its own, or leave the status out of \"places\": then it"
                                    + " has \"path\".");
                }
            }
        }
    }

    /** Whether a file can be at both, whatever is filled in. */
    private static boolean overlap(String one, String other) {
        String[] a = one.split("/", -1);
        String[] b = other.split("/", -1);
        boolean may = a.length == b.length;
        for (int i = 0; may && i < a.length; i++) {
            may = mayEqual(a[i], b[i]);
        }
        return may;
    }

    private static boolean mayEqual(String one, String other) {
        boolean areTexts = !one.contains("${") && !other.contains("${");
        String begin = begin(one);
        String end = end(one);
        return areTexts
                ? one.equals(other)
                : (begin.startsWith(begin(other)) || begin(other).startsWith(begin))
                        && (end.endsWith(end(other)) || end(other).endsWith(end));
    }

    private static String begin(String segment) {
        int hole = segment.indexOf("${");
        return hole < 0 ? segment : segment.substring(0, hole);
    }

    private static String end(String segment) {
        return segment.substring(segment.lastIndexOf('}') + 1);
    }
}
