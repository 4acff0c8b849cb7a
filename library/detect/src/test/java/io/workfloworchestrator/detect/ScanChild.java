package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.Path;
import java.util.Map;

/** Scans once, in a JVM of its own: arguments are the project, a glob and a path. */
final class ScanChild {

    private ScanChild() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        Detection detection = StateDetector.of(
                        ProjectFolder.open(Path.of(args[0])),
                        Map.of(
                                "f", FactDeclaration.files(args[1]).with(FactDeclaration.Part.TEXT),
                                "g", FactDeclaration.file(args[2])))
                .scan();
        System.out.println("names=" + detection.fact("f").value().get("names"));
        detection.findings().forEach(finding -> System.out.println(finding.code() + " " + finding.path()));
    }
}
