package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.diagram.Dates;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.diagram.Lane;
import io.workfloworchestrator.diagram.Look;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.schedule.Parallelization;
import io.workfloworchestrator.taskexecutor.schedule.PlannedTask;
import io.workfloworchestrator.taskexecutor.schedule.Schedule.Slot;
import io.workfloworchestrator.taskexecutor.schedule.Strategy;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Pictures of Mermaid, drawn by the diagrams of the house. Pure functions. */
final class MermaidExport {
    private static final double HOURS_A_DAY = 8;

    private MermaidExport() {}

    static String flowchart(TaskExport export) {
        Diagram.Builder diagram = Diagram.titled(export.title());
        Set<String> ids = export.tasks().stream().map(PortableTask::id).collect(Collectors.toSet());
        export.tasks().forEach(task -> diagram.node(node(task)));
        export.tasks()
                .forEach(task ->
                        task.needs().stream().filter(ids::contains).forEach(need -> diagram.edge(need, task.id())));
        return Drawing.of(diagram.build(), Picture.DEPENDENCIES).as(Format.MERMAID);
    }

    /**
     * What is not done, a section for each agent, on the days on which the schedule has it, of eight hours each. Throws CodedException if
     * the tasks have no order.
     */
    static String gantt(TaskExport export) {
        Parallelization plan = Parallelization.of(
                export.tasks().stream().map(MermaidExport::planned).toList(), Strategy.CONSERVATIVE, export.agents());
        Map<String, PortableTask> tasks = new HashMap<>();
        export.tasks().forEach(task -> tasks.put(task.id(), task));
        LocalDate first = export.now().atZone(ZoneOffset.UTC).toLocalDate();
        Diagram.Builder diagram = Diagram.titled(export.title());
        List<Slot> slots = plan.schedule().slots();
        for (Slot slot : slots) {
            PortableTask task = tasks.get(slot.task());
            if (task != null) {
                LocalDate begin = first.plusDays((long) (slot.start() / HOURS_A_DAY));
                LocalDate end = first.plusDays((long) Math.ceil(slot.end() / HOURS_A_DAY - 1e-9) - 1);
                diagram.node(node(task).dates(new Dates(begin, end.isBefore(begin) ? begin : end)));
            }
        }
        for (int agent = 1; agent <= export.agents(); agent++) {
            int number = agent;
            List<String> own = slots.stream()
                    .filter(slot -> slot.agent() == number)
                    .map(Slot::task)
                    .toList();
            if (!own.isEmpty()) {
                diagram.lane(Lane.of("Agent " + agent, own));
            }
        }
        return Drawing.of(diagram.build(), Picture.TIMELINE).as(Format.MERMAID);
    }

    private static PlannedTask planned(PortableTask task) {
        return new PlannedTask(
                task.id(),
                task.title(),
                task.hours(),
                task.needs(),
                task.files(),
                task.state().isFinal());
    }

    private static Node node(PortableTask task) {
        Node node = Node.of(task.id(), task.id() + " " + task.title());
        return switch (task.state()) {
            case COMPLETED -> node.look(Look.DONE).progress(100);
            case CANCELLED -> node.look(Look.LOW);
            case BLOCKED -> node.look(Look.BLOCKED);
            case IN_PROGRESS -> node.look(Look.HIGH);
            case PENDING -> node.look(Look.PLAIN);
        };
    }
}
