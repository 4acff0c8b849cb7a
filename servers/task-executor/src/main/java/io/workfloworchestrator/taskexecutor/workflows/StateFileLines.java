package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.documents.DocumentFinding;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where tasks stand in a {@code state.json}, to name the line of what cannot be taken. Immutable and thread-safe. */
final class StateFileLines {
    private final String text;

    StateFileLines(byte[] file) {
        this.text = new String(file, StandardCharsets.UTF_8);
    }

    /** What is wrong with the task of this number, at its line. The file waits until it is mended. */
    DocumentFinding finding(String number, String message) {
        Matcher id = Pattern.compile("\"id\"\\s*:\\s*\"?" + Pattern.quote(number) + "\\b").matcher(text);
        int at = id.find() ? id.start() : 0;
        int line = 1 + (int) text.substring(0, at).chars().filter(one -> one == '\n').count();
        return new DocumentFinding("E_TASK_FILE", line, 1, message);
    }
}
