package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in a project's folder, in this process. */
record Shell(Path project) {
    /** How a command ended and what it wrote. */
    record Outcome(int code, String out, String err) {
        Json json() {
            return Json.parse(out);
        }

        /** The text at a path of the JSON answer; empty where there is none. */
        String text(String... path) {
            return json().at(path)
                    .map(value -> value.asText().orElse(value.toString()))
                    .orElse("");
        }
    }

    /** For people, without colour, 80 columns wide. */
    Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--project");
        all.add(project.toString());
        return exactly(all);
    }

    /** For programs, of a command that is about no project. */
    Outcome bare(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return exactly(all);
    }

    /** What a command that is about no project tells people. */
    String bareText(String... arguments) {
        return exactly(arguments).out();
    }

    /** Just these words, for people. */
    Outcome exactly(String... words) {
        return exactly(List.of(words));
    }

    private static Outcome exactly(List<String> all) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, 80);
        int code = Cli.run(all.toArray(String[]::new), console);
        console.out().flush();
        console.err().flush();
        return new Outcome(code, out.toString(), err.toString());
    }

    /** For programs. */
    Outcome json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return run(all.toArray(String[]::new));
    }
}
