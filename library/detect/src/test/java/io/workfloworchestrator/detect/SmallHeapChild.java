package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads everything there is to read of each file of a project, in a JVM with a small heap: the argument is the project. */
final class SmallHeapChild {

    private SmallHeapChild() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        Map<String, FactDeclaration> facts = new LinkedHashMap<>();
        facts.put("all", FactDeclaration.files("*.md").with(Part.values()).mentioning("x"));
        for (String json : new String[] {"deep", "wide", "keys", "string", "number"}) {
            facts.put(json, FactDeclaration.jsonField(json + ".json", ""));
        }
        Detection detection =
                StateDetector.of(ProjectFolder.open(Path.of(args[0])), facts).scan();
        System.out.println("count=" + detection.fact("all").value().get("count"));
        detection.findings().forEach(finding -> System.out.println(finding.code() + " " + finding.path()));
        System.out.println("end");
    }
}
