package io.workfloworchestrator.taskexecutor.imports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A task in the form in which it goes from one tool to another. Empty texts stand for what the tool does not say.
 *
 * @param id its id there, unique in the list
 * @param hours the estimate, in hours; 0 if there is none
 * @param priority critical, high, medium or low
 * @param line its line there, from 1; 0 if it is the whole file
 */
public record PortableTask(
        String id,
        String title,
        String details,
        TaskState state,
        double hours,
        List<String> needs,
        List<String> files,
        String priority,
        List<String> tags,
        String owner,
        String due,
        String created,
        String completed,
        String notes,
        String blockedReason,
        String file,
        int line) {
    public PortableTask {
        needs = List.copyOf(needs);
        files = List.copyOf(files);
        tags = List.copyOf(tags);
    }

    PortableTask with(TaskState other, List<String> others) {
        return new PortableTask(
                id,
                title,
                details,
                other,
                hours,
                others,
                files,
                priority,
                tags,
                owner,
                due,
                created,
                completed,
                notes,
                blockedReason,
                file,
                line);
    }

    /** Collects what a tool says of a task. Not thread-safe. */
    static final class Builder {
        private static final int LONGEST_TITLE = 500;
        private static final int LONGEST_TEXT = 20_000;
        private static final int MOST_WORDS = 200;
        static final double MOST_HOURS = 10_000;

        final String id;
        private final String title;
        private final String file;
        private final int line;
        private final Set<String> needs = new LinkedHashSet<>();
        private final Set<String> files = new LinkedHashSet<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final List<String> details = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private TaskState state = TaskState.PENDING;
        private double hours;
        private String priority = "";
        private String owner = "";
        private String due = "";
        private String created = "";
        private String completed = "";
        private String blockedReason = "";

        Builder(String id, String title, String file, int line) {
            this.id = id;
            this.title = CleanText.line(title, LONGEST_TITLE);
            this.file = file;
            this.line = line;
        }

        int line() {
            return line;
        }

        String file() {
            return file;
        }

        Builder details(String text) {
            return part(details, text);
        }

        /** A text with words before it; nothing if it is empty. */
        Builder details(String before, String text) {
            return text.isBlank() ? this : details(before + text);
        }

        Builder notes(String text) {
            return part(notes, text);
        }

        /** A text with words before it; nothing if it is empty. */
        Builder notes(String before, String text) {
            return text.isBlank() ? this : notes(before + text);
        }

        private Builder part(List<String> parts, String text) {
            String clean = CleanText.block(text, LONGEST_TEXT);
            if (!clean.isEmpty() && !parts.contains(clean)) {
                parts.add(clean);
            }
            return this;
        }

        Builder state(TaskState is) {
            this.state = is;
            return this;
        }

        TaskState state() {
            return state;
        }

        /** An estimate; what is no number of hours is no estimate. */
        Builder hours(double estimate) {
            this.hours = Double.isFinite(estimate) && estimate > 0 && estimate <= MOST_HOURS ? estimate : 0;
            return this;
        }

        /** The same, as a text; any other text is no estimate. */
        Builder hours(String said) {
            return said.matches("\\d{1,5}(?:\\.\\d{1,4})?") ? hours(Double.parseDouble(said)) : this;
        }

        Builder need(String other) {
            return word(needs, other);
        }

        Builder touches(String path) {
            return word(files, path);
        }

        Builder tag(String word) {
            return word(tags, word);
        }

        private Builder word(Set<String> words, String given) {
            String clean = CleanText.line(given, 300);
            if (!clean.isEmpty() && words.size() < MOST_WORDS) {
                words.add(clean);
            }
            return this;
        }

        Builder priority(String word) {
            this.priority = word;
            return this;
        }

        Builder owner(String name) {
            this.owner = CleanText.line(name, 100);
            return this;
        }

        Builder due(String date) {
            this.due = date;
            return this;
        }

        Builder created(String date) {
            this.created = date;
            return this;
        }

        Builder completed(String date) {
            this.completed = date;
            return this;
        }

        Builder blockedReason(String why) {
            this.blockedReason = CleanText.line(why, LONGEST_TITLE);
            return this;
        }

        Set<String> needs() {
            return needs;
        }

        PortableTask build() {
            return new PortableTask(
                    id,
                    title,
                    String.join("\n\n", details),
                    state,
                    hours,
                    List.copyOf(needs),
                    List.copyOf(files),
                    priority,
                    List.copyOf(tags),
                    owner,
                    due,
                    created,
                    completed,
                    String.join("\n\n", notes),
                    blockedReason,
                    file,
                    line);
        }
    }
}
