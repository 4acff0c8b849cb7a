package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Markdown file for each item in numbers: how long it takes until new items have their files, and until one change is
 * committed and is in its file. Its arguments are numbers of items.
 */
public final class ItemFilesReport {
    private static final Cause CAUSE = Cause.of("benchmark", "measure");
    private static final int ROUNDS = 30;

    private ItemFilesReport() {}

    /** {@code main 10 1000 10000}. */
    public static void main(String[] sizes) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Measured.machine());
        out.println();
        out.println("| items | first publication ms | for each ms | one change ms | until it is in its file ms |");
        out.println("|---|---|---|---|---|");
        report(out, 10, false); // warms up
        for (String size : sizes) {
            report(out, Integer.parseInt(size), true);
        }
    }

    private static void report(PrintStream out, int size, boolean isShown) throws IOException {
        Path root = Files.createTempDirectory("item-files");
        try {
            Path definitions = Files.createDirectories(root.resolve(".ai-planning/definitions"));
            Files.writeString(definitions.resolve("bench.yaml"), ItemsReport.definition("a file each"));
            try (LocalProject project = LocalProject.open(root)) {
                Workflow<Json> work = project.workflow("bench/main").open();
                work.initialize("bench", CAUSE);
                project.files().flush();
                long start = System.nanoTime();
                List<Item> items = work.items()
                        .addAll("task", ItemsReport.tasks(size), CAUSE)
                        .items();
                project.files().flush();
                double first = (System.nanoTime() - start) / 1e6;
                requireFiles(root, size);
                List<Double> commits = new ArrayList<>();
                List<Double> untilWritten = new ArrayList<>();
                for (int i = 0; i < 2 * ROUNDS; i++) {
                    String id = items.get(i % 10).id();
                    Json.Obj hours = Json.object(Map.of("hours", Json.of(i + 2)));
                    long begin = System.nanoTime();
                    Item changed =
                            work.items().edit(id, hours, Revision.NONE, CAUSE).item();
                    double commit = (System.nanoTime() - begin) / 1e6;
                    project.files().flush();
                    double written = (System.nanoTime() - begin) / 1e6;
                    requireHours(root, changed, i + 2);
                    if (i >= ROUNDS) {
                        commits.add(commit);
                        untilWritten.add(written);
                    }
                }
                if (isShown) {
                    out.printf(
                            Locale.ROOT,
                            "| %,d | %,.0f | %.2f | %.1f | %.1f |%n",
                            size,
                            first,
                            first / size,
                            ItemsReport.median(commits),
                            ItemsReport.median(untilWritten));
                }
            }
        } finally {
            ItemsReport.delete(root);
        }
    }

    private static void requireFiles(Path root, int size) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("docs/tasks"))) {
            long there = files.filter(file -> file.toString().endsWith(".md")).count();
            if (there != size) {
                throw new IllegalStateException(there + " files for " + size + " items");
            }
        }
    }

    private static void requireHours(Path root, Item item, int hours) throws IOException {
        Path file = root.resolve("docs/tasks/" + item.number().orElseThrow() + ".md");
        if (!Files.readString(file).contains("hours: " + hours)) {
            throw new IllegalStateException(file + " does not have " + hours + " hours");
        }
    }
}
