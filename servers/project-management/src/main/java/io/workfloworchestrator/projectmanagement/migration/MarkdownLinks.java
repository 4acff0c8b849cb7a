package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links between Markdown files that moves would break. Reads only. */
final class MarkdownLinks {
    private static final int MOST_SHOWN = 5;
    private static final Pattern LINK = Pattern.compile("]\\(\\s*<?([^()<>\\s]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(```|~~~).*");

    private MarkdownLinks() {}

    /** The suggestions with the links that each would break: those in the file, and those of others to it. */
    static List<Analysis.Suggestion> named(FileTexts texts, List<String> files, List<Analysis.Suggestion> suggestions) {
        Map<String, String> moved = new HashMap<>();
        suggestions.forEach(one -> moved.put(one.source(), one.destination()));
        Set<String> known = new HashSet<>(files);
        Map<String, List<String>> broken = new HashMap<>();
        for (String file : files) {
            if (!moved.isEmpty() && file.toLowerCase(Locale.ROOT).endsWith(".md")) {
                look(texts, file, moved, known, broken);
            }
        }
        return suggestions.stream()
                .map(one ->
                        one.withLinks(PlanningItems.first(MOST_SHOWN, broken.getOrDefault(one.source(), List.of()))))
                .toList();
    }

    private static void look(
            FileTexts texts,
            String file,
            Map<String, String> moved,
            Set<String> known,
            Map<String, List<String>> broken) {
        // What cannot be read, the scan names.
        String text = new String(texts.read(file).text().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        int number = 0;
        boolean isFenced = false;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            isFenced ^= FENCE.matcher(line).matches();
            Matcher link = isFenced ? null : LINK.matcher(line);
            while (link != null && link.find()) {
                Optional<String> target = resolved(file, link.group(1));
                if (target.isPresent() && known.contains(target.get())) {
                    String here = moved.getOrDefault(file, file);
                    String there = moved.getOrDefault(target.get(), target.get());
                    boolean holds = resolved(here, link.group(1)).equals(Optional.of(there));
                    if (!holds) {
                        String said = file + ":" + number + " -> " + link.group(1);
                        String mover = moved.containsKey(file) ? file : target.get();
                        broken.computeIfAbsent(mover, any -> new ArrayList<>()).add(said);
                    }
                }
            }
        }
    }

    /** The file of the project that a link leads to; empty if it leads elsewhere. */
    static Optional<String> resolved(String file, String link) {
        String target = link.replaceFirst("[#?].*$", "");
        if (target.isEmpty() || target.contains(":") || target.startsWith("/")) {
            return Optional.empty();
        }
        Deque<String> path = new ArrayDeque<>();
        int slash = file.lastIndexOf('/');
        String whole = (slash < 0 ? "" : file.substring(0, slash + 1)) + decoded(target);
        for (String part : whole.split("/")) {
            if (part.equals("..")) {
                if (path.isEmpty()) {
                    return Optional.empty();
                }
                path.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                path.addLast(part);
            }
        }
        return Optional.of(String.join("/", path));
    }

    private static String decoded(String target) {
        try {
            return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return target;
        }
    }
}
