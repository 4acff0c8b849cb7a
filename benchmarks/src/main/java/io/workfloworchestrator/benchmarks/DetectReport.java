package io.workfloworchestrator.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link DetectBenchmark} and prints Markdown tables: {@code run short|usual}. */
public final class DetectReport {
    private static final int[] SIZES = {10, 1_000, 10_000};

    /** Makes as many calls as a question of the reference: lists four folders, then looks 5 times for each of N. */
    private static final String QUESTION = """
            const ask = () => {
              const names = f => fs.readdirSync(root + '/' + f).map(n => root + '/' + f + '/' + n);
              const selected = names('goals/selected');
              for (const f of ['work/active', 'work/archived', 'work/archived']) names(f).forEach(p => fs.statSync(p));
              names('goals/potential');
              selected.forEach(p => { fs.statSync(p); fs.existsSync(p + '/spec/specification.md'); });
            };
            """;

    /** Looks at the folder of each specification: the fewest calls that can find every change without a watch. */
    private static final String LOOKS = """
            const specs = fs.readdirSync(root + '/goals/selected').map(n => root + '/goals/selected/' + n + '/spec');
            const ask = () => specs.forEach(p => fs.statSync(p));
            """;

    private static final String NODE = """
            const fs = require('fs'), root = process.argv[1];
            %s
            for (let i = 0; i < Number(process.argv[2]); i++) {
              const t = process.hrtime.bigint();
              ask();
              console.log(Number(process.hrtime.bigint() - t) / 1e3);
            }
            """;

    private final PrintStream out;
    private final Measured measured = new Measured(System.err);
    private final boolean quick;
    private final Path projects;

    private DetectReport(PrintStream out, boolean quick, Path projects) {
        this.out = out;
        this.quick = quick;
        this.projects = projects;
    }

    /** {@code run short|usual}. */
    public static void main(String[] arguments) throws Exception {
        boolean quick = arguments.length > 1 && arguments[1].equals("short");
        Path projects = Files.createTempDirectory("benchmark");
        try {
            new DetectReport(new PrintStream(System.out, true, StandardCharsets.UTF_8), quick, projects).run();
        } finally {
            StateBenchmark.delete(projects);
        }
    }

    private void run() throws Exception {
        out.println(Measured.machine());
        for (int size : SIZES) {
            Goals.make(Files.createDirectory(projects.resolve(Integer.toString(size))), size);
        }
        measure();
        double[][] node = new double[SIZES.length][];
        double[][] looks = new double[SIZES.length][];
        for (int i = 0; i < SIZES.length; i++) {
            node[i] = node(QUESTION, SIZES[i]);
            looks[i] = node(LOOKS, SIZES[i]);
        }
        report(node, looks);
        out.println();
        out.println(Measured.machine());
    }

    private void measure() throws RunnerException {
        int few = quick ? 3 : 7;
        int many = quick ? 8 : 20;
        TimeValue time = TimeValue.milliseconds(quick ? 200 : 500);
        String archive = projects.resolve("archive.jsa").toString();
        keep("content");
        measured.run(
                "rehearsals", asStarted(options("rehearsal", "content"), 1, "-XX:ArchiveClassesAtExit=" + archive));
        for (String facts : new String[] {"names", "content"}) {
            keep(facts);
            measured.run(
                    "processes that begin",
                    asStarted(options("begun", facts), few, "-XX:SharedArchiveFile=" + archive));
            measured.run(
                    "processes that begin and read",
                    asStarted(options("begunRead", facts), few, "-XX:SharedArchiveFile=" + archive));
            measured.run("first processes", asStarted(options("cold", facts), few, "-XX:SharedArchiveFile=" + archive));
        }
        measured.run("scans of new detectors", warmed(options("later", "names"), few, time));
        measured.run("scans without a change", warmed(options("warm", "names", "flat"), few, time));
        measured.run("questions under a watch", warmed(options("watched", "names"), few, time));
        measured.run("scans after a change", single(options("oneChange", "names", "flat"), many));
        measured.run("questions after a change under a watch", single(options("watchedChange", "names"), many));
        measured.run("messages of a watch", single(options("watchLatency", "names"), many));
    }

    /** Runs a process that stores what it sees, for the processes after it. */
    private void keep(String facts) throws RunnerException {
        measured.run("a process that keeps", asStarted(options("begun", facts), 1, "-Xshare:auto"));
    }

    /** Sets up new processes with the launcher's options. */
    private ChainedOptionsBuilder asStarted(ChainedOptionsBuilder options, int processes, String archive) {
        return options.mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(1)
                .forks(processes)
                .jvmArgsAppend(
                        projects(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:CompileThresholdScaling=5",
                        "-XX:-UsePerfData",
                        "-Xlog:disable",
                        archive);
    }

    private static ChainedOptionsBuilder single(ChainedOptionsBuilder options, int pieces) {
        return options.mode(Mode.SingleShotTime)
                .warmupIterations(pieces)
                .measurementIterations(pieces)
                .forks(1);
    }

    private static ChainedOptionsBuilder warmed(ChainedOptionsBuilder options, int pieces, TimeValue time) {
        return options.mode(Mode.AverageTime)
                .warmupIterations(pieces)
                .warmupTime(time)
                .measurementIterations(pieces)
                .measurementTime(time)
                .forks(1);
    }

    private ChainedOptionsBuilder options(String benchmark, String... facts) {
        return new OptionsBuilder()
                .include(DetectBenchmark.class.getName() + "\\." + benchmark + "$")
                .param("size", "10", "1000", "10000")
                .param("facts", facts)
                .jvmArgsAppend(projects());
    }

    private String projects() {
        return "-D" + DetectBenchmark.PROJECTS + "=" + projects;
    }

    /** The first answer and the median of later ones, in µs; NaN without Node. */
    private double[] node(String question, int size) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "node",
                            "-e",
                            NODE.formatted(question),
                            projects.resolve(Integer.toString(size)).toString(),
                            "15")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<Double> times = process.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .map(Double::parseDouble)
                    .toList();
            process.waitFor();
            return new double[] {times.get(0), times.stream().sorted().toList().get(times.size() / 2)};
        } catch (IOException e) {
            System.err.println("without Node: " + e.getMessage());
            return new double[] {Double.NaN, Double.NaN};
        }
    }

    private void report(double[][] node, double[][] looks) {
        out.println();
        out.println(
                "µs, medians. N potential goals, N selected goals with a specification, N active and N archived workflows.");
        out.println();
        out.println("| what | N = 10 | 1,000 | 10,000 |");
        out.println("|---|---|---|---|");
        row("as many system calls as the reference's question, in Node, first", i -> node[i][0]);
        row("the same, later", i -> node[i][1]);
        row("a look at each of N specification folders, in Node, first", i -> looks[i][0]);
        row("the same, later", i -> looks[i][1]);
        row("first scan of a process that begins with what the last one saw", i -> begun("names", i));
        row("the same, and every row of every fact is read", i -> measured.median("begunRead", "names", SIZES[i]));
        row("it begins so, with the front matter of 2 N files", i -> begun("content", i));
        row("the same, and every row of every fact is read", i -> measured.median("begunRead", "content", SIZES[i]));
        row("first scan of the first process", i -> measured.median("cold", "names", SIZES[i]));
        row("the same, with the front matter of 2 N files", i -> measured.median("cold", "content", SIZES[i]));
        row("first scan of a new detector, warm process", i -> measured.median("later", "names", SIZES[i]));
        row("nothing changed, no watch", i -> measured.median("warm", "names", SIZES[i]));
        row("nothing changed, no watch, flat folders only", i -> measured.median("warm", "flat", SIZES[i]));
        row("nothing changed, watched", i -> measured.median("watched", "names", SIZES[i]));
        row("one change, no watch", i -> measured.median("oneChange", "names", SIZES[i]));
        row("one change, no watch, flat folders only", i -> measured.median("oneChange", "flat", SIZES[i]));
        row("one change, watched, until a question tells", i -> measured.median("watchedChange", "names", SIZES[i]));
        row("one change, watched, until the listener is told", i -> measured.median("watchLatency", "names", SIZES[i]));
        out.println();
        int last = SIZES.length - 1;
        out.printf(
                Locale.ROOT,
                "N = 10,000: the first scan of a process takes %.2f, of the first process %.2f, of a new detector in a"
                        + " warm process %.2f of the reference's system calls in Node; nothing changed %.4f without and"
                        + " %.6f with a watch.%n",
                begun("names", last) / node[last][0],
                measured.median("cold", "names", SIZES[last]) / node[last][0],
                measured.median("later", "names", SIZES[last]) / node[last][1],
                measured.median("warm", "names", SIZES[last]) / node[last][1],
                measured.median("watched", "names", SIZES[last]) / node[last][1]);
    }

    private double begun(String facts, int size) {
        return measured.median("begun", facts, SIZES[size]);
    }

    private void row(String what, IntToDoubleFunction cell) {
        StringBuilder row = new StringBuilder("| " + what + " |");
        for (int i = 0; i < SIZES.length; i++) {
            row.append(' ').append(Measured.cell("%.1f", cell.applyAsDouble(i))).append(" |");
        }
        out.println(row);
    }
}
