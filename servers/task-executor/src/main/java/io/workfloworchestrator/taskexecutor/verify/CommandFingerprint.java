package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a person approves of a check: its words, its folder, the names of its variables, and what the first words lead to in the
 * project, which is the script of a package file or a program that lies in the project. If one of these is another one later,
 * the fingerprint is, and the approval no longer holds. What that program then reads, such as the tests, is what people and agents work on, and
 * is not part of it. Pure functions of the folder.
 */
final class CommandFingerprint {
    private static final int MOST_BYTES = 4 << 20;
    private static final Set<String> MANAGERS = Set.of("npm", "pnpm", "yarn", "bun");

    private CommandFingerprint() {}

    /** SHA-256, 64 hexadecimal digits. */
    static String of(Check check, ProjectFolder project) {
        Map<String, Json> approved = new TreeMap<>();
        approved.put("run", Json.strings(check.run()));
        approved.put("in", Json.of(check.folder()));
        approved.put("environment", Json.strings(check.environment()));
        approved.put("script", script(check, project));
        approved.put("program", Json.of(program(check, project)));
        return Fingerprints.of(Json.object(approved).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The scripts that a package manager would run: the one that is named, and those before and after it. */
    static Json script(Check check, ProjectFolder project) {
        List<String> words = check.run();
        if (!MANAGERS.contains(words.get(0)) || words.size() < 2) {
            return Json.Null.VALUE;
        }
        boolean named = words.get(1).equals("run") && words.size() > 2;
        String script = words.get(named ? 2 : 1);
        Json.Obj all = CheckProposals.scripts(project, check.inFolder("package.json"));
        Map<String, Json> run = new TreeMap<>();
        for (String name : List.of("pre" + script, script, "post" + script)) {
            all.find(name).ifPresent(text -> run.put(name, text));
        }
        return Json.object(run);
    }

    private static String program(Check check, ProjectFolder project) {
        String program = check.run().get(0);
        if (program.indexOf('/') < 0) {
            return "";
        }
        try {
            return Fingerprints.of(project.read(check.inFolder(program), MOST_BYTES));
        } catch (PathException e) {
            return ""; // it lies outside of the project, or is not there
        }
    }
}
