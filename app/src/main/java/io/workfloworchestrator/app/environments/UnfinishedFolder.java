package io.workfloworchestrator.app.environments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder in which a process is still working; its name has the number of that process. Pure functions. */
final class UnfinishedFolder {
    private static final Pattern NAME = Pattern.compile("(?:build|\\.new)-(\\d+)-.*");

    private UnfinishedFolder() {}

    /**
     * Makes a new one.
     *
     * @param begin {@code build} or {@code .new}
     */
    static Path make(Path parent, String begin) throws IOException {
        return Files.createTempDirectory(
                parent, begin + "-" + ProcessHandle.current().pid() + "-");
    }

    /** Whether the process that made it is gone. */
    static boolean isAbandoned(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }
}
