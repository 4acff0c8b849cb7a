package io.workfloworchestrator.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The doctor's checks of the machine.
 *
 * @param home the launcher's folder; empty if the program was started without it
 * @param limits the kernel's folder of limits, such as {@code /proc/sys}
 * @param javaVersion the version of Java's language, such as 17
 * @param scarce a disk with fewer free bytes counts as full
 */
record Machine(String home, Path limits, int javaVersion, long scarce) {
    private static final int FEW_WATCHES = 1_000;
    private static final int FEW_INSTANCES = 16;
    private static final int NEWEST_JAVA = 25;

    static Machine here() {
        return new Machine(
                System.getProperty("workflow.home", ""),
                Path.of("/proc/sys"),
                Runtime.version().feature(),
                100L << 20);
    }

    Check java() {
        return new Check(
                "java",
                true,
                Runtime.version() + " in " + System.getProperty("java.home"),
                javaVersion >= NEWEST_JAVA
                        ? ""
                        : "Java " + NEWEST_JAVA + " starts servers faster; " + javaVersion + " is fine.");
    }

    /** Clients start the launcher by its path, so it must be there and executable. */
    Check launcher() {
        if (home.isEmpty()) {
            return new Check(
                    "launcher",
                    true,
                    "started without it",
                    "Start by the script 'workflow': it builds what changed, and starts several times faster.");
        }
        Path script = Path.of(home, java.io.File.separatorChar == '\\' ? "workflow.cmd" : "workflow");
        if (!Files.isExecutable(script)) {
            return Check.bad(
                    "launcher",
                    script + (Files.exists(script) ? " may not be executed" : " is not there"),
                    Files.exists(script)
                            ? "Run chmod +x " + script + "; clients start it by this path."
                            : "Put the distribution back where clients look for it, or tell them the new path with"
                                    + " 'workflow mcp project-management --print-config CLIENT'.");
        }
        return Check.good("launcher", script.toString());
    }

    Check disk(Path root) {
        try {
            FileStore store = Files.getFileStore(root);
            long free = store.getUsableSpace();
            String found = store.type() + ", " + (free >> 20) + " MB free";
            return free >= scarce
                    ? Check.good("disk", found)
                    : Check.bad("disk", found, "Make room: changes need some, and are refused when there is none.");
        } catch (IOException e) {
            return Check.bad("disk", "cannot be asked: " + e.getMessage(), "See that " + root + " is there.");
        }
    }

    /** Linux limits, for each user, the watched folders and the programs that watch. */
    Check watching() {
        List<String> found = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        look("fs/inotify/max_user_watches", FEW_WATCHES, "watched folder", found, advice);
        look("fs/inotify/max_user_instances", FEW_INSTANCES, "watching program", found, advice);
        if (found.isEmpty()) {
            return Check.good("watching", "no limit known on this system");
        }
        return new Check(
                "watching",
                true, // it works without, only slower
                String.join(", ", found) + " allowed for each user",
                advice.isEmpty()
                        ? ""
                        : "Beyond that, folders are looked at one by one at each question, which is slower: raise "
                                + String.join(" and ", advice) + " (sysctl, as root).");
    }

    private void look(String name, long few, String what, List<String> found, List<String> advice) {
        limit(name).ifPresent(limit -> {
            found.add(Check.count(limit, what));
            if (limit < few) {
                advice.add(name.replace('/', '.') + " to " + few + " or more");
            }
        });
    }

    /** The limit; empty if the system does not tell it. */
    private Optional<Long> limit(String name) {
        // Read at once: such a file of the kernel can be read only from its beginning.
        try (InputStream in = Files.newInputStream(limits.resolve(name))) {
            return Optional.of(Long.valueOf(new String(in.readNBytes(64), StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
