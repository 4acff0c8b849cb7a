package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.detect.DetectedFact;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.FolderWatch;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Measures questions to a detector over projects that {@link DetectReport} made in the folder of {@link #PROJECTS}.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DetectBenchmark {

    static final String PROJECTS = "benchmark.projects";

    /** The size of the project, and the set of facts. */
    @State(Scope.Benchmark)
    public static class What {
        @Param({"10", "1000", "10000"})
        public int size;

        @Param({"flat", "names", "content"})
        public String facts = "";

        Path root() {
            return Path.of(System.getProperty(PROJECTS), Integer.toString(size));
        }

        StateDetector detector() {
            return StateDetector.of(ProjectFolder.open(root()), Goals.facts(facts));
        }
    }

    /** A detector that has looked at the project already. */
    @State(Scope.Benchmark)
    public static class Asked {
        private StateDetector detector = StateDetector.of(ProjectFolder.open(Path.of(".")), Map.of());
        private Path extra = Path.of("");

        /** Looks twice. */
        @Setup
        public void look(What what) {
            detector = what.detector();
            extra = Goals.extra(what.root());
            detector.scan();
            detector.scan();
        }

        void toggle() throws IOException {
            if (!Files.deleteIfExists(extra)) {
                Files.createFile(extra);
            }
        }

        /** Deletes the file. */
        @TearDown
        public void clear() throws IOException {
            Files.deleteIfExists(extra);
        }
    }

    /** A file was made or deleted before each call. */
    @State(Scope.Benchmark)
    public static class Changed {
        /** Makes or deletes the file. */
        @Setup(Level.Invocation)
        public void change(Asked asked) throws IOException {
            asked.toggle();
        }
    }

    /** A detector under a watch that has nothing left to report. */
    @State(Scope.Benchmark)
    public static class Watched {
        private final Semaphore told = new Semaphore(0);
        private AutoCloseable watch = () -> {};

        /** Begins the watch. */
        @Setup
        public void watch(Asked asked) throws InterruptedException {
            FolderWatch begun = asked.detector.watch(told::release);
            watch = begun;
            if (begun.mode() != FolderWatch.Mode.NATIVE) {
                throw new IllegalStateException(
                        "nothing to measure: " + begun.reason().orElse(""));
            }
            rest(asked);
        }

        void rest(Asked asked) throws InterruptedException {
            while (asked.detector.current().cost().looks() > 0) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            told.drainPermits();
        }

        /** Ends the watch. */
        @TearDown
        public void close() throws Exception {
            watch.close();
        }
    }

    /** The same watch, with nothing left to report before each call. */
    @State(Scope.Benchmark)
    public static class AtRest {
        /** Waits until the detector answers without looking at the disk. */
        @Setup(Level.Invocation)
        public void rest(Asked asked, Watched watched) throws InterruptedException {
            watched.rest(asked);
        }
    }

    /** A new detector's first scan. */
    @Benchmark
    public Detection cold(What what) {
        return what.detector().scan();
    }

    /** The same, but it starts with what the last process saw. */
    @Benchmark
    public Detection begun(What what) {
        return what.detector().keptIn(Goals.kept(what.root(), what.facts)).scan();
    }

    /** The same, and then it reads every row. */
    @Benchmark
    public int begunRead(What what) {
        int rows = 0;
        for (DetectedFact fact : begun(what).facts().values()) {
            rows += List.copyOf((List<?>) Objects.requireNonNull(fact.value().get("entries")))
                    .size();
        }
        return rows;
    }

    /** Does everything that a first scan may need, to fill the archive of loaded classes. */
    @Benchmark
    public int rehearsal(What what) {
        return begunRead(what) + cold(what).facts().size();
    }

    /** A first scan, for runs in a warm process. */
    @Benchmark
    public Detection later(What what) {
        return what.detector().scan();
    }

    /** A scan where nothing changed, without a watch. */
    @Benchmark
    public Detection warm(Asked asked) {
        return asked.detector.scan();
    }

    /** A scan after one file appeared or vanished, without a watch. */
    @Benchmark
    public Detection oneChange(Asked asked, Changed changed) {
        return asked.detector.scan();
    }

    /** A question under a watch where nothing happened. */
    @Benchmark
    public Detection watched(Asked asked, Watched watched) {
        return asked.detector.current();
    }

    /** The time from just before a file is made or deleted until an answer shows it. */
    @Benchmark
    public Detection watchedChange(Asked asked, AtRest rest) throws IOException {
        asked.toggle();
        while (true) {
            Detection now = asked.detector.current();
            if (!now.unchanged()) {
                return now;
            }
            Thread.onSpinWait();
        }
    }

    /** The time from just before a file is made or deleted until the listener is called. */
    @Benchmark
    public void watchLatency(Asked asked, Watched watched, AtRest rest) throws IOException, InterruptedException {
        asked.toggle();
        watched.told.acquire();
    }
}
