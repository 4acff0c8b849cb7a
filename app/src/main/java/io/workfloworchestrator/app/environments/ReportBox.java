package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the reports that servers in production left as issues. Each is taken once, whoever is killed meanwhile; what cannot be read is
 * put aside, and named as long as it lies there. Thread-safe.
 */
record ReportBox(EnvironmentFolders places, Issues issues) {
    private static final String SEVERITY = "severity";
    private static final String NOTES = "notes";
    private static final int MOST_EDITS = 2;
    private static final int SHOWN = 40;
    private static final long MOST_BYTES = 256 << 10;
    private static final int MOST = 1_000;
    private static final String ASIDE = ".refused";

    /** Takes what is there of these servers. @return what was done, one sentence each */
    List<String> take(List<ServerEntry> servers) {
        List<String> said = new ArrayList<>();
        for (ServerEntry server : servers) {
            Path folder = places.reports(server.name());
            List<Path> files = Files.isSymbolicLink(folder) ? List.of() : FileTree.list(folder);
            long aside = files.stream()
                    .filter(file -> file.toString().endsWith(ASIDE))
                    .count();
            if (aside > 0) {
                said.add(aside + (aside == 1 ? " report lies" : " reports lie") + " aside in " + folder
                        + " that became no issue: mend what ends in " + ASIDE
                        + " and give it its name again, or delete it.");
            }
            files.stream().filter(ReportBox::isReport).limit(MOST).forEach(file -> said.add(take(server, file)));
        }
        return said;
    }

    private static boolean isReport(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") && !name.startsWith(".") && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The server is the one in whose folder the report is, whatever the report says. */
    private String take(ServerEntry server, Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return setAside(file, "it is a link or no file, and may lead out of the project");
            }
            if (Files.size(file) > MOST_BYTES) {
                return setAside(file, "it has more than " + (MOST_BYTES >> 10) + " KB");
            }
            Json.Obj report =
                    fitting(Json.parse(Files.readAllBytes(file)).asObject()).with("server", server.name());
            Cause cause = Cause.fitting(
                            report.text("client").orElse("a client of " + server.name()), "reported from production")
                    .withOperation("report " + server.name() + " " + name);
            Issues.Reported reported = issues.report(report, cause);
            Files.delete(file);
            return (reported.isNew() ? "A report of " + server.name() + " is the new issue " : "One more report of ")
                    + reported.issue().number() + ": " + reported.issue().item().title();
        } catch (CodedException e) {
            return setAside(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String setAside(Path file, String why) {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        Object unused = FileTree.io(() -> Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING));
        return "The report " + aside + " was put aside, since " + why;
    }

    /**
     * The report without what looks like a secret, and with one of the known severities. A program wrote it that nobody can ask to write
     * it again, so what cannot stay as it is, is left out or replaced, and the report says so.
     */
    private static Json.Obj fitting(Json.Obj report) {
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
            return report.with(SEVERITY, known.get());
        }
        String severity = Words.nearest(word, Issues.SEVERITIES, MOST_EDITS).orElse(Issues.USUAL_SEVERITY);
        String note = "The report said that its severity is \"" + Words.clip(word, SHOWN) + "\", which is none of "
                + String.join(", ", Issues.SEVERITIES) + ".";
        String notes = report.text(NOTES).map(text -> text + "\n").orElse("") + note;
        return report.with(SEVERITY, severity).with(NOTES, notes);
    }
}
