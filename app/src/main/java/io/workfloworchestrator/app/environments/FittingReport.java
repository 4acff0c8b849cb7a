package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.state.Secrets;
import java.util.Optional;

/**
 * Makes a report from production fit to become an issue. A program wrote it that nobody can ask to write it again, so what cannot stay
 * as it is, is left out or replaced, and the report says so. Pure functions.
 */
final class FittingReport {
    private static final String SEVERITY = "severity";
    private static final String NOTES = "notes";
    private static final int MOST_EDITS = 2;
    private static final int SHOWN = 40;

    private FittingReport() {}

    /** The report without what looks like a secret, and with one of the known severities. */
    static Json.Obj of(Json.Obj report) {
        Json.Obj fitting = Json.Obj.EMPTY;
        for (String name : report.keys()) {
            Json value = report.find(name).orElseThrow();
            fitting = Secrets.kind(name).isPresent() ? fitting : fitting.with(name, withoutSecret(value));
        }
        return withKnownSeverity(fitting);
    }

    /** A value that looks like a secret is left out as a whole: nobody can tell where the secret ends. */
    private static Json withoutSecret(Json value) {
        if (value instanceof Json.Num) {
            return value;
        }
        String text = value.asText().orElseGet(value::toString);
        return Secrets.kind(text)
                .<Json>map(kind -> Json.of("(left out, since it looks like " + kind + ")"))
                .orElse(value);
    }

    private static Json.Obj withKnownSeverity(Json.Obj report) {
        Optional<Json> given = report.find(SEVERITY).filter(value -> !(value instanceof Json.Null));
        String word = given.map(value -> value.asText().orElseGet(value::toString))
                .orElse(Issues.USUAL_SEVERITY)
                .strip();
        Optional<String> known =
                Issues.SEVERITIES.stream().filter(word::equalsIgnoreCase).findFirst();
        if (known.isPresent()) {
            return report.with(SEVERITY, Json.of(known.get()));
        }
        String severity = Words.nearest(word, Issues.SEVERITIES, MOST_EDITS).orElse(Issues.USUAL_SEVERITY);
        String note = "The report said that its severity is \"" + Words.clip(word, SHOWN) + "\", which is none of "
                + String.join(", ", Issues.SEVERITIES) + ".";
        String notes = report.text(NOTES).map(text -> text + "\n").orElse("") + note;
        return report.with(SEVERITY, Json.of(severity)).with(NOTES, Json.of(notes));
    }
}
