package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power of a real file system fails: its disk is an image on btrfs, of which a clone is taken at random moments while
 * processes commit. What was in the system's memory is not in the clone; what the disk was told to keep is.
 */
@Tag("nightly")
class PowerCutTest extends Proof {
    private static final int CUTS = times(8);

    /** What is cut from power. */
    enum Disk {
        EXT4("", 128, "mkfs.ext4"),
        /** Where a rename does not wait for the content. */
        EXT4_NO_AUTO("noauto_da_alloc", 128, "mkfs.ext4"),
        XFS("", 320, "mkfs.xfs"),
        BTRFS("", 256, "mkfs.btrfs");

        private final String options;
        private final long megabytes;
        private final String mkfs;

        Disk(String options, long megabytes, String mkfs) {
            this.options = options;
            this.megabytes = megabytes;
            this.mkfs = mkfs;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasConfirmedSurvivesThePowerCut(Disk disk) throws IOException {
        Result result = cut(jvm, disk, temp, CUTS, SEED);

        assertThat(result.broken()).isEmpty();
        report(
                "%s: %d power cuts under 2 committing processes: 0 of %d updates lost that were confirmed before, files"
                        + " whole",
                disk, CUTS, result.confirmed());
    }

    /** What was broken, and how many updates were confirmed before the last cut. */
    record Result(List<String> broken, int confirmed) {}

    /** A moment in which the power failed. */
    private record Cut(Path image, Set<String> acknowledged) {}

    static Result cut(Jvm jvm, Disk disk, Path folder, int cuts, long seed) throws IOException {
        Path host = Volume.make(folder.resolve("host.img"), 4_096, "mkfs.btrfs");
        try (Volume clones = Volume.image(host, folder.resolve("host"), "")) {
            Path image = Volume.make(clones.at().resolve("disk.img"), disk.megabytes, disk.mkfs);
            List<Cut> moments = clones(jvm, disk, image, folder.resolve("disk"), cuts, seed);
            List<String> broken = new ArrayList<>();
            for (Cut cut : moments) {
                forgetDevices();
                try (Volume after = Volume.image(cut.image(), folder.resolve("after"), disk.options)) {
                    broken.addAll(check(after.at().resolve("project"), cut));
                }
            }
            int last = moments.get(moments.size() - 1).acknowledged().size();
            return new Result(broken, last);
        } finally {
            forgetDevices();
        }
    }

    private static List<Cut> clones(Jvm jvm, Disk disk, Path image, Path at, int cuts, long seed) throws IOException {
        Random random = new Random(seed);
        List<Cut> moments = new ArrayList<>();
        List<Child> workers = new ArrayList<>();
        try (Volume volume = Volume.image(image, at, disk.options)) {
            try {
                Path project = Files.createDirectories(volume.at().resolve("project"));
                workers.addAll(List.of(jvm.worker(project, "w0"), jvm.worker(project, "w1")));
                workers.forEach(Child::ready);
                workers.forEach(worker -> worker.tell("first t/shared").tell("hammer t/shared 600000"));
                workers.forEach(worker -> worker.await(line -> line.startsWith("a "), 3));
                for (int i = 0; i < cuts; i++) {
                    LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(700)));
                    Set<String> acknowledged = workers.stream()
                            .flatMap(worker -> worker.acks().stream().map(Child.Ack::mark))
                            .collect(Collectors.toSet());
                    Path clone = image.resolveSibling("cut" + i + ".img");
                    String said = Volume.said("cp", "--reflink=always", image.toString(), clone.toString());
                    assumeTrue(said.isEmpty(), () -> "an image cannot be cloned here: " + said);
                    moments.add(new Cut(clone, acknowledged));
                }
                assertThat(workers)
                        .allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
            } finally {
                workers.forEach(Child::kill);
            }
        }
        return moments;
    }

    /** btrfs knows a file system by its id, which the clones share; what is not mounted is to be forgotten. */
    private static void forgetDevices() {
        Volume.said("btrfs", "device", "scan", "--forget");
    }

    private static List<String> check(Path project, Cut cut) throws IOException {
        List<String> broken = PowerCutModelTest.check(project, cut.acknowledged(), Set.of("w0", "w1"));
        if (broken.isEmpty()) {
            filesAreWhole(project);
        }
        return broken.stream()
                .map(what -> cut.image().getFileName() + ": " + what)
                .toList();
    }
}
