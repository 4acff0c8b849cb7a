package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.Layout;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Formats of what a server keeps, as the server says in its handshake: the capability {@code
 * experimental["io.workfloworchestrator/store"]} is {@code {"writes": 2, "reads": [1, 2], "paths": ["data"]}}. A server that says
 * nothing is only tried. Immutable.
 *
 * @param paths files and folders of the project in which it keeps it; empty if only the state is meant
 */
record StoreFormat(long writes, long oldest, long newest, List<String> paths) {
    static final String CAPABILITY = "io.workfloworchestrator/store";
    /** The name of it among what a server shows. */
    static final String SHOWN = "store";

    /** Where SQLite has a number that the application may set; sqlite.org/fileformat.html, "The Database Header". */
    private static final int USER_VERSION = 60;

    /** What a server said; empty if it said nothing, or nothing that can be understood. */
    static Optional<StoreFormat> of(Surface surface) {
        Json.Obj said = surface.part(SHOWN);
        List<Long> reads = said.find("reads").map(Json::asList).orElse(List.of()).stream()
                .flatMap(one -> number(one).stream())
                .toList();
        List<String> paths = said.find("paths").map(Json::asList).orElse(List.of()).stream()
                .flatMap(one -> one.asText().stream())
                .toList();
        return said.find("writes")
                .flatMap(StoreFormat::number)
                .map(writes -> reads.size() == 2
                        ? new StoreFormat(writes, reads.get(0), reads.get(1), paths)
                        : new StoreFormat(writes, writes, writes, paths));
    }

    private static Optional<Long> number(Json value) {
        return value instanceof Json.Num number && number.isInteger()
                ? Optional.of(number.value().longValue())
                : Optional.empty();
    }

    boolean reads(StoreFormat other) {
        return oldest <= other.writes && other.writes <= newest;
    }

    /** In words, such as {@code formats 1 to 2}. */
    String readable() {
        return oldest == newest ? "only format " + oldest : "formats " + oldest + " to " + newest;
    }

    /** The format of the state in a copy of a project; 0 if it has no state. Nobody may have that state open. */
    static long ofState(Path project) {
        Path database = project.resolve(Layout.STATE_FOLDER).resolve(StagingCopy.DATABASE);
        if (!Files.isRegularFile(database)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "r")) {
            file.seek(USER_VERSION);
            return file.readInt();
        } catch (IOException e) {
            return 0; // What is no database has no format either.
        }
    }
}
