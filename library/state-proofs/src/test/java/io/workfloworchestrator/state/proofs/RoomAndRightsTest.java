package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes meet a full disk, a disk for reading only, a folder without permission: and go on when it is over. */
class RoomAndRightsTest extends Proof {
    private final List<Child> workers = new ArrayList<>();

    @AfterEach
    void end() {
        workers.forEach(Child::kill);
    }

    @Test
    void aFullDiskIsNamedLosesNothingAndIsForgottenOnceThereIsRoom() throws IOException {
        try (Volume volume = Volume.tmpfs(temp.resolve("small disk"), "24m")) {
            Path project = project("small disk/project");
            workers.addAll(List.of(jvm.worker(project, "d0"), jvm.worker(project, "d1"), jvm.worker(project, "d2")));
            workers.forEach(Child::ready);
            all("count t/shared 5");
            assertThat(refusals()).isEmpty();

            Path ballast = volume.fill();
            all("hammer t/shared 300");
            assertThat(workers)
                    .allSatisfy(worker -> assertThat(worker.refusals())
                            .isNotEmpty()
                            .allMatch(refusal -> refusal.startsWith("e E_NO_SPACE"))
                            .allMatch(refusal -> refusal.contains("Nothing was changed"))
                            .allMatch(refusal -> refusal.contains("Free some space")));
            long full = acks().size();
            all("total t/shared");
            assertThat(said("t ")).containsOnly("t t/shared " + full);
            try (Stack stack = Stack.open(project)) {
                assertThat(Tally.total(stack.state().get(SHARED).value()))
                        .as("read by one who opens it on the full disk")
                        .isEqualTo(full);
            }

            Files.delete(ballast);
            int refused = refusals().size();
            all("count t/shared 5");
            assertThat(refusals()).hasSize(refused);
            all("notices");
            assertThat(said("n ")).isEmpty();
            workers.forEach(Child::close);
            allIsWell(project, Set.of("d0", "d1", "d2"));
            report("disk full under 3 processes: %d updates kept, %d refused by name, 0 lost", acks().size(), refused);
        }
    }

    @Test
    void aDiskForReadingOnlyIsReadNamedAndWrittenOnceItCanBe() throws IOException {
        try (Volume volume = Volume.tmpfs(temp.resolve("disk"), "24m")) {
            Path project = project("disk/project");
            volume.remount("ro");
            workers.addAll(List.of(jvm.worker(project, "r0"), jvm.worker(project, "r1")));
            workers.forEach(Child::ready);

            all("total t/shared");
            all("count t/shared 1");
            assertThat(workers).allSatisfy(worker -> {
                assertThat(worker.lines()).contains("t t/shared 0");
                assertThat(worker.refusals())
                        .hasSize(1)
                        .allMatch(refusal -> refusal.startsWith("e E_READ_ONLY"))
                        .allMatch(refusal -> refusal.contains("Nothing was changed"));
            });
            volume.remount("rw");
            all("count t/shared 5");

            assertThat(refusals()).hasSize(2);
            workers.forEach(Child::close);
            allIsWell(project, Set.of("r0", "r1"));
        }
    }

    @Test
    void withoutPermissionWhatMayBeReadIsReadAndNothingIsTakenForAbsent() throws IOException {
        Path project = ofNobody();
        workers.addAll(List.of(jvm.workerOfNobody(project, "n0"), jvm.workerOfNobody(project, "n1")));
        workers.forEach(Child::ready);
        all("count t/shared 3");
        assertThat(refusals()).isEmpty();
        workers.forEach(Child::close);

        mode(project, "r-xr-xr-x", "r--r--r--");
        Child reader = jvm.workerOfNobody(project, "n2").ready();
        workers.add(reader);
        reader.tell("total t/shared").done(1).tell("count t/shared 1").done(2);
        assertThat(reader.lines()).contains("t t/shared 6");
        assertThat(reader.refusals()).hasSize(1).allMatch(refusal -> refusal.startsWith("e E_READ_ONLY"));

        Path folder = project.resolve(".ai-planning");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        Child blind = jvm.workerOfNobody(project, "n3").ready();
        workers.add(blind);
        blind.tell("total t/shared").done(1).tell("count t/shared 1").done(2);
        assertThat(blind.lines()).noneMatch(line -> line.startsWith("t "));
        assertThat(blind.refusals())
                .hasSize(2)
                .allMatch(refusal -> refusal.startsWith("e E_PERMISSION"))
                .allMatch(refusal -> refusal.contains(folder.toString()) && refusal.contains("---------"));

        mode(project, "rwxr-xr-x", "rw-r--r--");
        reader.tell("count t/shared 2").done(3);
        blind.tell("count t/shared 2").done(3);
        assertThat(refusals()).hasSize(3);
        workers.forEach(Child::close);
        own(project, 0);
        allIsWell(project, Set.of("n0", "n1", "n2", "n3"));
    }

    private void all(String command) {
        List<Integer> before = workers.stream()
                .map(worker ->
                        (int) worker.lines().stream().filter("done"::equals).count())
                .toList();
        workers.forEach(worker -> worker.tell(command));
        for (int i = 0; i < workers.size(); i++) {
            workers.get(i).done(before.get(i) + 1);
        }
    }

    private List<String> said(String start) {
        Predicate<String> wanted = line -> line.startsWith(start);
        return workers.stream()
                .flatMap(worker -> worker.lines().stream().filter(wanted))
                .toList();
    }

    private List<String> refusals() {
        return said("e ");
    }

    private Collection<Child.Ack> acks() {
        return ManyProcessesTest.acks(workers);
    }

    /** All that was confirmed is there, and nothing that was refused. */
    private void allIsWell(Path project, Set<String> actors) throws IOException {
        nothingIsLost(project, acks(), actors);
        try (Stack stack = Stack.open(project)) {
            assertThat(Tally.total(stack.state().get(SHARED).value())).isEqualTo(acks().size());
        }
        filesAreWhole(project);
    }

    /** A project that belongs to user 65534, whom the folders above let through. */
    private Path ofNobody() throws IOException {
        assumeTrue(Volume.isRoot(), "needs root, to become another user");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path project = project("nobody's");
        own(project, 65_534);
        return project;
    }

    private static void own(Path tree, int user) throws IOException {
        for (Path path : tree(tree)) {
            Files.setAttribute(path, "unix:uid", user);
            Files.setAttribute(path, "unix:gid", user);
        }
    }

    private static void mode(Path tree, String folders, String files) throws IOException {
        Path planning = tree.resolve(".ai-planning");
        Files.setPosixFilePermissions(planning, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path path : tree(planning)) {
            boolean folder = Files.isDirectory(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(folder ? folders : files));
        }
    }

    private static List<Path> tree(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.toList();
        }
    }
}
