package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Items in numbers: what is next, one change, and the first look of a process, with the items in the state alone, in one check
 * list, and in a Markdown file each, beside Node that keeps a Markdown file for each and nothing else: {@code run short|usual}.
 */
public final class ItemsReport {
    private static final Cause CAUSE = Cause.of("benchmark", "measure");
    private static final int WARM = 30;

    /** Reads every file, finds what may be begun, and writes one anew beside and renames it, with a sync. */
    private static final String NODE = """
            const fs = require('fs'), root = process.argv[1], rounds = Number(process.argv[2]);
            const field = (text, name) => (text.match(new RegExp('^' + name + ': (.*)$', 'm')) || [])[1] || '';
            const read = () => {
              const all = new Map();
              for (const name of fs.readdirSync(root)) {
                const text = fs.readFileSync(root + '/' + name, 'utf8');
                all.set(field(text, 'id'), { status: field(text, 'status'), needs: field(text, 'needs'), name, text });
              }
              return all;
            };
            const next = () => {
              const all = read();
              return [...all.values()].filter(t => t.status === 'open'
                && (!t.needs || (all.get(t.needs) || {}).status === 'done')).slice(0, 5);
            };
            const change = i => {
              const name = fs.readdirSync(root)[i], path = root + '/' + name;
              const text = fs.readFileSync(path, 'utf8').replace(/^hours: .*$/m, 'hours: ' + i);
              const file = fs.openSync(path + '.tmp', 'w');
              fs.writeSync(file, text); fs.fsyncSync(file); fs.closeSync(file); fs.renameSync(path + '.tmp', path);
            };
            const time = f => { const t = process.hrtime.bigint(); f(); return Number(process.hrtime.bigint() - t) / 1e6; };
            const median = list => list.sort((a, b) => a - b)[list.length >> 1];
            const first = time(next), nexts = [], changes = [];
            for (let i = 0; i < rounds; i++) { changes.push(time(() => change(i % 10))); nexts.push(time(next)); }
            console.log([median(nexts), median(changes), first].join(' '));
            """;

    private final PrintStream out;
    private final Path folder;

    private ItemsReport(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** {@code run short|usual}. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = Arrays.asList(arguments).contains("short");
        Path folder = Files.createTempDirectory("items");
        try {
            new ItemsReport(new PrintStream(System.out, true, StandardCharsets.UTF_8), folder)
                    .report(quick ? List.of(10, 1_000) : List.of(10, 1_000, 10_000));
        } finally {
            delete(folder);
        }
    }

    private void report(List<Integer> sizes) throws Exception {
        out.println(Measured.machine());
        out.println();
        out.println(
                "| items | kept | next, nothing changed ms | one change ms | next after it ms | first look of a process ms |");
        out.println("|---|---|---|---|---|---|");
        for (int size : sizes) {
            for (String kept : List.of("state", "check list", "a file each")) {
                ours(size, kept);
            }
            node(size);
        }
    }

    private void ours(int size, String kept) throws IOException {
        Path root = Files.createDirectories(folder.resolve(kept.replace(' ', '-') + size));
        Path definitions = Files.createDirectories(root.resolve(".ai-planning/definitions"));
        Files.writeString(definitions.resolve("bench.yaml"), definition(kept));
        List<Item> items;
        try (LocalProject project = LocalProject.open(root)) {
            Workflow<Json> work = project.workflow("bench/main").open();
            work.initialize("bench", CAUSE);
            items = work.items().addAll("task", tasks(size), CAUSE).items();
            work.items().edit(items.get(1).id(), needs(items.get(0)), Revision.NONE, CAUSE);
            project.files().flush();
        }
        double first = millis(() -> {
            try (LocalProject project = LocalProject.open(root)) {
                use(project.workflow("bench/main").open().next());
            }
        });
        try (LocalProject project = LocalProject.open(root)) {
            Workflow<Json> work = project.workflow("bench/main").open();
            List<Double> still = new ArrayList<>();
            List<Double> changes = new ArrayList<>();
            List<Double> after = new ArrayList<>();
            for (int i = 0; i < 2 * WARM; i++) {
                String id = items.get(i % 10).id();
                Json.Obj hours = Json.object(Map.of("hours", Json.of(i)));
                double change = millis(() -> use(work.items().edit(id, hours, Revision.NONE, CAUSE)));
                double next = millis(() -> use(work.next()));
                double same = millis(() -> use(work.next()));
                if (i >= WARM) {
                    changes.add(change);
                    after.add(next);
                    still.add(same);
                }
            }
            row(size, "ours, " + kept, median(still), median(changes), median(after), first);
        }
    }

    private void node(int size) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("node" + size));
        for (int i = 0; i < size; i++) {
            Files.writeString(
                    root.resolve("task-" + i + ".md"),
                    "---\nid: T-" + i + "\nstatus: open\nneeds: " + (i == 1 ? "T-0" : "") + "\nhours: 1\n---\n# Task "
                            + i + "\n\n" + "Some words about it. ".repeat(10) + "\n");
        }
        Process node = new ProcessBuilder("node", "-e", NODE, root.toString(), Integer.toString(WARM))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] figures = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        if (node.waitFor() != 0 || figures.length != 3) {
            throw new IOException("Node gave no figures.");
        }
        double next = Double.parseDouble(figures[0]);
        row(size, "Node, a file each", next, Double.parseDouble(figures[1]), next, Double.parseDouble(figures[2]));
    }

    private void row(int size, String what, double still, double change, double after, double first) {
        out.printf(Locale.ROOT, "| %,d | %s | %.2f | %.1f | %.1f | %.0f |%n", size, what, still, change, after, first);
    }

    static String definition(String kept) {
        String document = switch (kept) {
            case "check list" -> "    document: {path: docs/tasks.md, format: checklist}\n";
            case "a file each" -> "    document: {path: \"docs/tasks/${item.number}.md\", format: document}\n";
            default -> "";
        };
        return """
                workflow: bench
                version: 1
                items:
                  task:
                    number: T-0000
                    fields:
                      title: {type: string, required: true}
                      hours: {type: double, default: 1}
                      needs: {type: list, of: string, default: []}
                    status: {values: [open, done], first: open, final: [done]}
                    needs: item.needs
                    moves:
                      - {id: complete, from: open, to: done, hint: Do it.}
                """ + document + """
                phases:
                  - {id: work}
                """;
    }

    static List<Json.Obj> tasks(int size) {
        return Stream.iterate(0, i -> i + 1)
                .limit(size)
                .map(i -> Json.object(Map.of("title", Json.of("Task " + i + ": some words about it"))))
                .toList();
    }

    private static Json.Obj needs(Item item) {
        return Json.object(Map.of("needs", Json.strings(List.of(item.id()))));
    }

    private static double millis(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(Double.NaN);
    }

    private static void use(Object answer) {
        if (answer.hashCode() == 42 && answer.toString().isEmpty()) {
            throw new IllegalStateException("never");
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
