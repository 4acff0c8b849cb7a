package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.json.Worded;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says where files of one sort belong. What is empty is not asked for.
 *
 * @param names whole names, in lower case
 * @param words whole words of the name, in lower case
 * @param extensions in lower case, without the dot
 * @param folders the first folder of the path, in lower case
 * @param under folders in which the file lies
 * @param isRoot whether the file must lie in no folder
 * @param to the destination with its holes; empty if the file stays where it is
 * @param isCode whether it is proposed only where somebody asks for code
 */
record PlaceRule(
        String id,
        String what,
        List<String> names,
        List<String> words,
        List<String> extensions,
        List<String> folders,
        List<String> under,
        boolean isRoot,
        String to,
        boolean isCode,
        Confidence confidence,
        String because) {
    boolean fits(String path) {
        String name = name(path);
        String lower = name.toLowerCase(Locale.ROOT);
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')).toLowerCase(Locale.ROOT) : "";
        return (!isRoot || first.isEmpty())
                && (names.isEmpty() || names.contains(lower))
                && (extensions.isEmpty() || extensions.contains(extension(lower)))
                && (folders.isEmpty() || folders.contains(first))
                && (under.isEmpty() || above(path).isPresent())
                && (words.isEmpty() || words(name).stream().anyMatch(words::contains));
    }

    private Optional<String> above(String path) {
        return under.stream().filter(folder -> path.startsWith(folder + "/")).findFirst();
    }

    String destination(String path) {
        String below = above(path)
                .map(folder -> path.substring(folder.length() + 1))
                .orElseGet(() -> path.substring(path.indexOf('/') + 1));
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return to.replace("{path}", path)
                .replace("{below}", below)
                .replace("{name}", name)
                .replace("{stem}", dot > 0 ? name.substring(0, dot) : name);
    }

    /** Where a file goes whose destination is taken: its whole path below the rule's folder. */
    String otherDestination(String path) {
        int hole = to.indexOf('{');
        String folder = hole < 0 ? to.substring(0, to.lastIndexOf('/') + 1) : to.substring(0, hole);
        return folder + path;
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** The words of a name: {@code apiGuide-v2.md} has api, guide, v2 and md. */
    static List<String> words(String name) {
        return Arrays.stream(name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ")
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    enum Confidence implements Worded {
        LOW,
        MEDIUM,
        HIGH;

        static final List<String> WORDS =
                Arrays.stream(values()).map(Confidence::word).toList();
    }
}
