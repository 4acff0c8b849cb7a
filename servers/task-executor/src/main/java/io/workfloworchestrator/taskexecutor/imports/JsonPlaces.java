package io.workfloworchestrator.taskexecutor.imports;

import java.util.HashMap;
import java.util.Map;

/**
 * In which line each object of a JSON text begins, by its path, such as {@code master/tasks/3}. The text has been read as JSON before, so
 * that nothing in it can be wrong. Immutable.
 */
final class JsonPlaces {
    private final String text;
    private final Map<String, Integer> lines = new HashMap<>();
    private int at;
    private int line = 1;

    /** @param text valid JSON */
    JsonPlaces(String text) {
        this.text = text;
        value("");
    }

    /** The line of the object at a path, from 1; 0 if there is none. */
    int line(String path) {
        return lines.getOrDefault(path, 0);
    }

    private void value(String path) {
        space();
        char c = peek();
        if (c == '{' || c == '[') {
            lines.put(path, line);
            at++;
            elements(path, c == '{');
        } else if (c == '"') {
            String unused = string();
        } else {
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
    }

    private void elements(String path, boolean named) {
        int index = 0;
        space();
        while (at < text.length() && peek() != '}' && peek() != ']') {
            String name = String.valueOf(index++);
            if (named) {
                name = string();
                space();
                at++; // the colon
            }
            value(path.isEmpty() ? name : path + "/" + name);
            space();
            if (peek() == ',') {
                at++;
                space();
            }
        }
        at++;
    }

    private String string() {
        int start = ++at;
        while (at < text.length() && peek() != '"') {
            at += peek() == '\\' ? 2 : 1;
        }
        return text.substring(start, Math.min(at++, text.length()));
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void space() {
        while (at < text.length() && " \t\r\n\uFEFF".indexOf(text.charAt(at)) >= 0) {
            line += text.charAt(at++) == '\n' ? 1 : 0;
        }
    }
}
