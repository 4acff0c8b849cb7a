package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the scenario, and says why. A constitution means add-feature, code without one existing-project, and neither new-project;
 * words of the description may say that a fault is to be mended, or that a design is there. Pure functions of the disk.
 *
 * <p>Code is a build file, or a file of a programming language, at most two folders deep. Links are not followed.
 */
final class ScenarioDetection {
    private static final Set<String> BUILD_FILES =
            Set.of(("pom.xml build.gradle build.gradle.kts settings.gradle.kts package.json"
                            + " deno.json pyproject.toml requirements.txt setup.py Pipfile Cargo.toml go.mod Gemfile composer.json"
                            + " pubspec.yaml Package.swift CMakeLists.txt Makefile mix.exs build.sbt appsscript.json")
                    .split(" "));

    private static final Set<String> LANGUAGES = Set.of(
            "ts", "tsx", "js", "jsx", "mjs", "cjs", "py", "java", "kt", "kts", "scala", "groovy", "go", "rs", "rb",
            "php", "gs", "cs", "fs", "vb", "c", "h", "cc", "cpp", "hpp", "m", "mm", "swift", "dart", "lua", "pl", "r",
            "jl", "ex", "exs", "erl", "clj", "hs", "ml", "elm", "vue", "svelte", "sql", "sh");

    private static final Set<String> NOT_THE_PROJECTS =
            Set.of("node_modules", "target", "build", "dist", "vendor", "venv", "specs", "docs");

    private static final Pattern FAULT = Pattern.compile(
            "^\\W*(fix|mend|repair|correct|resolve|debug|bug|bugfix|hotfix|regression)\\b|\\b(regression|crashes|bug fix|bugfix|hotfix)\\b");

    private static final Pattern DESIGN = Pattern.compile(
            "\\b(mock-?ups?|wireframes?|figma|design first|design-first|(from|by|after|as in) (the|our|this|a) (design|prototype|sketch))\\b");

    private static final int DEEP = 2;

    private ScenarioDetection() {}

    /** @param because a sentence each */
    record Found(Scenario scenario, List<String> because) {}

    static Found of(FeatureDocumentPaths folder, String description) {
        String words = description.toLowerCase(Locale.ROOT);
        Optional<String> constitution = folder.constitution();
        Optional<String> code = code(folder, ".", 0);
        List<String> because = new ArrayList<>();
        because.add(constitution
                .map(path -> "There is a constitution, " + path + "; it stays as it is.")
                .orElse("There is no constitution."));
        because.add(code.map(path -> "There is code, such as " + path + ".")
                .orElse("There is no code at most two folders deep."));
        int features = folder.numbered().size();
        if (features > 0) {
            because.add("There " + (features == 1 ? "is a specification" : "are " + features + " specifications")
                    + " already.");
        }
        if (code.isPresent() && FAULT.matcher(words).find()) {
            because.add("The description is about a fault.");
            return new Found(Scenario.BUG_FIX, because);
        }
        if (DESIGN.matcher(words).find()) {
            because.add("The description begins with a design.");
            return new Found(Scenario.DESIGN_FIRST, because);
        }
        return new Found(
                constitution.isPresent()
                        ? Scenario.ADD_FEATURE
                        : code.isPresent() ? Scenario.EXISTING_PROJECT : Scenario.NEW_PROJECT,
                because);
    }

    /** A file that shows that there is code; the nearest one by its name. */
    static Optional<String> code(FeatureDocumentPaths folder, String path, int depth) {
        List<FolderEntry> entries = folder.list(path);
        Optional<String> here = entries.stream()
                .filter(entry -> entry.kind() == PathAttributes.Kind.FILE)
                .map(FolderEntry::name)
                .filter(name -> BUILD_FILES.contains(name) || LANGUAGES.contains(FeatureDocumentPaths.extension(name)))
                .sorted()
                .map(name -> below(path, name))
                .findFirst();
        if (here.isPresent() || depth == DEEP) {
            return here;
        }
        return entries.stream()
                .filter(entry -> entry.kind() == PathAttributes.Kind.DIRECTORY)
                .map(FolderEntry::name)
                .filter(name -> !name.startsWith(".") && !NOT_THE_PROJECTS.contains(name))
                .sorted()
                .flatMap(name -> code(folder, below(path, name), depth + 1).stream())
                .findFirst();
    }

    private static String below(String path, String name) {
        return path.equals(".") ? name : path + "/" + name;
    }
}
