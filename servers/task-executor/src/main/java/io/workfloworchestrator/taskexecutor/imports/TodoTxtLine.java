package io.workfloworchestrator.taskexecutor.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a todo.txt, as in the rules of the format: {@code x 2026-03-02 2026-03-01 (A) text +project @context key:value}.
 *
 * <p>A backslash before a word keeps it from being a project, a context or a key, and a backslash before the text keeps its beginning from
 * being a mark; so a text of a user comes back as it was.
 *
 * @param priority a letter from A to Z; empty if there is none
 * @param completed the day it was done; empty if it does not say
 * @param created the day it was made; empty if it does not say
 * @param text without projects, contexts and keys
 * @param projects the words behind a plus
 * @param contexts the words behind an at sign
 */
public record TodoTxtLine(
        boolean done,
        String priority,
        String completed,
        String created,
        String text,
        List<String> projects,
        List<String> contexts,
        Map<String, String> keys) {
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final Pattern DONE =
            Pattern.compile("x (?:\\(([A-Z])\\) )?(?:(" + DAY + ") (?:(" + DAY + ") )?)?(?:\\(([A-Z])\\) )?(.*)");
    private static final Pattern OPEN = Pattern.compile("(?:\\(([A-Z])\\) )?(?:(" + DAY + ") )?(.*)");
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,30}):([^\\s:/][^\\s]*)");
    private static final Pattern BEGINS = Pattern.compile("\\\\*(?:x |\\([A-Z]\\) |" + DAY + " ).*");
    private static final Pattern MARKED = Pattern.compile("\\\\*(?:[+@]\\S+|" + KEY.pattern() + ")");

    public TodoTxtLine {
        projects = List.copyOf(projects);
        contexts = List.copyOf(contexts);
        keys = Map.copyOf(keys);
    }

    public static TodoTxtLine read(String line) {
        Matcher done = DONE.matcher(line);
        if (done.matches()) {
            String priority = done.group(1) == null ? orEmpty(done, 4) : done.group(1);
            return words(true, priority, orEmpty(done, 2), orEmpty(done, 3), done.group(5));
        }
        Matcher open = OPEN.matcher(line);
        return open.matches()
                ? words(false, orEmpty(open, 1), "", orEmpty(open, 2), open.group(3))
                : words(false, "", "", "", line);
    }

    private static String orEmpty(Matcher found, int group) {
        return found.group(group) == null ? "" : found.group(group);
    }

    private static TodoTxtLine words(boolean done, String priority, String completed, String created, String rest) {
        List<String> text = new ArrayList<>();
        List<String> projects = new ArrayList<>();
        List<String> contexts = new ArrayList<>();
        Map<String, String> keys = new LinkedHashMap<>();
        for (String word : rest.split(" ", -1)) {
            Matcher key = KEY.matcher(word);
            if (word.length() > 1 && word.startsWith("+")) {
                projects.add(word.substring(1));
            } else if (word.length() > 1 && word.startsWith("@")) {
                contexts.add(word.substring(1));
            } else if (key.matches() && !keys.containsKey(key.group(1))) {
                keys.put(key.group(1), key.group(2));
            } else {
                text.add(MARKED.matcher(word).matches() && word.startsWith("\\") ? word.substring(1) : word);
            }
        }
        String said = String.join(" ", text).strip();
        boolean begins = said.startsWith("\\") && BEGINS.matcher(said + " ").matches();
        return new TodoTxtLine(
                done, priority, completed, created, begins ? said.substring(1) : said, projects, contexts, keys);
    }

    public String written() {
        StringBuilder line = new StringBuilder(done ? "x " : "");
        if (!done && !priority.isEmpty()) {
            line.append('(').append(priority).append(") ");
        }
        line.append(done && !completed.isEmpty() ? completed + " " : "");
        line.append(!created.isEmpty() && (!done || !completed.isEmpty()) ? created + " " : "");
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            words.add(MARKED.matcher(word).matches() ? "\\" + word : word);
        }
        String said = String.join(" ", words);
        line.append(BEGINS.matcher(said + " ").matches() ? "\\" + said : said);
        projects.forEach(word -> line.append(" +").append(word));
        contexts.forEach(word -> line.append(" @").append(word));
        keys.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        key -> line.append(' ').append(key.getKey()).append(':').append(key.getValue()));
        return line.toString();
    }
}
