package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.Worded;

/**
 * Something that does not fit together. Immutable.
 *
 * @param check which check found it, such as {@code requirement-without-task}: stable, for filters
 * @param path of the file, relative to the project
 * @param line from 1; 0 if it is about the file as a whole
 * @param about what it is about, such as {@code FR-003}
 * @param message what is so, and why that is bad
 */
public record Finding(
        String check, Severity severity, String path, int line, String about, String message, String fix) {
    /** How much a finding matters. */
    public enum Severity implements Worded {
        /** The documents do not agree; the feature is not consistent. */
        ERROR,
        /** It is probably wrong. */
        WARNING,
        /** Good to know. */
        NOTE;
    }

    static Place at(String path, int line, String about) {
        return new Place(path, line, about);
    }

    /** Where something stands, and what it is called: findings are about it. */
    record Place(String path, int line, String about) {
        Finding error(String check, String message, String fix) {
            return new Finding(check, Severity.ERROR, path, line, about, message, fix);
        }

        Finding warning(String check, String message, String fix) {
            return new Finding(check, Severity.WARNING, path, line, about, message, fix);
        }

        Finding note(String check, String message, String fix) {
            return new Finding(check, Severity.NOTE, path, line, about, message, fix);
        }
    }

    /** The place as editors and compilers write it: {@code specs/001-login/spec.md:12}. */
    public String place() {
        return line > 0 ? path + ":" + line : path;
    }
}
