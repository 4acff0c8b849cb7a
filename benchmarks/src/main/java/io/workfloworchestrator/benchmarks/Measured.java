package io.workfloworchestrator.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Medians of JMH runs, by benchmark and parameters; for tables that compare them. Not thread-safe. */
final class Measured {

    private final PrintStream progress;
    private final Map<String, Double> medians = new HashMap<>();

    Measured(PrintStream progress) {
        this.progress = progress;
    }

    /** Runs what the options say, and keeps the medians, in the unit of the benchmark. */
    void run(String what, ChainedOptionsBuilder options) throws RunnerException {
        long began = System.nanoTime();
        progress.print(what + " …");
        progress.flush();
        Collection<RunResult> results =
                new Runner(options.verbosity(VerboseMode.SILENT).build()).run();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            Map<String, String> parameters = new TreeMap<>();
            for (String name : result.getParams().getParamsKeys()) {
                parameters.put(name, result.getParams().getParam(name));
            }
            medians.put(
                    benchmark.substring(benchmark.lastIndexOf('.') + 1) + parameters.values(),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        progress.printf(Locale.ROOT, " %.0f s%n", (System.nanoTime() - began) / 1e9);
    }

    /** The median; parameters in the alphabetical order of their names. NaN if this benchmark was not run. */
    double median(String benchmark, Object... parameters) {
        return medians.getOrDefault(benchmark + List.of(parameters), Double.NaN);
    }

    /** A figure in a table; a dash if the benchmark was not run. */
    static String cell(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    /** The line that every report begins with. */
    static String machine() {
        return String.format(
                Locale.ROOT,
                "JDK %s, %d cores, load average %.1f",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
