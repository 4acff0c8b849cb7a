package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A definition of tasks for tests of commands and servers. */
final class Tasks {
    static final String DEFINITION = """
            workflow: work
            version: 1
            items:
              task:
                number: T-000
                fields:
                  title: {type: string, required: true}
                  hours: {type: double, default: 1}
                  area: string
                  needs: {type: list, of: string}
                status: {values: [open, doing, done, dropped], first: open, final: [done, dropped], done: done}
                needs: needs
                effort: hours
                claim: {for: 15m}
                moves:
                  - {id: start, from: open, to: doing, tool: move_item}
                  - id: complete
                    from: doing
                    to: done
                    when:
                      - id: proved
                        is: item.evidence.exists(e, e.fresh)
                        otherwise: "No fresh evidence yet: run the checks of ${item.title}."
                    tool: move_item
                  - {id: drop, from: [open, doing], to: dropped, hint: Say why.}
            phases:
              - id: work
                steps: [{id: all, title: All is done, done: "size(items.task.all) > 0 && items.task.all.all(t, t.final)"}]
            """;

    private Tasks() {}

    /** Begins a workflow of tasks in a project. */
    static Shell begin(Path project) throws IOException {
        Path definitions = Files.createDirectories(project.resolve(Definitions.FOLDER));
        Files.writeString(definitions.resolve("work.yaml"), DEFINITION);
        Shell shell = new Shell(project);
        Shell.Outcome begun = shell.run("init", "-w", "work/main", "--name", "Work");
        if (begun.code() != 0) {
            throw new IllegalStateException(begun.err());
        }
        return shell;
    }
}
