package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.json.Json;
import java.util.Locale;

/**
 * One thing that is not as it should be.
 *
 * @param check the check that found it
 * @param file the file or folder, relative to the project; empty if it is about none
 * @param line the line, from 1; 0 if it is about the whole file
 * @param message what is so
 * @param fix what to do, or the call that does it
 */
record Finding(String check, Severity severity, String file, int line, String message, String fix) {
    /** How much a finding matters. */
    enum Severity {
        /** The project is not whole. */
        CRITICAL,
        /** It should be mended. */
        WARNING,
        /** It should be known. */
        INFO
    }

    Json toJson() {
        Json.Obj said = Json.Obj.EMPTY
                .with("check", check)
                .with("severity", severity.name().toLowerCase(Locale.ROOT));
        said = file.isEmpty() ? said : said.with("file", PathRules.show(file));
        said = line == 0 ? said : said.with("line", line);
        return said.with("message", message).with("fix", fix);
    }
}
