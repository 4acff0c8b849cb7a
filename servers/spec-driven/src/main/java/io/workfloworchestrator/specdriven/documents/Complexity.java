package io.workfloworchestrator.specdriven.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How hard a task is, 1 to 10, and why: {@code score = min(10, round(1 + points))}, rounded half up.
 *
 * <table>
 * <caption>Points</caption>
 * <tr><td>needs</td><td>0.25 for the first, 1 for each further one, at most 3</td></tr>
 * <tr><td>something is unknown</td><td>2</td></tr>
 * <tr><td>research comes first</td><td>2; 1 if only something is compared or evaluated</td></tr>
 * <tr><td>integration points</td><td>1 each, at most 2; what is said of tests does not count</td></tr>
 * <tr><td>it is easy to get wrong, such as concurrency</td><td>1</td></tr>
 * <tr><td>tests</td><td>unit 0.5, integration 1.5, end to end 2.5</td></tr>
 * <tr><td>health data</td><td>1.5</td></tr>
 * <tr><td>hours</td><td>more than 1: 0.25, more than 2: 0.5, more than 4: 1, more than 8: 2</td></tr>
 * <tr><td>requirements</td><td>0.5 for each after the first, at most 1.5</td></tr>
 * </table>
 *
 * <p>The points are those of the forerunner's formula, which looked for parts of words and knew no needs, so nearly all tasks were a 2.
 * Here only whole words count, needs are counted as they are, and what every task has costs nothing. The weights are set so that a list
 * of ordinary tasks spreads over the scale; docs/tasks-schedule.md has the figures.
 *
 * @param score 1 to 10
 * @param reasons what the points were given for, the heaviest first; empty if there were none
 */
public record Complexity(int score, List<String> reasons, List<String> advice) {
    private static final String MANY_NEEDS = "It waits for many tasks: split it so that a part can begin earlier.";
    private static final String LONG = "It is more than a day: split it.";
    private static final String HARD = "Split it, and go through it with somebody else before it begins.";
    private static final String UNSAID = "Write down how one can tell that it is done.";

    /** Advice to whoever wrote the task. A list that was derived gives none of it about itself. */
    static final Set<String> ABOUT_THE_TASK = Set.of(MANY_NEEDS, LONG, HARD, UNSAID);

    private static final Pattern UNKNOWN = words("tbd|unknown|unclear|determine|undecided|find out");
    private static final Pattern RESEARCH = words("research|investigate|explore|spike|prototype");
    private static final Pattern COMPARING = words("compare|evaluate|assess");
    private static final Pattern EASY_TO_GET_WRONG = words("concurrent|concurrency|encrypt|encryption|migrate|rewrite|"
            + "roll back|rollback|without stopping|transactions?|threads?|race");
    private static final Pattern INTEGRATION = words(
            "integrate|integration|apis?|external|third[- ]party|services?|" + "databases?|webhooks?|queue|migration");
    private static final Pattern END_TO_END = words("e2e|end-to-end|end to end");
    private static final Pattern INTEGRATION_TESTS = words("integration tests?|contract tests");
    private static final Pattern TESTS = words("test|tests|tested|testing");
    private static final Pattern HEALTH = words("phi|hipaa|patients?|health data|medical");

    public Complexity {
        if (score < 1 || score > 10) {
            throw new IllegalArgumentException("a complexity is 1 to 10, not " + score);
        }
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
    }

    /** @param hours the estimate, in hours; 0 if there is none */
    public record Task(String text, int needs, double hours, int requirements, boolean health) {}

    private static Pattern words(String any) {
        return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}_])(?:" + any + ")(?![\\p{L}\\p{N}_])");
    }

    public static Complexity of(Task task) {
        return new Judging(task).result();
    }

    /** One word for the score: trivial, simple, moderate, complex or very-complex. */
    public String level() {
        return score <= 2
                ? "trivial"
                : score <= 4 ? "simple" : score <= 6 ? "moderate" : score <= 8 ? "complex" : "very-complex";
    }

    private static final class Judging {
        private final Task task;
        private final List<Part> parts = new ArrayList<>();
        private final Set<String> advice = new LinkedHashSet<>();

        private record Part(double points, String reason) {}

        Judging(Task task) {
            this.task = task;
            needs();
            words();
            integration();
            tests();
            size();
        }

        private void add(double points, String reason) {
            parts.add(new Part(points, reason));
        }

        private void needs() {
            int needs = task.needs();
            if (needs > 0) {
                add(Math.min(3, 0.25 + (needs - 1)), needs == 1 ? "waits for 1 task" : "waits for " + needs + " tasks");
            }
            if (needs > 3) {
                advice.add(MANY_NEEDS);
            }
        }

        private void words() {
            found(UNKNOWN).ifPresent(word -> {
                add(2, "something is not known: \"" + word + "\"");
                advice.add("Find out what is not known by a prototype first.");
            });
            if (found(RESEARCH).isPresent()) {
                add(2, "needs research: \"" + found(RESEARCH).get() + "\"");
                advice.add("Do the research as a task of its own, before.");
            } else {
                found(COMPARING).ifPresent(word -> add(1, "weighs one against another: \"" + word + "\""));
            }
            found(EASY_TO_GET_WRONG).ifPresent(word -> add(1, "is easy to get wrong: \"" + word + "\""));
            if (task.health() || found(HEALTH).isPresent()) {
                add(1.5, "touches protected health data");
                advice.add("Encrypt it, record every access, and test with synthetic data.");
            }
        }

        private Optional<String> found(Pattern words) {
            Matcher matcher = words.matcher(task.text());
            return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
        }

        private void integration() {
            Set<String> points = new LinkedHashSet<>();
            INTEGRATION
                    .matcher(INTEGRATION_TESTS.matcher(task.text()).replaceAll(" "))
                    .results()
                    .forEach(word -> points.add(word.group().toLowerCase(Locale.ROOT)));
            if (!points.isEmpty()) {
                add(Math.min(points.size(), 2), "meets other systems: " + String.join(", ", points));
            }
            if (points.size() > 2) {
                advice.add("Put an adapter before each of the other systems.");
            }
        }

        private void tests() {
            if (found(END_TO_END).isPresent()) {
                add(2.5, "end-to-end tests");
                advice.add("Prepare the data for the end-to-end tests first.");
            } else if (found(INTEGRATION_TESTS).isPresent()) {
                add(1.5, "integration tests");
            } else if (found(TESTS).isPresent()) {
                add(0.5, "tests");
            }
        }

        private void size() {
            double hours = task.hours();
            if (hours > 1) {
                String shown = BigDecimal.valueOf(hours).stripTrailingZeros().toPlainString();
                add(hours > 8 ? 2 : hours > 4 ? 1 : hours > 2 ? 0.5 : 0.25, shown + " hours");
            }
            if (hours > 8) {
                advice.add(LONG);
            }
            if (task.requirements() > 1) {
                add(Math.min(1.5, 0.5 * (task.requirements() - 1)), "covers " + task.requirements() + " requirements");
            }
        }

        Complexity result() {
            double points = 1 + parts.stream().mapToDouble(Part::points).sum();
            int score = (int) Math.min(10, Math.floor(points + 0.5));
            if (score >= 7) {
                advice.add(HARD);
            } else if (score >= 5) {
                advice.add(UNSAID);
            }
            parts.sort((a, b) -> Double.compare(b.points(), a.points()));
            return new Complexity(score, parts.stream().map(Part::reason).toList(), List.copyOf(advice));
        }
    }
}
