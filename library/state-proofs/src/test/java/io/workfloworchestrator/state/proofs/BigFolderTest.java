package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A state folder full of what is not state costs a process with 64 MB of heap neither memory nor its work. */
@EnabledOnOs(OS.LINUX)
class BigFolderTest extends Proof {
    private static final long GIGABYTE = 1L << 30;

    @Tag("nightly")
    @Test
    void aGigabyteInTheStateFolderIsNamedAndNotRead() throws IOException {
        Path project = project("big");
        Path folder = Files.createDirectories(project.resolve(".ai-planning/t"));
        sparse(project.resolve(".ai-planning/recording.bin"), GIGABYTE - (300 << 20));
        sparse(folder.resolve("other.json"), 200 << 20);
        Path ours = Stack.file(project, SHARED.name());
        String before = Files.readString(ours);
        Files.delete(ours);
        sparse(ours, 100 << 20);
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(project.resolve(".ai-planning/note-" + i + ".md"), "a note");
        }

        try (Child worker = jvm.worker(project, "b0")) {
            worker.ready().tell("count t/shared 20").done(1);
            worker.tell("notices").done(2);
            worker.tell("memory").done(3);

            assertThat(worker.refusals()).isEmpty();
            assertThat(worker.acks()).hasSize(20);
            assertThat(worker.lines())
                    .anyMatch(line -> line.startsWith("n E_STATE_TOO_LARGE") && line.endsWith("t/other.json"))
                    .anyMatch(
                            line -> line.startsWith("n E_STATE_TOO_LARGE") || line.startsWith("n E_STATE_QUARANTINE"));
            Memory memory = worker.lines().stream()
                    .filter(line -> line.startsWith("m "))
                    .map(Memory::of)
                    .findFirst()
                    .orElseThrow();
            assertThat(memory.peak()).as("bytes in memory").isLessThan(160L << 20);
            report(
                    "1 GiB in the state folder: 20 of 20 updates, %d MB in memory at most, %d MB of heap",
                    memory.peak() >> 20, memory.heap() >> 20);
        }
        assertThat(folder.resolve("other.json")).hasSize(200 << 20);
        try (Stack stack = Stack.open(project)) {
            stack.files().flush();
            assertThat(Tally.total(stack.state().get(SHARED).value())).isEqualTo(20);
            assertThat(ours).isRegularFile();
            assertThat(Files.readString(ours)).startsWith("{").isNotEqualTo(before);
        }
    }

    private static void sparse(Path file, long size) throws IOException {
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(size);
        }
    }
}
