package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.json.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is not as it should be.
 *
 * @param file the file or folder, relative to the project; empty if it is about none
 * @param line the line, from 1; 0 if it is about the whole file
 * @param fix what to do, or the call that does it
 */
record Finding(String check, Severity severity, String file, int line, String message, String fix) {
    enum Severity {
        /** The project is not whole. */
        CRITICAL,
        /** It should be mended. */
        WARNING,
        /** It should be known. */
        INFO
    }

    static Finding warning(String check, String file, int line, String message, String fix) {
        return new Finding(check, Severity.WARNING, file, line, message, fix);
    }

    static Finding unreadable(String check, String file, int line, String message) {
        return warning(check, file, line, message, "Mend the file.");
    }

    Json toJson() {
        Json.Obj said = Json.Obj.EMPTY
                .with("check", check)
                .with("severity", severity.name().toLowerCase(Locale.ROOT))
                .with("file", Optional.of(file).filter(path -> !path.isEmpty()).map(PathRules::show))
                .with("message", message)
                .with("fix", fix);
        return line == 0 ? said : said.with("line", line);
    }
}
