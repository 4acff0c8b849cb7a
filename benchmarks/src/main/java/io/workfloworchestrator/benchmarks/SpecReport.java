package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Many features in numbers: whether their documents agree, what is stale, which overlap, and what is next; beside {@code openspec
 * validate} on as many specifications: {@code FEATURES REQUIREMENTS [path of openspec]}.
 */
public final class SpecReport {
    private static final int ROUNDS = 5;

    private SpecReport() {}

    /** The report on stdout. */
    public static void main(String[] arguments) throws Exception {
        int features = Integer.parseInt(arguments[0]);
        int requirements = Integer.parseInt(arguments[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory("specs");
        out.println(Measured.machine() + ", " + features + " features with " + requirements + " requirements each");
        out.println();
        Path root = Files.createDirectories(folder.resolve("ours"));
        SpecFeatures made = new SpecFeatures(root);
        made.write(features, requirements);
        OpenProject open = made.open();
        out.println("| | first ms | median ms | of it CPU of the asking thread ms |");
        out.println("|---|---|---|---|");
        row(out, "analyse all", () -> analysed(open));
        row(out, "analyse one", () -> one(open));
        row(out, "overlaps of all", () -> overlaps(open));
        row(out, "stale of all", () -> stale(open));
        row(out, "next", () -> open.workflow().next().steps().size());
        if (arguments.length > 2) {
            Path theirs = Files.createDirectories(folder.resolve("theirs"));
            SpecFeatures.openSpec(theirs, features, requirements);
            row(out, "openspec validate --specs, a process", () -> validated(arguments[2], theirs));
        }
        out.println();
        out.println("load average after: " + Measured.machine());
    }

    private static void row(PrintStream out, String what, Supplier<Integer> work) {
        List<Double> times = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int found = 0;
        for (int i = 0; i <= ROUNDS; i++) {
            long cpu = threads.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            found = work.get();
            times.add((System.nanoTime() - began) / 1e6);
            busy.add((threads.getCurrentThreadCpuTime() - cpu) / 1e6);
        }
        double first = times.remove(0);
        times.sort(null);
        busy.sort(null);
        out.println(String.format(
                Locale.ROOT,
                "| %s (%d) | %.0f | %.0f | %.0f |",
                what,
                found,
                first,
                times.get(ROUNDS / 2),
                busy.get(ROUNDS / 2)));
    }

    private static int analysed(OpenProject open) {
        FeatureAnalysis analysis = new FeatureAnalysis(open);
        return analysis.features().ids().stream()
                .mapToInt(id -> analysis.consistency(id).size())
                .sum();
    }

    private static int one(OpenProject open) {
        FeatureAnalysis analysis = new FeatureAnalysis(open);
        return analysis.consistency(analysis.features().find("7")).size();
    }

    private static int overlaps(OpenProject open) {
        FeatureAnalysis analysis = new FeatureAnalysis(open);
        return analysis.features().ids().stream()
                .mapToInt(id -> analysis.overlaps(id).size())
                .sum();
    }

    private static int stale(OpenProject open) {
        ProjectFeatures features = new ProjectFeatures(open);
        DerivedDocuments derived = new DerivedDocuments(open, features, Clock.systemUTC());
        return features.ids().stream().mapToInt(id -> derived.stale(id).size()).sum();
    }

    private static int validated(String program, Path folder) {
        try {
            return new ProcessBuilder(program, "validate", "--specs", "--no-interactive")
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("openspec could not be run", e);
        }
    }
}
