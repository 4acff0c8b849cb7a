package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of file call fails, at every place in turn: a named error, nothing lost, nothing claimed. */
class FaultTest extends Proof {
    private static final String PLAN =
            "WRITE:28,WRITE:5,WRITE:0,SYNC:5,OPEN:24,RENAME:5,TRUNCATE:5,UNLINK:5,LINK:5,MKDIR:28";
    private static final String MORE = ",WRITE:122,SYNC:28,OPEN:13,OPEN:5,RENAME:28,TRUNCATE:28";

    @Test
    void aFailedFileCallLosesNothingAndClaimsNothing() throws IOException {
        List<String> lines = fail(jvm, temp, times(80), SCALE <= 1 ? PLAN : PLAN + MORE);

        assertThat(lines).filteredOn(line -> line.startsWith("bad ")).isEmpty();
        List<String> cases =
                lines.stream().filter(line -> line.startsWith("case ")).toList();
        long met = cases.stream().filter(line -> !line.contains(" 0 [")).count();
        long refused = cases.stream().filter(line -> !line.endsWith("[]")).count();
        assertThat(met).isGreaterThan(50);
        report("%d failed file calls at different places: %d refused by name, none lost or claimed", met, refused);
    }

    /** What a worker says of which the calls of a plan fail in turn, each kind at most so often. */
    static List<String> fail(Jvm jvm, Path folder, int most, String plan) throws IOException {
        Path library = Shim.compile(Files.createDirectories(folder.resolve("shim")));
        Path root = Files.createDirectories(folder.resolve("root"));
        List<String> command = jvm.command(List.of(), FaultWorker.class);
        command.addAll(List.of(root.toString(), Integer.toString(most), plan));
        try (Child child = Jvm.start("faults", command, Shim.environment(library, folder.resolve("control"), root))) {
            return child.done(1).lines();
        }
    }
}
