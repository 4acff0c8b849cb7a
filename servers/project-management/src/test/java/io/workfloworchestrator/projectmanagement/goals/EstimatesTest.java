package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts of time, speeds, forecasts, and names that are nearly the same. */
class EstimatesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 hours             | 2
            40h                 | 40
            2-4 hours           | 3
            1 to 2 weeks        | 60
            half a day          | 4
            a year              | 1920
            1 week and 2 days   | 56
            30 weeks            | 1200
            1,5 days            | 12
            90 minutes          | 1.5
            two months          | 320
            """)
    void anAmountOfWorkIsReadInHours(String text, double hours) {
        assertThat(EffortText.hours(text).orElseThrow()).isCloseTo(hours, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a lot", "soon", "version 3", "v2", "today"})
    void aTextWithoutAnAmountSaysNoHours(String text) {
        assertThat(EffortText.hours(text)).isEmpty();
    }

    private static ProgressLog log(int... dayAndPercent) {
        ProgressLog log = new ProgressLog(List.of());
        for (int i = 0; i < dayAndPercent.length; i += 2) {
            log = log.with(DAY.plusDays(dayAndPercent[i]), dayAndPercent[i + 1]);
        }
        return log;
    }

    @Test
    void aSteadyGoalHasAForecast() {
        Json.Obj velocity = Velocity.of(log(0, 0, 7, 20, 14, 40, 21, 60), DAY.plusDays(21));
        assertThat(velocity.find("current").map(Json::toString)).contains("20.0");
        assertThat(velocity.text("trend")).contains("steady");
        assertThat(velocity.text("confidence")).contains("Medium");
        assertThat(velocity.text("estimatedCompletion")).contains("2026-04-05");
        assertThat(velocity.text("earliest")).contains("2026-04-05");
    }

    @Test
    void aGoalThatSlowsDownHasARange() {
        Json.Obj velocity = Velocity.of(log(0, 0, 7, 40, 14, 50, 21, 60), DAY.plusDays(21));
        assertThat(velocity.text("trend")).contains("slower");
        assertThat(velocity.text("earliest").orElseThrow())
                .isLessThan(velocity.text("latest").orElseThrow());
    }

    @Test
    void aGoalThatStandsStillHasNoForecast() {
        Json.Obj velocity = Velocity.of(log(0, 40, 7, 40, 14, 40), DAY.plusDays(14));
        assertThat(velocity.find("estimatedCompletion")).isEmpty();
        assertThat(velocity.text("trend")).contains("stalled");
        assertThat(Velocity.of(log(0, 40), DAY).text("trend")).contains("unknown");
    }

    @Test
    void aForecastIsNeverADayThatIsOver() {
        Json.Obj velocity = Velocity.of(log(0, 0, 10, 90), DAY.plusDays(60));
        assertThat(velocity.text("estimatedCompletion")).contains(DAY.plusDays(60).toString());
        assertThat(velocity.text("confidence")).contains("Low");
    }

    @Test
    void ofSeveralUpdatesOnOneDayTheLastCounts() {
        assertThat(log(0, 10, 0, 30).points()).containsExactly(new ProgressLog.Point(DAY, 30));
        ProgressLog read = ProgressLog.of(Json.parse("""
                [{"date": "2026-03-02", "percent": 20}, {"date": "2026-03-01", "percent": 10}, {"date": "x", "percent": 1}, 7]
                """));
        assertThat(read.points()).extracting(ProgressLog.Point::percent).containsExactly(10, 20);
        assertThat(ProgressLog.of(read.json())).isEqualTo(read);
    }

    @Test
    void nearlyEqualNamesAreFound() {
        List<String> names = List.of(
                "Pay by card", "Pay by cards", "Release 12", "Release 13", "Login", "Card: pay by", "API", "App", "Something else");
        assertThat(Duplicates.among(names, name -> name, 10))
                .containsExactlyInAnyOrder(
                        new Duplicates.Pair<>("Pay by card", "Pay by cards"),
                        new Duplicates.Pair<>("Pay by card", "Card: pay by"));
        assertThat(Duplicates.of("pay by carx", names, name -> name)).containsExactly("Pay by card", "Pay by cards");
    }

    @Test
    void theQuickFilterLosesNoPair() {
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                StringBuilder name = new StringBuilder("the quick brown fox");
                for (int edit = 0; edit < random.nextInt(4); edit++) {
                    name.setCharAt(random.nextInt(name.length()), (char) ('a' + random.nextInt(26)));
                }
                names.add(name.toString());
            }
            int expected = 0;
            for (int i = 0; i < names.size(); i++) {
                for (int j = 0; j < i; j++) {
                    expected += io.workfloworchestrator.json.Words.edits(names.get(i), names.get(j)) <= 2 ? 1 : 0;
                }
            }
            assertThat(Duplicates.among(names, name -> name, 100).size())
                    .as("seed %d, round %d: %s", seed, round, names)
                    .isGreaterThanOrEqualTo(expected);
        }
    }
}
