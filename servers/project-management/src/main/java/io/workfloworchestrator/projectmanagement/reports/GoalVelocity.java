package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many goals are completed in a period, compared with the periods of the same length before it, at most twelve and none that
 * began before the first goal. The forecast takes the mean of all these periods, and for its range the slowest and the fastest of the
 * last six in which something was completed; fewer than three periods are a poor ground for it, more than five a good one. Pure
 * functions.
 */
final class GoalVelocity {
    private static final int MOST_PERIODS = 12;
    private static final int FOR_RANGE = 6;
    private static final int FEW = 3;
    private static final int MANY = 5;
    private static final int FARTHEST_DAYS = 3_650;

    private GoalVelocity() {}

    static Json.Obj of(Period period, List<GoalTimes> goals, int open) {
        List<Integer> before = before(period, goals);
        int now = completed(period, goals);
        double average = before.stream().mapToInt(n -> n).average().orElse(0);
        Json.Obj json = Json.Obj.EMPTY
                .with("completed", now)
                .with("periodsBefore", before.size())
                .with("meanTimeToComplete", meanTime(period, goals).map(TimeWords::of))
                .with("forecast", forecast(period, now, before, open));
        json = before.isEmpty() ? json : json.with("average", String.format(Locale.ROOT, "%.1f", average));
        return average > 0 ? json.with("trendPercent", Math.round((now - average) / average * 100)) : json;
    }

    /** How many were completed in each period before, the newest first. */
    private static List<Integer> before(Period period, List<GoalTimes> goals) {
        Optional<Instant> first = goals.stream().map(GoalTimes::created).min(Instant::compareTo);
        List<Integer> counts = new ArrayList<>();
        Period at = period.before();
        while (first.isPresent()
                && counts.size() < MOST_PERIODS
                && !at.start().isBefore(LocalDate.ofInstant(first.get(), period.zone()))) {
            counts.add(completed(at, goals));
            at = at.before();
        }
        return counts;
    }

    private static int completed(Period period, List<GoalTimes> goals) {
        return (int) goals.stream()
                .filter(times -> times.completed().filter(period::contains).isPresent())
                .count();
    }

    private static Optional<Duration> meanTime(Period period, List<GoalTimes> goals) {
        List<Duration> took = goals.stream()
                .filter(times -> times.completed().filter(period::contains).isPresent())
                .flatMap(times -> times.toComplete().stream())
                .toList();
        return took.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        took.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(took.size()));
    }

    private static Json forecast(Period period, int now, List<Integer> before, int open) {
        List<Integer> all = new ArrayList<>(List.of(now));
        all.addAll(before);
        double mean = all.stream().mapToInt(n -> n).average().orElse(0);
        Json.Obj json = Json.Obj.EMPTY.with("open", open);
        if (open == 0) {
            return json.with("text", "No selected goal is open.");
        }
        if (mean == 0) {
            return json.with("text", "No goal was completed yet, so there is no forecast.");
        }
        List<Integer> recent = all.subList(0, Math.min(FOR_RANGE, all.size())).stream()
                .filter(n -> n > 0)
                .toList();
        int fastest = recent.stream().mapToInt(n -> n).max().orElse((int) Math.ceil(mean));
        double slowest = Math.min(mean, recent.stream().mapToInt(n -> n).min().orElse(1));
        LocalDate expected = day(period, open / mean);
        LocalDate earliest = day(period, open / Math.max(mean, fastest));
        LocalDate latest = day(period, open / slowest);
        String confidence = all.size() < FEW ? "low" : all.size() <= MANY ? "medium" : "high";
        return json.with("expected", expected.toString())
                .with("earliest", earliest.toString())
                .with("latest", latest.toString())
                .with("confidence", confidence)
                .with(
                        "text",
                        "The " + open + " selected goals that are open are done about " + expected + ", between "
                                + earliest + " and " + latest + "; confidence " + confidence + ".");
    }

    private static LocalDate day(Period period, double periods) {
        long days = (long) Math.min(FARTHEST_DAYS, Math.ceil(periods * period.days()));
        return period.end().plusDays(days);
    }
}
