package io.workfloworchestrator.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Durable updates of one goal: throughput, latency and fairness by processes and by size of the state, beside a raw
 * SQLite transaction and a single JSON file, interleaved in one run.
 *
 * <p>{@code run [SECONDS]} prints Markdown tables. The figures belong to this run on this machine; only ratios can
 * be compared with other runs.
 */
public final class StateBenchmark {
    private static final List<String> KINDS = List.of("raw-sqlite", "ours", "ours+files", "json-file");
    private static final int[] PROCESSES = {1, 2, 4, 8, 16};
    private static final int[] GOALS = {10, 100, 1_000, 10_000};
    private static final int WARM_UP = 300;

    /** Larger than the number of workers: values of one worker are this far apart, so no two workers share a value. */
    private static final int MOST = 100;

    private final PrintStream out;
    private final long seconds;

    private StateBenchmark(PrintStream out, long seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    /** Takes {@code run [SECONDS]}. The benchmark itself starts processes with {@code worker}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("worker")) {
            work(
                    arguments[1],
                    Path.of(arguments[2]),
                    arguments[3],
                    Integer.parseInt(arguments[4]),
                    Long.parseLong(arguments[5]),
                    Integer.parseInt(arguments[6]));
        } else {
            long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3;
            new StateBenchmark(new PrintStream(System.out, true, StandardCharsets.UTF_8), seconds).run();
        }
    }

    private void run() throws Exception {
        out.printf(
                Locale.ROOT,
                "JDK %s, %d cores, load before %.1f, %d s a cell%n%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                seconds);
        out.println("### One process, by size of the state");
        out.println();
        header();
        for (int goals : GOALS) {
            double floor = 0;
            for (String kind : KINDS) {
                floor = row(kind, 1, goals, "same", floor);
            }
        }
        for (String keys : List.of("same", "own")) {
            out.println();
            out.println("### Several processes, " + (keys.equals("same") ? "the same key" : "a key each") + ", 10 KB");
            out.println();
            header();
            for (int processes : PROCESSES) {
                double floor = 0;
                for (String kind : KINDS.subList(0, keys.equals("same") ? 4 : 3)) {
                    floor = row(kind, processes, 10, keys, floor);
                }
            }
        }
        out.println();
        out.println("### Four processes, the same key, 10 MB");
        out.println();
        header();
        double floor = 0;
        for (String kind : KINDS.subList(0, 3)) {
            floor = row(kind, 4, 10_000, "same", floor);
        }
    }

    private void header() {
        out.println(
                "| what | processes | state | updates/s | of raw | p50 µs | of raw | p99 µs | longest ms | slowest/fastest |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
    }

    /** Measures one cell; returns the p50 of the floor in µs. */
    private double row(String kind, int processes, int goals, String keys, double floor) throws Exception {
        Path folder = Files.createTempDirectory("benchmark");
        try {
            List<Result> results = measure(kind, processes, goals, keys, folder);
            long sum = results.stream().mapToLong(Result::count).sum();
            long[] counts = results.stream().mapToLong(Result::count).toArray();
            double p50 = results.stream().mapToDouble(Result::p50).average().orElse(0);
            double p99 = results.stream().mapToDouble(Result::p99).max().orElse(0);
            double longest = results.stream().mapToDouble(Result::longest).max().orElse(0);
            double fair = (double) Arrays.stream(counts).min().orElse(0)
                    / Math.max(1, Arrays.stream(counts).max().orElse(1));
            if (kind.equals("raw-sqlite")) {
                rawRate = sum;
            }
            double base = kind.equals("raw-sqlite") ? p50 : floor;
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %d | %.2f | %.0f | %s | %.0f | %.1f | %.2f |%n",
                    kind,
                    processes,
                    goals >= 1_000 ? goals / 1_000 + " MB" : goals + " KB",
                    sum / seconds,
                    (double) sum / Math.max(1, rawRate),
                    p50,
                    // One raw writer gets nearly all turns while the others wait, so their median says nothing.
                    processes == 1 ? String.format(Locale.ROOT, "%.2f", p50 / base) : "",
                    p99,
                    longest / 1_000,
                    fair);
            return base;
        } finally {
            delete(folder);
        }
    }

    private long rawRate = 1;

    private List<Result> measure(String kind, int processes, int goals, String keys, Path folder) throws Exception {
        for (int i = 0; i < (keys.equals("own") ? processes : 1); i++) {
            try (Subject subject = Subject.open(kind, folder, "k" + i)) {
                subject.create(goals);
            }
        }
        List<Process> workers = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                workers.add(start(kind, folder, keys.equals("own") ? "k" + i : "k0", goals, i));
            }
            List<BufferedReader> readers = new ArrayList<>();
            for (Process worker : workers) {
                BufferedReader reader = worker.inputReader(StandardCharsets.UTF_8);
                expect(reader.readLine(), "ready");
                readers.add(reader);
            }
            for (Process worker : workers) {
                worker.getOutputStream().write('\n');
                worker.getOutputStream().flush();
            }
            List<Result> results = new ArrayList<>();
            for (BufferedReader reader : readers) {
                results.add(Result.parse(reader.readLine()));
            }
            return results;
        } finally {
            for (Process worker : workers) {
                worker.destroy();
                worker.waitFor();
            }
        }
    }

    private Process start(String kind, Path folder, String key, int goals, int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StateBenchmark.class.getName(),
                "worker",
                kind,
                folder.toString(),
                key,
                Integer.toString(goals),
                Long.toString(seconds),
                Integer.toString(number)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void expect(String got, String wanted) {
        if (!wanted.equals(got)) {
            throw new IllegalStateException("a worker said " + got + " where " + wanted + " was expected");
        }
    }

    /**
     * Each worker uses its own order of goals and its own values, because writing an equal value would not be an
     * update.
     */
    private static void work(String kind, Path folder, String key, int goals, long seconds, int number)
            throws Exception {
        Random random = new Random(42 + number);
        long value = number;
        try (Subject subject = Subject.open(kind, folder, key)) {
            int warmUp = kind.equals("json-file") && goals > 1_000 ? 10 : WARM_UP;
            for (int i = 0; i < warmUp; i++) {
                subject.update(random.nextInt(goals), value += MOST);
            }
            System.out.println("ready");
            System.in.read();
            long[] took = new long[1 << 20];
            int count = 0;
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000L;
            for (long now = begin; now < end && count < took.length; ) {
                subject.update(random.nextInt(goals), value += MOST);
                long after = System.nanoTime();
                took[count++] = after - now;
                now = after;
            }
            long[] sorted = Arrays.copyOf(took, count);
            Arrays.sort(sorted);
            System.out.println(count + " " + sorted[count / 2] / 1e3 + " " + sorted[(int) (count * 0.99)] / 1e3 + " "
                    + sorted[count - 1] / 1e3);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** What one process did: updates, and their latencies in µs. */
    private record Result(long count, double p50, double p99, double longest) {
        static Result parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Result(
                    Long.parseLong(parts[0]),
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]));
        }
    }
}
