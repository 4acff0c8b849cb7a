package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads everything there is to read of each file of a project, in a JVM with a small heap: the arguments are the project and a
 * bound of all files, the usual one when there is none.
 */
final class SmallHeapChild {

    private SmallHeapChild() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        Map<String, FactDeclaration> facts = new LinkedHashMap<>();
        facts.put("all", FactDeclaration.files("*.md").with(Part.values()).mentioning("x"));
        for (String json : new String[] {"deep", "wide", "keys", "string", "number"}) {
            facts.put(json, FactDeclaration.jsonField(json + ".json", ""));
        }
        ScanLimits usual = ScanLimits.DEFAULT;
        ScanLimits limits = args.length == 1
                ? usual
                : new ScanLimits(usual.depth(), usual.entries(), usual.fileBytes(), Long.parseLong(args[1]));
        Detection detection = StateDetector.of(ProjectFolder.open(Path.of(args[0])), facts, limits, Clock.systemUTC())
                .scan();
        System.out.println("count=" + detection.fact("all").value().get("count"));
        detection.findings().forEach(finding -> System.out.println(finding.code() + " " + finding.path()));
        System.out.println("end");
    }
}
