package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateView.Notice;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project with issues in files of their own, goals whose folder is their status, and tasks in one list. */
final class Board implements AutoCloseable {
    static final Cause AGENT = Cause.of("agent", "a test");

    static final String YAML = """
            workflow: board
            phases:
              - id: work
            items:
              issue:
                number: I-000
                fields:
                  title: {type: string, required: true}
                  severity: {type: string, default: normal}
                  hours: double
                  due: string
                  needs: {type: list, of: string, default: []}
                  description: string
                  whyNow: string
                status: {values: [open, doing, fixed, dropped], final: [fixed, dropped], done: fixed}
                needs: item.needs
                due: item.due
                claim: {for: 15m}
                moves:
                  - {id: start, from: open, to: doing, tool: claim_item}
                  - id: fix
                    from: doing
                    to: fixed
                    when: [{id: proved, is: item.verified, otherwise: Prove it.}]
                    tool: move_item
                  - {id: drop, from: [open, doing], to: dropped, hint: Say why.}
                  - {id: reopen, from: [fixed, dropped], to: open, hint: Say why.}
                document: {path: "docs/issues/${item.number}.md", format: document, sections: [description, whyNow]}
              goal:
                number: G-00
                fields: {area: string, note: string}
                status: {values: [potential, active, done], final: done}
                moves:
                  - {id: begin, from: potential, to: active, hint: Begin.}
                  - {id: end, from: active, to: done, hint: End.}
                  - {id: park, from: active, to: potential, hint: Park.}
                document: {path: "goals/${item.status}/${item.area}/${item.title}.md", format: document, sections: [note]}
              task:
                number: T000
                fields: {owner: string, due: string, needs: {type: list, of: string}, order: int, hours: double}
                status: {values: [open, doing, done, dropped], final: [done, dropped]}
                needs: needs
                due: due
                moves:
                  - {id: begin, from: open, to: doing, hint: Begin.}
                  - {id: end, from: [open, doing], to: done, hint: End.}
                  - {id: drop, from: [open, doing], to: dropped, hint: Drop.}
                  - {id: reopen, from: [done, dropped], to: open, hint: Reopen.}
                document: {path: docs/tasks.md, format: checklist}
              purchase:
                status: {values: [wanted, bought], final: bought}
                moves:
                  - {id: buy, from: wanted, to: bought, hint: Buy.}
                  - {id: return, from: bought, to: wanted, hint: Return.}
                document: {path: docs/shopping.md, format: checklist}
            """;

    final Path folder;
    final LocalProject project;
    final Workflow<Json> workflow;

    private Board(Path folder, String yaml, Random random) {
        this.folder = folder;
        this.project = LocalProject.open(folder);
        this.workflow = project.workflow(WorkflowDefinition.parse("board.yaml", yaml))
                .random(random)
                .open();
    }

    /** The project in this folder, begun if it is new. */
    static Board open(Path folder) {
        return open(folder, YAML);
    }

    /** The same, by another definition. */
    static Board open(Path folder, String yaml) {
        return open(folder, yaml, new SecureRandom());
    }

    /** @param random of the ids */
    static Board open(Path folder, Random random) {
        return open(folder, YAML, random);
    }

    private static Board open(Path folder, String yaml, Random random) {
        Board board = new Board(folder, yaml, random);
        board.workflow.initialize("Board", AGENT);
        return board;
    }

    /** The project in this folder as it is. */
    static Board at(Path folder) {
        return new Board(folder, YAML, new SecureRandom());
    }

    Item add(String kind, Map<String, Json> fields) {
        Item item = workflow.items().add(kind, Json.object(fields), AGENT).item();
        flush();
        return item;
    }

    Item add(String kind, String title) {
        return add(kind, Map.of("title", Json.of(title)));
    }

    void edit(Item item, Map<String, Json> fields) {
        Object unused = workflow.items().edit(item.id(), Json.object(fields), Revision.NONE, AGENT);
        flush();
    }

    Item move(Item item, String move) {
        Item moved =
                workflow.items().move(item.id(), move, Revision.NONE, AGENT).item();
        flush();
        return moved;
    }

    /** Takes back the newest commit. */
    void undo() {
        Object unused = workflow.takeBack(project.state().head(), AGENT);
        flush();
    }

    void flush() {
        project.files().flush();
    }

    /** Looks at the files, as each question does, and waits until they say what the state has then. */
    Board look() {
        workflow.now();
        flush();
        return this;
    }

    Item item(String id) {
        return find(id).orElseThrow();
    }

    Optional<Item> find(String id) {
        return workflow.state().flatMap(state -> state.value().item(id));
    }

    List<Item> all(String kind) {
        List<Item> all = new ArrayList<>();
        workflow.state()
                .ifPresent(state -> state.value().items(kind).forEach((id, item) -> all.add(new Item(kind, id, item))));
        return all;
    }

    /** The titles of all tasks, in the order of their numbers. */
    List<String> titles() {
        return all("task").stream()
                .sorted(Comparator.comparing(task -> task.number().orElse("")))
                .map(Item::title)
                .toList();
    }

    Item titled(String kind, String title) {
        return all(kind).stream()
                .filter(item -> item.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " \"" + title + "\" among "
                        + all(kind).stream().map(Item::title).toList() + "; notices: " + notices()));
    }

    List<Notice> notices() {
        return project.state().notices();
    }

    List<String> codes() {
        return notices().stream().map(Notice::code).toList();
    }

    String text(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves a file as an editor does that writes in place. */
    void save(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String path, String what, String by) {
        String before = text(path);
        if (!before.contains(what)) {
            throw new AssertionError("no \"" + what + "\" in:\n" + before);
        }
        save(path, before.replace(what, by));
    }

    /** All Markdown files, by path. */
    Map<String, String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".md") && !file.toString().contains(".ai-planning"))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .collect(Collectors.toMap(file -> file, this::text, (a, b) -> a, java.util.TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        project.close();
    }
}
