package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be mended without a person: missing folders and files are made, missing fields of front matters added. */
final class ValidationFixes {
    private static final Map<String, String> TEXTS = Map.of(
            "README.md", "What this project is, and where to find what.",
            "EVENT-LOG.md", "What happened, one line for each event, the newest last.",
            "NEXT-STEPS.md", "What is to be done next; get_next_steps says it at any time.",
            "TROUBLESHOOTING.md", "What went wrong before, and what helped.");

    private final ProjectFolder project;

    /** What is done, by the words that say it. */
    private final Map<String, Runnable> fixes = new LinkedHashMap<>();

    ValidationFixes(ProjectFolder project, Validation found) {
        this.project = project;
        if (found.has(StructureCheck.NAME)) {
            found.structure()
                    .missingFolders()
                    .forEach(folder -> fixes.put("make the folder " + folder, () -> project.createDirectories(folder)));
            found.structure().missingFiles().forEach(file -> fixes.put("write " + file, () -> write(file)));
        }
        if (found.has(FrontMatterCheck.NAME)) {
            for (Finding finding : found.frontMatter().findings()) {
                Optional<byte[]> fixed = found.frontMatter().fixed(finding.file());
                fixed.ifPresent(bytes -> fixes.put(
                        "add front matter to " + finding.file(), () -> project.replace(finding.file(), bytes)));
            }
        }
    }

    private void write(String file) {
        String title = PlaceRule.name(file).replaceFirst("\\.md$", "").replace('-', ' ');
        String body = "# " + title.substring(0, 1) + title.substring(1).toLowerCase(java.util.Locale.ROOT) + "\n\n"
                + TEXTS.getOrDefault(file, "A file of the project.") + "\n";
        byte[] bytes = Markdown.read(body.getBytes(StandardCharsets.UTF_8))
                .edit()
                .setFields(FrontMatterCheck.fieldsOf(PlaceRule.name(file)))
                .apply()
                .bytes();
        project.writeNew(file, bytes);
    }

    List<String> planned() {
        return List.copyOf(fixes.keySet());
    }

    List<String> apply() {
        List<String> done = new ArrayList<>();
        fixes.forEach((words, fix) -> {
            try {
                fix.run();
                done.add(words);
            } catch (PathException e) {
                done.add("could not " + words + ": " + e.getMessage());
            }
        });
        return done;
    }
}
