package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of answers, in YAML or JSON: a question's id and its answer in each line. In a loop the id has the element behind it, as
 * {@code owner.api} or {@code "owner[Web client]"}, or the elements stand below the id.
 */
final class AnswersFile {
    private static final String STDIN = "-";
    private static final int MOST_BYTES = 8 << 20;

    private AnswersFile() {}

    /**
     * The answers by the questions' ids.
     *
     * @param file a path, or a dash for stdin
     * @throws UncheckedIOException if the file cannot be read
     * @throws io.workfloworchestrator.json.CodedException if it is neither YAML nor JSON
     */
    static Map<String, Json> read(String file) {
        byte[] bytes = bytes(file);
        Json.Obj all = file.endsWith(".json") ? json(file, bytes) : yaml(file, bytes);
        Map<String, Json> answers = new LinkedHashMap<>();
        all.forEach((id, value) -> {
            if (value instanceof Json.Obj elements) {
                elements.forEach((element, one) -> answers.put(id + "[" + element + "]", one));
            } else {
                answers.put(id, value);
            }
        });
        return answers;
    }

    private static Json.Obj json(String file, byte[] bytes) {
        try {
            if (Json.parse(bytes) instanceof Json.Obj answers) {
                return answers;
            }
        } catch (JsonException e) {
            throw new UsageException(file + ": " + e.getMessage() + " Mend it, and ask again.");
        }
        throw new UsageException(
                file + " has no answers: write {\"QUESTION\": \"ANSWER\"}, with the id of each question.");
    }

    /** What no answer can hold, such as NUL in a string, is named with its line and question. */
    private static Json.Obj yaml(String file, byte[] bytes) {
        YamlText text = YamlText.of(file.equals(STDIN) ? "stdin" : file, bytes);
        Map<String, Json> answers = new LinkedHashMap<>();
        text.values("the file of answers").forEach((id, value) -> {
            try {
                answers.put(id, Shapes.json(value));
            } catch (JsonException e) {
                text.problem(e.code(), id, "the answer of \"" + id + "\": " + e.getMessage());
            }
        });
        text.throwIfAny();
        return Json.object(answers);
    }

    private static byte[] bytes(String file) {
        return bytes(file, MOST_BYTES, "which no answers have");
    }

    /** All bytes of a file, or of stdin for a dash; {@code tooMany} says as a clause why there cannot be more than {@code most}. */
    static byte[] bytes(String file, int most, String tooMany) {
        if (!file.equals(STDIN) && Files.isDirectory(Path.of(file))) {
            throw new UsageException(
                    "\"" + file + "\" is a folder. Give a file, or - to read what it would have from stdin.");
        }
        try (InputStream in = file.equals(STDIN) ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UsageException(file + " has more than " + most + " bytes, " + tooMany + ".");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
