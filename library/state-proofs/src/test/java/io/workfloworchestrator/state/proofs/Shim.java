package io.workfloworchestrator.state.proofs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The library that makes file calls fail or records them ({@code faultshim.c}), and the page that controls it. */
final class Shim {
    /** File calls that can be made to fail. */
    enum Call {
        WRITE(1),
        SYNC(2),
        OPEN(3),
        RENAME(4),
        TRUNCATE(5),
        UNLINK(6),
        MKDIR(7),
        LINK(8),
        LOCK(9);

        private final int number;

        Call(int number) {
            this.number = number;
        }
    }

    static final int SHORT = 0;
    static final int EIO = 5;
    static final int EACCES = 13;
    static final int EMFILE = 24;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int ENOLCK = 37;
    static final int EDQUOT = 122;

    private final MappedByteBuffer page;

    private Shim(MappedByteBuffer page) {
        this.page = page;
    }

    /** Compiles the library into this folder; skips the test, with the reason, where that is not possible. */
    static Path compile(Path folder) throws IOException {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "the library for faults is for Linux");
        Path source = folder.resolve("faultshim.c");
        Path library = folder.resolve("faultshim.so");
        try (InputStream in = Shim.class.getResourceAsStream("faultshim.c")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        try {
            Process gcc = new ProcessBuilder(
                            "gcc",
                            "-shared",
                            "-fPIC",
                            "-O2",
                            "-o",
                            library.toString(),
                            source.toString(),
                            "-ldl",
                            "-lpthread")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("gcc.log").toFile())
                    .start();
            assumeTrue(
                    gcc.waitFor(60, TimeUnit.SECONDS) && gcc.exitValue() == 0,
                    () -> "gcc cannot compile the library for faults: " + log(folder));
        } catch (IOException e) {
            assumeTrue(false, "there is no gcc to compile the library for faults");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return library;
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("gcc.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What a process with the library needs in its environment: faults in files below {@code root}. */
    static Map<String, String> environment(Path library, Path control, Path root) throws IOException {
        Files.write(control, new byte[64]);
        return Map.of(
                "LD_PRELOAD", library.toString(), "PROOF_CONTROL", control.toString(), "PROOF_ROOT", root.toString());
    }

    /** The control page of this process. */
    static Shim attached() throws IOException {
        return at(Path.of(Objects.requireNonNull(System.getenv("PROOF_CONTROL"))));
    }

    /** The control page of the process that was given this file. */
    static Shim at(Path control) throws IOException {
        try (FileChannel channel = FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer page = channel.map(FileChannel.MapMode.READ_WRITE, 0, 64);
            page.order(ByteOrder.nativeOrder());
            return new Shim(page);
        }
    }

    /** After this many calls of a kind, so many fail. */
    void arm(Call call, int after, int times, int error) {
        page.putInt(4, after);
        page.putInt(8, times);
        page.putInt(12, error);
        page.putInt(16, 0);
        page.putInt(20, 0);
        page.putInt(0, call.number);
    }

    /** No more faults; how many there were. */
    int disarm() {
        page.putInt(0, 0);
        return page.getInt(16);
    }
}
