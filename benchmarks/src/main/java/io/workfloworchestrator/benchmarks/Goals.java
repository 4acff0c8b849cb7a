package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.FactDeclaration.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A project of size N: N potential goals (a file each), N selected goals (a folder with a specification each), N active
 * and N archived workflows (a folder each).
 */
final class Goals {

    private static final String POTENTIAL = "goals/potential";
    private static final String SELECTED = "goals/selected";

    private Goals() {}

    static void make(Path root, int size) throws IOException {
        for (String folder :
                new String[] {POTENTIAL, SELECTED, "work/active", "work/archived", ".ai-planning/.state"}) {
            Files.createDirectories(root.resolve(folder));
        }
        for (int i = 0; i < size; i++) {
            Files.writeString(root.resolve(POTENTIAL + "/goal-" + i + ".md"), goal(i));
            Path selected = Files.createDirectory(root.resolve(SELECTED + "/goal-" + i));
            Files.writeString(selected.resolve("goal.md"), goal(i));
            Files.writeString(Files.createDirectory(selected.resolve("spec")).resolve("specification.md"), "# Spec\n");
            Files.createDirectory(root.resolve("work/active/flow-" + i));
            Files.createDirectory(root.resolve("work/archived/flow-" + i));
        }
    }

    private static String goal(int number) {
        return "---\ntype: goal\nid: \"" + number + "\"\nstatus: open\npriority: high\n---\n# Goal " + number
                + "\n\nWhat is to be reached, and how we shall know.\n";
    }

    /** The file that keeps what was seen for these facts from one process to the next. */
    static Path kept(Path root, String facts) {
        return root.resolve(".ai-planning/.state/seen-" + facts);
    }

    /** The file that the benchmarks make and delete. */
    static Path extra(Path root) {
        return root.resolve(POTENTIAL + "/goal-extra.md");
    }

    /**
     * The facts that are asked for. {@code flat} needs the names in three folders. {@code names} also needs to know
     * whether each selected goal has a specification, as the reference does. {@code content} also reads the front
     * matter of every goal.
     */
    static Map<String, FactDeclaration> facts(String kind) {
        Map<String, FactDeclaration> facts = new LinkedHashMap<>();
        FactDeclaration potential = FactDeclaration.files(POTENTIAL + "/*.md");
        facts.put("potential", potential);
        facts.put("active", FactDeclaration.directories("work/active/*"));
        facts.put("archived", FactDeclaration.directories("work/archived/*"));
        if (kind.equals("flat")) {
            return facts;
        }
        facts.put("selected", FactDeclaration.directories(SELECTED + "/*"));
        facts.put("specs", FactDeclaration.files(SELECTED + "/*/spec/specification.md"));
        if (kind.equals("content")) {
            facts.put("potential", FactDeclaration.files(POTENTIAL + "/*.md").with(Part.FRONT_MATTER));
            facts.put("goals", FactDeclaration.files(SELECTED + "/*/goal.md").with(Part.FRONT_MATTER));
        }
        return facts;
    }
}
