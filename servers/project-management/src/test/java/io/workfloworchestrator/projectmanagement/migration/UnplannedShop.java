package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.TrialProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of a shop that was never planned: documents, code, a picture and secrets, all where people left them. Pure functions. */
final class UnplannedShop {
    private UnplannedShop() {}

    /** The folder with a full planning that has begun. */
    static TrialProject in(Path folder) {
        return TrialProject.full(folder)
                .save("README.md", "# Shop\n\nSee [the guide](docs/guide.md).\n")
                .save("docs/guide.md", "Guide. Back to [top](../README.md).\n")
                .save("guide.md", "Another guide.\n")
                .save("DESIGN.md", "The design.\n")
                .save("rapid.bin", "x")
                .save("api.go", "package api\n")
                .save("src/a.ts", "a")
                .save("app/u/a.ts", "b")
                .save("package.json", "{}")
                .save("logo.png", "picture")
                .save(".env", "KEY=1")
                .save(".env.local", "KEY=2")
                .save("notes.md", "token: gh" + "p_" + "aB3dE5gH7jK9".repeat(3) + "\n")
                .save("docs/keys.md", "AWS_SECRET_" + "ACCESS_KEY=" + "aB3dE5gH7jK9/".repeat(3) + "a\n")
                .save("docs/setup.md", "Say `DEPLOY_" + "TOKEN=" + "aB3dE5gH7jK9".repeat(3) + "`.\n")
                .save("LICENSE.md", "MIT\n");
    }

    /** All files of people with their texts. */
    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                // What is in there comes and goes meanwhile.
                return dir.endsWith(".ai-planning") || dir.endsWith(".git") || dir.endsWith("pre-migration")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                texts.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }

    /** What is proposed to be moved. */
    static List<String> sources(Json.Obj answer) {
        return answer.find("suggestions").orElseThrow().asList().stream()
                .map(one -> one.asObject().text("sourceFile").orElseThrow())
                .toList();
    }

    /** Where a file is proposed to go; empty if it is not. */
    static String destination(Json.Obj answer, String source) {
        return answer.find("suggestions").orElseThrow().asList().stream()
                .map(Json::asObject)
                .filter(one -> one.text("sourceFile").orElseThrow().equals(source))
                .map(one -> one.text("suggestedDestination").orElseThrow())
                .findFirst()
                .orElse("");
    }
}
