package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.ReferenceFormat;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowCheck;
import io.workfloworchestrator.workflow.WorkflowState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Reads a file that can be imported, whole and checked before anything is changed: an {@link Archive}, or the state file
 * of the reference's server.
 *
 * <p>Every fault is named as {@code FILE:line:column}. Not thread-safe.
 */
final class ImportFile {
    /** As long as one JSON text may be. */
    private static final int LONGEST = 64 << 20;

    private final String name;
    private final InputStream in;
    private final LongConsumer read;
    private final Function<Map<String, Json>, WorkflowCheck> checks;
    private final List<Archive.Step> history = new ArrayList<>();
    private final SortedMap<String, Json> values = new TreeMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private String format = "";
    private byte[] text = new byte[0];
    private long line;
    private long bytes;

    private ImportFile(
            String name, InputStream in, Function<Map<String, Json>, WorkflowCheck> checks, LongConsumer read) {
        this.checks = checks;
        this.name = name;
        this.in = in;
        this.read = read;
    }

    /** The content of a file: its commits, oldest first, if it has a history, and the newest value of each key. */
    record Content(String format, List<Archive.Step> history, SortedMap<String, Json> values) {}

    /**
     * Reads a file.
     *
     * @param checks is given all values of the file, and makes the check for each of them
     * @param read is told how many bytes were read so far
     * @throws StateException (E_IMPORT_FILE, or the code of a JSON fault) with the place of the fault
     */
    static Content read(
            String name, InputStream in, Function<Map<String, Json>, WorkflowCheck> checks, LongConsumer read)
            throws IOException {
        ImportFile file = new ImportFile(name, in, checks, read);
        file.read();
        file.requireAcceptable();
        return new Content(file.format, file.history, file.values);
    }

    private void read() throws IOException {
        if (next() && isHeader()) {
            format = "workflow-" + Archive.VERSION;
            archive(parsed(text, line));
        } else {
            reference();
        }
    }

    /** A damaged header counts too, so that its faults are named as faults of a header. */
    private boolean isHeader() {
        try {
            return Json.parse(text).at("format").equals(Optional.of(Json.of(Archive.FORMAT)));
        } catch (JsonException e) {
            return new String(text, StandardCharsets.UTF_8).contains("\"format\":\"" + Archive.FORMAT + "\"");
        }
    }

    /** The next line; false at the end. */
    private boolean next() throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
        int b = in.read();
        if (b < 0) {
            return false;
        }
        line++;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            buffer.write(b);
            if (buffer.size() > LONGEST) {
                throw fault("E_IMPORT_FILE", LONGEST, "this line is longer than 64 MB, which no value may be");
            }
        }
        bytes += buffer.size() + 1L;
        read.accept(bytes);
        text = buffer.toByteArray();
        return true;
    }

    private Json parsed(byte[] json, long firstLine) {
        try {
            return Json.parse(json);
        } catch (JsonException e) {
            String message = String.valueOf(e.getMessage());
            String place = "line " + e.line() + ", column " + e.column() + ": ";
            throw new StateException(
                    e.code(),
                    name + ":" + (firstLine + Math.max(1, e.line()) - 1) + ":" + Math.max(1, e.column()) + ": "
                            + (message.startsWith(place) ? message.substring(place.length()) : message)
                            + " Nothing was imported.",
                    e);
        }
    }

    private void archive(Json header) throws IOException {
        long version = number(header, "version");
        if (version > Archive.VERSION) {
            throw fault(
                    "E_STATE_NEWER",
                    column("\"version\""),
                    "version " + version + " of the format is newer than version " + Archive.VERSION
                            + ", which this program reads. Update it");
        }
        long commits = number(header, "commits");
        long keys = number(header, "keys");
        Map<String, Json> before = new HashMap<>();
        for (long i = 0; i < commits; i++) {
            commit(following("a commit"), before);
        }
        for (long i = 0; i < keys; i++) {
            value(following("a key and its value"));
        }
        Json end = following("the end, {\"end\": " + line + "}");
        if (number(end, "end") != line - 1) {
            throw fault(
                    "E_IMPORT_FILE", column("\"end\""), "lines are missing or too many: the end counts another number");
        }
        requireEnd();
        if (commits > 0 && !before.equals(values)) {
            throw fault("the history does not lead to the values that follow it; the file was changed");
        }
    }

    /** One file holds one export: what comes behind it would be left out without a word. */
    private void requireEnd() throws IOException {
        long end = line;
        while (next()) {
            String more = new String(text, StandardCharsets.UTF_8).strip();
            if (!more.isEmpty()) {
                throw fault((isHeader() ? "a second export follows" : "there is something behind the export")
                        + ", which ended in line " + end + ". Import each export from a file of its own");
            }
        }
    }

    private Json following(String what) throws IOException {
        if (!next()) {
            line++;
            throw fault("the file ends where " + what + " should be: it was cut off. Export again");
        }
        return parsed(text, line);
    }

    private void commit(Json json, Map<String, Json> before) throws IOException {
        List<Json> bodies = new ArrayList<>();
        for (String key : json.at("changes").orElse(Json.Null.VALUE).asObject().keys()) {
            if (Archive.hasBody(json.at("changes", key).orElseThrow())) {
                bodies.add(following("the change of \"" + key + "\""));
            }
        }
        try {
            Archive.Step step = Archive.step(json.asObject(), bodies, before);
            step.changes().forEach((key, value) -> value.ifPresent(some -> check(key, some)));
            history.add(step);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw fault("this is not a commit: " + e.getMessage());
        } catch (CodedException e) {
            throw e.code().equals("E_CAUSE") ? fault("this is not a commit: " + e.getMessage()) : e;
        }
    }

    private void value(Json json) throws IOException {
        String key = json.asObject().text("key").orElseThrow(() -> fault("a key and its value should be here"));
        if (values.containsKey(key)) {
            throw fault("E_IMPORT_FILE", column("\"key\""), "the key \"" + key + "\" is there twice");
        }
        Json value = following("the value of \"" + key + "\"");
        check(key, value);
        values.put(key, value);
        lines.put(key, line);
    }

    /** Refuses a key or value that may not be state at all, also in the history. */
    private void check(String key, Json value) {
        try {
            StateKey.checkName(key);
            if (!(value instanceof Json.Obj)) {
                throw new StateException("E_STATE_SHAPE", "the value of \"" + key + "\" is no JSON object");
            }
            if (Planning.isPlanning(key)) {
                WorkflowState.codec(Json.class).decode(value);
            }
        } catch (CodedException e) {
            throw fault(e.code(), column("\"" + key + "\""), String.valueOf(e.getMessage()));
        }
    }

    /** Refuses values that would be refused in an edited file. This comes last, since a definition may follow its work. */
    private void requireAcceptable() {
        WorkflowCheck check = checks.apply(values);
        values.forEach((key, value) -> {
            try {
                check.check(key, value);
            } catch (CodedException e) {
                line = lines.getOrDefault(key, 1L);
                throw fault(e.code(), 1, "the value of \"" + key + "\" " + e.getMessage() + " Nothing was imported");
            }
        });
    }

    private long number(Json json, String field) {
        return Archive.number(json, field)
                .filter(value -> value >= 0)
                .orElseThrow(() ->
                        fault("E_IMPORT_FILE", column("\"" + field + "\""), "a number \"" + field + "\" is needed"));
    }

    private void reference() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(text);
        if (line > 0) {
            all.write('\n');
        }
        all.write(in.readNBytes(LONGEST + 1));
        read.accept(all.size());
        text = all.toByteArray();
        line = 1;
        Json document = parsed(text, 1);
        if (!ReferenceFormat.isReference(document)) {
            throw fault(
                    "this is neither what 'workflow export' writes nor a project-state.json of the reference's server,"
                            + " which has \"currentPhase\" and \"phases\". Nothing was imported");
        }
        format = "reference-1.0";
        try {
            values.put(Workbench.KEY, WorkflowState.codec(Json.class).encode(ReferenceFormat.importState(document)));
        } catch (StateException e) {
            int column = place(e.code().equals("E_STATE_VERSION") ? "\"version\"" : "\"currentPhase\"");
            throw fault(e.code(), column, String.valueOf(e.getMessage()));
        }
    }

    /** Sets {@code line} to the line of a word, and returns the column. */
    private int place(String word) {
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int at = lines[i].indexOf(word);
            if (at >= 0) {
                line = i + 1L;
                return at + 1;
            }
        }
        return 1;
    }

    /** The column of a word in the line, from 1; also 1 if the word is not there. */
    private int column(String word) {
        return Math.max(0, new String(text, StandardCharsets.UTF_8).indexOf(word)) + 1;
    }

    private StateException fault(String message) {
        return fault("E_IMPORT_FILE", 1, message);
    }

    private StateException fault(String code, int at, String message) {
        return new StateException(
                code, name + ":" + line + ":" + at + ": " + message + (message.endsWith(".") ? "" : "."));
    }
}
