package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Secrets;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes down what passes between a client and a server, as {@link RecordedSession} has it. It only listens: whatever goes wrong with
 * it, the bytes have passed already, and it ends. Thread-safe.
 */
final class SessionRecorder implements AutoCloseable {
    private static final int MOST_SESSIONS = 5;
    private static final int MOST_CALLS = 1_000;
    private static final long MOST_CHARACTERS = 8L << 20;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final BufferedWriter file;
    private final Map<String, IssueCall> asked = new LinkedHashMap<>();
    private final LineSplitter questions = new LineSplitter(this::question);
    private final LineSplitter answers = new LineSplitter(this::answer);
    private int calls;
    private long characters;
    private boolean isOver;

    private SessionRecorder(BufferedWriter file) {
        this.file = file;
    }

    /**
     * Begins a recording with a copy of the project as it is now.
     *
     * @return empty if nothing can be recorded; the server is started nevertheless
     */
    static Optional<SessionRecorder> begin(
            EnvironmentFolders places,
            String server,
            String release,
            Consumer<Path> backup,
            Instant now,
            Consumer<String> said) {
        try {
            Path folder = Files.createDirectories(places.sessions(server));
            forget(places, server);
            String name = NAME.format(now) + "-" + ProcessHandle.current().pid();
            StagingCopy.into(RecordedSession.projectOf(folder, name), places.project(), backup);
            BufferedWriter file = Files.newBufferedWriter(folder.resolve(name + RecordedSession.END));
            SessionRecorder recorder = new SessionRecorder(file);
            recorder.write(Json.Obj.EMPTY.with("release", release).with("started", now.toString()));
            return Optional.of(recorder);
        } catch (IOException | CodedException e) {
            said.accept("The session is not recorded: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void forget(EnvironmentFolders places, String server) {
        List<String> names = RecordedSession.names(places, server);
        for (String old : names.subList(Math.min(MOST_SESSIONS - 1, names.size()), names.size())) {
            Path folder = places.sessions(server);
            FileTree.delete(RecordedSession.projectOf(folder, old));
            FileTree.delete(folder.resolve(old + RecordedSession.END));
        }
    }

    synchronized void asked(byte[] part, int count) {
        if (!isOver) {
            questions.take(part, count);
        }
    }

    synchronized void answered(byte[] part, int count) {
        if (!isOver) {
            answers.take(part, count);
        }
    }

    private void question(byte[] line) {
        message(line)
                .filter(said -> said.text("method").equals(Optional.of("tools/call")))
                .ifPresent(said -> said.find("id").ifPresent(id -> {
                    Optional<Json> name = said.at("params", "name");
                    Json.Obj arguments =
                            said.at("params", "arguments").map(Json::asObject).orElse(Json.Obj.EMPTY);
                    if (asked.size() < MOST_CALLS) {
                        name.flatMap(Json::asText)
                                .ifPresent(tool -> asked.put(id.toString(), new IssueCall(tool, arguments)));
                    }
                }));
    }

    private void answer(byte[] line) {
        message(line).filter(said -> said.find("method").isEmpty()).ifPresent(said -> {
            IssueCall call =
                    said.find("id").map(id -> asked.remove(id.toString())).orElse(null);
            if (call == null) {
                return;
            }
            Json.Obj whole = new RecordedSession.Recorded(call, IssueCall.outcome(said)).json();
            Json.Obj kept = Secrets.kind(whole.toString())
                    .map(kind -> Json.Obj.EMPTY.with("tool", call.tool()).with("leftOut", kind))
                    .orElse(whole);
            write(kept);
        });
    }

    private static Optional<Json.Obj> message(byte[] line) {
        return StdioProbe.message(new String(line, StandardCharsets.UTF_8));
    }

    /** Writes a whole line; a session that is too long ends here. */
    private void write(Json.Obj line) {
        String text = line.toString();
        characters += text.length();
        isOver = isOver || ++calls > MOST_CALLS + 1 || characters > MOST_CHARACTERS;
        if (isOver) {
            return;
        }
        try {
            file.write(text + "\n");
            file.flush();
        } catch (IOException e) {
            isOver = true;
        }
    }

    @Override
    public synchronized void close() {
        isOver = true;
        try {
            file.close();
        } catch (IOException e) {
            asked.clear(); // What could not be written is not in the file; whoever reads it takes whole lines only.
        }
    }

    /** Lines of bytes as they come in parts; a line that is too long is left out. */
    private static final class LineSplitter {
        private static final int MOST = 1 << 20;

        private final Consumer<byte[]> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean isTooLong;

        LineSplitter(Consumer<byte[]> lines) {
            this.lines = lines;
        }

        void take(byte[] part, int count) {
            for (int i = 0; i < count; i++) {
                if (part[i] == '\n') {
                    if (!isTooLong) {
                        lines.accept(line.toByteArray());
                    }
                    line.reset();
                    isTooLong = false;
                } else if (line.size() < MOST) {
                    line.write(part[i]);
                } else {
                    isTooLong = true;
                }
            }
        }
    }
}
