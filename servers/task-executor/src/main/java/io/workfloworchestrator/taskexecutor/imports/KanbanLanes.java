package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.documents.Section;
import java.util.List;
import java.util.Optional;

/**
 * The lanes of a board of Obsidian's plugin Kanban: the headings of level 2 of a note whose front matter has {@code kanban-plugin}. A lane
 * with the line {@code **Complete**} means done. Immutable.
 */
final class KanbanLanes {
    private final MarkdownFile file;
    private final List<Section> lanes;

    private KanbanLanes(MarkdownFile file, List<Section> lanes) {
        this.file = file;
        this.lanes = lanes;
    }

    /** The lanes of a board; no lane for any other note. */
    static KanbanLanes of(MarkdownFile file) {
        boolean isBoard = !file.fields().text("kanban-plugin").isEmpty();
        return new KanbanLanes(
                file,
                isBoard
                        ? file.document().sections(2).stream()
                                .filter(section -> section.level() == 2)
                                .toList()
                        : List.of());
    }

    /** The lane in which a character stands; empty if it is in none. */
    Optional<Section> at(int index) {
        return lanes.stream()
                .filter(lane ->
                        lane.body().start() <= index && index < lane.body().end())
                .findFirst();
    }

    /** Gives a card the status of its lane; a lane that is no status is a tag. */
    void state(Section lane, PortableTask.Builder task, Reading reading) {
        boolean isComplete = lane.body()
                .of(file.text())
                .lines()
                .anyMatch(line -> line.strip().equals("**Complete**"));
        Optional<TaskState> known = isComplete ? Optional.of(TaskState.COMPLETED) : TaskState.of(lane.title());
        known.ifPresent(task::state);
        if (known.isEmpty()) {
            PortableTask.Builder unused = task.tag(lane.title());
            reading.note(
                    task.file(),
                    task.line(),
                    "the lane \"" + lane.title() + "\" is no status; it becomes a tag, and the task is pending.");
        }
    }
}
