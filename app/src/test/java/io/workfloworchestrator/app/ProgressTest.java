package io.workfloworchestrator.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private final StringWriter err = new StringWriter();

    @Test
    void longWorkIsShownOnATerminalAndLeavesNoTrace() {
        try (Progress progress = Progress.begin("read", 80, false, new PrintWriter(err, true), () -> true)) {
            progress.at(1, 2);
            await().atMost(20, SECONDS).until(() -> err.toString().contains("50 %"));
        }
        assertThat(err.toString()).endsWith("\r\u001b[K").contains("████");
    }

    @Test
    void elsewhereNothingIsShown() {
        boolean[] asked = {false};
        try (Progress progress = Progress.begin("read", 80, false, new PrintWriter(err, true), () -> {
            asked[0] = true;
            return false;
        })) {
            await().atMost(20, SECONDS).until(() -> asked[0]);
            progress.at(1, 2);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shortWorkIsNotShownAndTheTerminalNotEvenAsked() {
        Progress.begin("read", 80, true, new PrintWriter(err, true), () -> {
                    throw new AssertionError("asked");
                })
                .close();
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 120})
    void itKeepsToTheWidth(int width) {
        for (String label : new String[] {"read", "read a file with a name that is rather long, as some are"}) {
            for (long total : new long[] {0, 100}) {
                assertThat(Progress.frame(label, 30, total, 61_000, width, false))
                        .hasSizeLessThan(width)
                        .contains(label.substring(0, 4));
            }
        }
    }

    @Test
    void whatIsNotKnownHasNoPercentage() {
        assertThat(Progress.frame("check", 0, 0, 2_000, 80, true))
                .contains("check  2 s")
                .doesNotContain("%");
        assertThat(Progress.frame("check", 500, 100, 2_000, 80, true)).contains("100 %");
    }
}
