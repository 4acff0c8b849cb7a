package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.workflow.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The section "Project Components" of the README, if there is one: a line for each finalized component. Lines that are there stay
 * as people wrote them; a line goes when its component is no longer finalized; all else in the section and the file stays.
 */
final class ReadmeComponents {
    private static final String FILE = "README.md";
    private static final String TITLE = "Project Components";
    private static final Pattern LINE = Pattern.compile("[ ]{0,3}[-*+] +(?:\\*\\*(.+?)\\*\\*|([^:*]+?))(?::.*|\\s*)");

    private ReadmeComponents() {}

    /**
     * Makes the section true to the components; empty if nothing was to be done.
     *
     * @throws io.workfloworchestrator.files.PathException if the file cannot be written
     */
    static Optional<String> refresh(ProjectFolder folder, List<Item> components) {
        if (!folder.exists(FILE)) {
            return Optional.empty();
        }
        byte[] bytes = folder.read(FILE, Markdown.MAX_BYTES);
        Markdown document = Markdown.read(bytes);
        Optional<Section> section = document.sections().stream()
                .filter(one -> one.title().strip().equalsIgnoreCase(TITLE))
                .findFirst();
        if (section.isEmpty()) {
            return Optional.empty();
        }
        String text = document.text();
        String before = section.get().body().of(text);
        String after = written(before, components);
        if (after.equals(before)) {
            return Optional.empty();
        }
        String mark = new String(bytes, StandardCharsets.UTF_8).startsWith("\uFEFF") ? "\uFEFF" : "";
        String whole = mark
                + text.substring(0, section.get().body().start())
                + after
                + text.substring(section.get().body().end());
        folder.replace(FILE, whole.getBytes(StandardCharsets.UTF_8));
        return Optional.of(FILE);
    }

    private static String written(String body, List<Item> components) {
        String ending = body.contains("\r\n") ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(Arrays.asList(body.split("(?<=\n)")));
        lines.removeIf(String::isEmpty);
        Map<String, Item> known = new LinkedHashMap<>();
        components.forEach(one -> known.put(one.title(), one));
        Set<String> there = new LinkedHashSet<>();
        lines.removeIf(line -> {
            Item item = known.get(name(line));
            boolean isGone = item != null && Components.stage(item) != Stage.FINALIZED;
            if (item != null && !isGone) {
                there.add(item.title());
            }
            return isGone;
        });
        int at = place(lines, known);
        for (Item item : components) {
            if (Components.stage(item) == Stage.FINALIZED && !there.contains(item.title())) {
                boolean isFirst = at == 0 || lines.get(at - 1).isBlank() || known.containsKey(name(lines.get(at - 1)));
                if (!isFirst || lines.isEmpty()) {
                    lines.add(at++, ending);
                }
                if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
                    lines.set(at - 1, lines.get(at - 1) + ending);
                }
                lines.add(at++, "- **" + item.title() + "**" + about(item) + ending);
            }
        }
        if (at > 0
                && at < lines.size()
                && known.containsKey(name(lines.get(at - 1)))
                && !lines.get(at).isBlank()) {
            lines.add(at, ending);
        }
        return String.join("", lines);
    }

    private static String about(Item item) {
        String text =
                ComponentFields.text(item, ComponentFields.DESCRIPTION).strip().replaceAll("\\s+", " ");
        String first = text.replaceFirst("(?<=[.!?]) .*$", "");
        return first.isEmpty() ? "" : ": " + first;
    }

    /** Behind the last line of a component, else behind the text. */
    private static int place(List<String> lines, Map<String, Item> known) {
        for (int i = lines.size(); i > 0; i--) {
            if (known.containsKey(name(lines.get(i - 1)))) {
                return i;
            }
        }
        int last = lines.size();
        while (last > 0 && lines.get(last - 1).isBlank()) {
            last--;
        }
        return last;
    }

    private static String name(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        return !matcher.matches()
                ? ""
                : matcher.group(1) != null ? matcher.group(1) : matcher.group(2).strip();
    }
}
