package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The event log of a project that keeps one: {@code EVENT-LOG.md}, in older projects {@code EVENT_LOG.md}. A line is added at its
 * end. A project without such a file has the history of its state.
 */
final class EventLog {
    private static final List<String> FILES = List.of("EVENT-LOG.md", "EVENT_LOG.md");

    private EventLog() {}

    /**
     * Adds a line; gives the file, or nothing if the project has none.
     *
     * @throws io.workfloworchestrator.files.PathException if the file cannot be written
     */
    static Optional<String> add(ProjectFolder folder, LocalDate today, String event) {
        Optional<String> file = FILES.stream().filter(folder::exists).findFirst();
        if (file.isPresent()) {
            String text = new String(folder.read(file.get(), Markdown.MAX_BYTES), StandardCharsets.UTF_8);
            String ending = text.contains("\r\n") ? "\r\n" : "\n";
            String parted = text.isEmpty() || text.endsWith("\n") ? text : text + ending;
            folder.replace(file.get(), (parted + "- " + today + " " + event + ending).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
