package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that may not be there yet, those of one type, and those that were kept elsewhere before. */
class FirstValuesTest {
    private static final Cause ME = Cause.of("me", "a test");
    private static final StateKey<Tally> KEY = StateKey.of("tallies/main", Tally.class);

    record Tally(int count) {
        Tally more() {
            return new Tally(count + 1);
        }
    }

    @TempDir
    private Path folder;

    private final StateManager states = StateManager.inMemory();

    @AfterEach
    void close() {
        states.close();
    }

    @Test
    void anUpdateBeginsAValueThatIsNotThere() {
        assertThat(states.update(KEY, () -> new Tally(10), Tally::more, ME).value())
                .isEqualTo(new Tally(11));
        assertThat(states.update(KEY, () -> new Tally(10), Tally::more, ME).value())
                .isEqualTo(new Tally(12));
        assertThat(states.history(10)).hasSize(2);
    }

    @Test
    void ofManyThatBeginAtOnceNoChangeIsLost() {
        IntStream.range(0, 64).parallel().forEach(i -> states.update(KEY, () -> new Tally(0), Tally::more, ME));
        assertThat(states.get(KEY).value()).isEqualTo(new Tally(64));
    }

    @Test
    void aTransactionBeginsAndListsToo() {
        List<String> listed = states.transact(ME, change -> {
            change.update(KEY, () -> new Tally(0), Tally::more);
            change.put(StateKey.of("tallies/other", Tally.class), new Tally(5));
            change.put(StateKey.of("tallies2/other", Tally.class), new Tally(5));
            return change.list("tallies");
        });
        assertThat(listed).containsExactly("tallies/main", "tallies/other");
        assertThat(states.list("tallies")).containsExactly("tallies/main", "tallies/other");
        assertThat(states.list("tall")).isEmpty();

        List<String> left = states.transact(ME, change -> {
            change.delete(KEY);
            return change.list("tallies");
        });
        assertThat(left).containsExactly("tallies/other");
        assertThat(states.now().list("tallies")).containsExactly("tallies/other");
    }

    @Test
    void whatWasKeptInAFileIsTakenOverOnceAndTheFileStays() throws IOException {
        Path old = Files.writeString(folder.resolve("old.txt"), "\ufeff7");

        assertThat(states.takeOver(KEY, old, text -> new Tally(Integer.parseInt(text)), ME)
                        .orElseThrow()
                        .value())
                .isEqualTo(new Tally(7));
        assertThat(states.history(1).get(0).cause().reason()).contains("took over old.txt");
        assertThat(old).hasContent("\ufeff7");

        states.update(KEY, Tally::more, ME);
        assertThat(takeOver(old)).isEqualTo(Optional.of(new Tally(8)));
        states.delete(KEY, ME);
        assertThat(takeOver(old))
                .as("it was deleted, which is no reason to bring it back")
                .isEmpty();
    }

    private Optional<Tally> takeOver(Path old) {
        return states.takeOver(KEY, old, text -> new Tally(Integer.parseInt(text)), ME)
                .map(Snapshot::value);
    }

    @Test
    void ofManyThatTakeOverAtOnceOneDoes() throws IOException {
        Path old = Files.writeString(folder.resolve("old.txt"), "7");
        assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> takeOver(old)))
                .containsOnly(Optional.of(new Tally(7)));
        assertThat(states.history(10)).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsNeverTakenForAbsent() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        assertThat(states.takeOver(KEY, folder.resolve("none"), text -> new Tally(calls.incrementAndGet()), ME))
                .isEmpty();
        assertThat(calls).hasValue(0);
        Path directory = Files.createDirectory(folder.resolve("folder"));
        assertThatThrownBy(() -> takeOver(directory))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("could not be read");
        Path nowhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> takeOver(nowhere)).hasMessageContaining("could not be read");
        Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9});
        assertThatThrownBy(() -> takeOver(latin)).hasMessageContaining("could not be read");
        assertThatThrownBy(() -> states.takeOver(KEY, Files.writeString(folder.resolve("x"), ""), text -> null, ME))
                .hasMessageContaining("made nothing of");
        Path broken = Files.writeString(folder.resolve("broken"), "seven");
        assertThatThrownBy(() -> takeOver(broken)).isInstanceOf(NumberFormatException.class);
        assertThat(Stream.of(states.head())).containsOnly(Revision.NONE);
    }
}
