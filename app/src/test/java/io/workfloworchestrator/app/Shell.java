package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
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
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, 80);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--project");
        all.add(project.toString());
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
