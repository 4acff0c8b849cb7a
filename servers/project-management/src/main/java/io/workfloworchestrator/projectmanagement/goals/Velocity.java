package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a goal comes on, from its last ten recorded days: percent per week between the first and the last of them. The trend
 * compares the second half with the first. The forecast takes the whole speed, and for its range the slower and the faster of the
 * two halves; fewer than three recorded days are a poor ground for it, more than five a good one. Pure functions.
 */
record Velocity(List<ProgressLog.Point> points, LocalDate today) {
    private static final int LAST = 10;
    private static final int DAYS_OF_WEEK = 7;
    private static final int FEW = 3;
    private static final int MANY = 5;
    private static final double FASTER = 1.25;
    private static final double SLOWER = 0.8;
    private static final int FARTHEST_DAYS = 3_650;

    static Json.Obj of(ProgressLog log, LocalDate today) {
        List<ProgressLog.Point> all = log.points();
        return new Velocity(all.subList(Math.max(0, all.size() - LAST), all.size()), today).json();
    }

    private Json.Obj json() {
        Json.Obj json = Json.Obj.EMPTY.with(
                "confidence",
                (points.size() < FEW ? Level.LOW : points.size() <= MANY ? Level.MEDIUM : Level.HIGH).word());
        if (points.size() < 2) {
            return json.with("trend", "unknown")
                    .with(
                            "reasoning",
                            "A speed needs progress on two days; so far it was recorded on " + points.size() + ".");
        }
        double perWeek = speed(0, points.size() - 1) * DAYS_OF_WEEK;
        json = json.with("current", Math.round(perWeek * 10) / 10.0).with("trend", trend());
        ProgressLog.Point last = points.get(points.size() - 1);
        String reasoning = last.percent() - points.get(0).percent() + " percent in "
                + Days.between(points.get(0).day(), last.day()) + " days, recorded on " + points.size() + " days.";
        if (last.percent() >= 100) {
            return json.with("reasoning", reasoning + " It is complete.");
        }
        if (perWeek <= 0) {
            return json.with("reasoning", reasoning + " It does not come on, so there is no forecast.");
        }
        return forecast(json, last, reasoning);
    }

    private Json.Obj forecast(Json.Obj json, ProgressLog.Point last, String reasoning) {
        int middle = points.size() / 2;
        List<Double> speeds = new ArrayList<>(List.of(speed(0, points.size() - 1)));
        if (points.size() >= FEW) {
            speeds.add(speed(0, middle));
            speeds.add(speed(middle, points.size() - 1));
        }
        speeds.removeIf(speed -> speed <= 0);
        double fastest = speeds.stream().mapToDouble(speed -> speed).max().orElse(0);
        double slowest = speeds.stream().mapToDouble(speed -> speed).min().orElse(0);
        int left = 100 - last.percent();
        return json.with("estimatedCompletion", day(last, left, speeds.get(0)))
                .with("earliest", day(last, left, fastest))
                .with("latest", day(last, left, slowest))
                .with("reasoning", reasoning);
    }

    /** The day on which the rest is done at a speed: never a day that is over. */
    private String day(ProgressLog.Point last, int left, double speed) {
        long days = (long) Math.min(FARTHEST_DAYS, Math.ceil(left / speed));
        LocalDate day = last.day().plusDays(days);
        return (day.isBefore(today) ? today : day).toString();
    }

    private String trend() {
        if (points.size() < FEW) {
            return "unknown";
        }
        int middle = points.size() / 2;
        double before = speed(0, middle);
        double after = speed(middle, points.size() - 1);
        if (before <= 0) {
            return after > 0 ? "faster" : "stalled";
        }
        return after > before * FASTER
                ? "faster"
                : after <= 0 ? "stalled" : after < before * SLOWER ? "slower" : "steady";
    }

    private double speed(int from, int to) {
        ProgressLog.Point first = points.get(from);
        ProgressLog.Point last = points.get(to);
        return (last.percent() - first.percent()) / (double) Math.max(1, Days.between(first.day(), last.day()));
    }
}
