package io.workfloworchestrator.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link RulesBenchmark} and prints Markdown tables of ratios: {@code run short|usual|long}. */
public final class RulesReport {
    private static final List<String> KINDS = List.of("ours", "plain-java", "easy-rules", "drools");

    private final PrintStream out;
    private final Measured measured = new Measured(System.err);
    private final String length;

    private RulesReport(PrintStream out, String length) {
        this.out = out;
        this.length = length;
    }

    /** {@code run short|usual|long}: {@code long} has Drools at 10,000 rules, too. */
    public static void main(String[] arguments) throws RunnerException {
        String length = arguments.length > 1 ? arguments[1] : "usual";
        if (!List.of("short", "usual", "long").contains(length)) {
            throw new IllegalArgumentException("short, usual or long, not " + length);
        }
        new RulesReport(new PrintStream(System.out, true, StandardCharsets.UTF_8), length).run();
    }

    private void run() throws RunnerException {
        out.println(Measured.machine());
        measure("10", "1000");
        measure("10000");
        table("Building", "build");
        table("A full pass", "full");
        table("After one changed fact", "oneChange");
        out.println();
        for (int rules : new int[] {1_000, 10_000}) {
            double full = measured.median("full", "ours", rules);
            double change = measured.median("oneChange", "ours", rules);
            out.printf(
                    Locale.ROOT,
                    "%,d rules: one changed fact is %.0f times faster than our full pass, which takes %.2f times as long"
                            + " as plain Java.%n",
                    rules,
                    full / change,
                    full / measured.median("full", "plain-java", rules));
        }
        out.println(Measured.machine());
    }

    private void measure(String... rules) throws RunnerException {
        boolean drools = !rules[0].equals("10000") || length.equals("long");
        List<String> kinds = drools ? KINDS : KINDS.subList(0, 3);
        String sizes = String.join(" and ", rules) + " rules";
        int pieces = length.equals("short") ? 3 : 5;
        TimeValue time = TimeValue.milliseconds(length.equals("short") ? 200 : 400);
        measured.run(
                "building " + sizes,
                options("build", rules, kinds)
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(2)
                        .measurementIterations(pieces));
        measured.run(
                "full passes of " + sizes,
                options("full", rules, kinds)
                        .mode(Mode.AverageTime)
                        .warmupIterations(pieces)
                        .warmupTime(time)
                        .measurementIterations(pieces)
                        .measurementTime(time));
        measured.run(
                "one change with " + sizes,
                options("oneChange", rules, drools ? List.of("ours", "drools") : List.of("ours"))
                        .mode(Mode.AverageTime)
                        .warmupIterations(pieces)
                        .warmupTime(time)
                        .measurementIterations(pieces)
                        .measurementTime(time));
    }

    private static ChainedOptionsBuilder options(String benchmark, String[] rules, List<String> kinds) {
        return new OptionsBuilder()
                .include(RulesBenchmark.class.getName() + "\\." + benchmark + "$")
                .param("rules", rules)
                .param("kind", kinds.toArray(new String[0]))
                .forks(1)
                .jvmArgsAppend("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    }

    private void table(String title, String benchmark) {
        out.println();
        out.println("### " + title + ", µs (times ours)");
        out.println();
        out.println("| rules | " + String.join(" | ", KINDS) + " |");
        out.println("|---|" + "---|".repeat(KINDS.size()));
        for (int rules : new int[] {10, 1_000, 10_000}) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %,d |", rules));
            double ours = measured.median(benchmark, "ours", rules);
            for (String kind : KINDS) {
                double own = measured.median(benchmark, kind, rules);
                row.append(' ').append(Measured.cell("%.2f", own));
                row.append(' ').append(Measured.cell("(%.2f)", own / ours).replace("–", ""));
                row.append(" |");
            }
            out.println(row);
        }
    }
}
