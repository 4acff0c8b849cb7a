package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import org.junit.jupiter.api.Test;

/** How quick a release starts and what memory it holds, against the live one. */
class StartFiguresTest {
    private static Surface start(long millis, long megabytes) {
        return new Surface(Json.Obj.EMPTY, millis, megabytes << 10);
    }

    @Test
    void theBestOfEachFigureCounts() {
        SurfaceGates.StartFigures live =
                SurfaceGates.StartFigures.NOTHING.and(start(100, 40)).and(start(900, 41));
        SurfaceGates.StartFigures fresh =
                SurfaceGates.StartFigures.NOTHING.and(start(2000, 39)).and(start(440, 130));
        assertThat(fresh.words(live)).isEqualTo("start 440 ms, memory 39 MB; the live release 100 ms, 40 MB");
        assertThat(fresh.isLike(live)).isTrue();
        assertThat(SurfaceGates.StartFigures.NOTHING.and(start(460, 39)).isLike(live))
                .isFalse();
        assertThat(SurfaceGates.StartFigures.NOTHING.and(start(100, 113)).isLike(live))
                .isFalse();
    }

    @Test
    void memoryThatNobodyCouldReadOnceIsNotTheLeast() {
        SurfaceGates.StartFigures live = SurfaceGates.StartFigures.NOTHING
                .and(start(100, 0))
                .and(start(100, 90))
                .and(start(100, 0));
        assertThat(SurfaceGates.StartFigures.NOTHING.and(start(100, 80)).isLike(live))
                .isTrue();
        assertThat(SurfaceGates.StartFigures.NOTHING.and(start(100, 300)).isLike(live))
                .isFalse();
        SurfaceGates.StartFigures unknown = SurfaceGates.StartFigures.NOTHING.and(start(100, 0));
        assertThat(SurfaceGates.StartFigures.NOTHING.and(start(100, 300)).isLike(unknown))
                .isTrue();
        assertThat(unknown.words(live)).isEqualTo("start 100 ms, memory unknown; the live release 100 ms, 90 MB");
    }
}
