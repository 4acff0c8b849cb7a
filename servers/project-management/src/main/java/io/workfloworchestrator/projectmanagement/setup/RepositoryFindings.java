package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.RepositoryFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a repository says about its project, with the file that says it: the first paragraph of the README, technologies by its build
 * files, tools by its folders, its licence, its authors. A file that cannot be read says nothing. Pure functions of the disk.
 */
final class RepositoryFindings {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int LONGEST_PARAGRAPH = 2_000;
    private static final int MOST_LOOKED_AT = 2_000;
    private static final Pattern LICENCE = Pattern.compile(
            "\\b(Apache License(?:,? Version 2\\.0)?|MIT License|GNU (?:Affero |Lesser )?General Public License|Mozilla Public License|BSD \\d-Clause|ISC License|The Unlicense)",
            Pattern.CASE_INSENSITIVE);
    /** What cannot be the prose of a README: headings, lists, pictures, badges, quotes, HTML, fences, tables. */
    private static final Pattern NO_PROSE = Pattern.compile("\\s*(?:[#>|<`~!]|[-*+] |\\d+\\. |\\[!\\[|\\[!).*");

    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\R(?s:.*?)\\R---\\R");

    private static final Map<String, String> BUILD_FILES = buildFiles();

    private RepositoryFindings() {}

    private static Map<String, String> buildFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "Java, Maven");
        files.put("build.gradle", "Java, Gradle");
        files.put("build.gradle.kts", "Kotlin, Gradle");
        files.put("package.json", "JavaScript");
        files.put("tsconfig.json", "TypeScript");
        files.put("pyproject.toml", "Python");
        files.put("requirements.txt", "Python");
        files.put("go.mod", "Go");
        files.put("Cargo.toml", "Rust");
        files.put("Gemfile", "Ruby");
        files.put("composer.json", "PHP");
        files.put("pubspec.yaml", "Flutter");
        files.put("Package.swift", "Swift");
        files.put("CMakeLists.txt", "C++");
        return files;
    }

    private static final Map<String, String> DEPENDENCIES = Map.ofEntries(
            Map.entry("react", "React"),
            Map.entry("vue", "Vue"),
            Map.entry("@angular/core", "Angular"),
            Map.entry("svelte", "Svelte"),
            Map.entry("next", "Next.js"),
            Map.entry("express", "Express"),
            Map.entry("pg", "PostgreSQL"),
            Map.entry("postgresql", "PostgreSQL"),
            Map.entry("psycopg", "PostgreSQL"),
            Map.entry("mysql", "MySQL"),
            Map.entry("mongodb", "MongoDB"),
            Map.entry("mongoose", "MongoDB"),
            Map.entry("redis", "Redis"),
            Map.entry("sqlite-jdbc", "SQLite"),
            Map.entry("django", "Django"),
            Map.entry("flask", "Flask"),
            Map.entry("fastapi", "FastAPI"),
            Map.entry("spring-boot-starter", "Spring Boot"),
            Map.entry("spring-boot-starter-web", "Spring Boot"),
            Map.entry("graphql", "GraphQL"),
            Map.entry("typescript", "TypeScript"));

    static Json.Obj of(ProjectFolder project) {
        Set<String> names = names(project, ".");
        Json.Obj found = Json.Obj.EMPTY;
        found = readme(project, names, found);
        found = technologies(project, names, found);
        found = tools(project, names, found);
        found = licence(project, names, found);
        List<String> people = names.contains(".git") ? GitAuthors.of(project.root()) : List.of();
        if (!people.isEmpty()) {
            found = found.with("contributors", Json.strings(people));
        }
        return RepositoryFacts.of(project).with("repository", found);
    }

    private static Set<String> names(ProjectFolder project, String folder) {
        try {
            return project.list(folder, MOST_LOOKED_AT).stream()
                    .map(FolderEntry::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (PathException e) {
            return Set.of();
        }
    }

    private static Optional<String> text(ProjectFolder project, String file) {
        try {
            return Optional.of(project.readText(file, MOST_BYTES));
        } catch (PathException e) {
            return Optional.empty();
        }
    }

    // the README

    private static Json.Obj readme(ProjectFolder project, Set<String> names, Json.Obj found) {
        for (String file : names) {
            if (file.equalsIgnoreCase("readme.md") || file.equalsIgnoreCase("readme.markdown")) {
                Optional<String> first = text(project, file).flatMap(RepositoryFindings::prose);
                if (first.isPresent()) {
                    return found.with(
                            "readme", Json.object(Map.of("file", Json.of(file), "text", Json.of(first.get()))));
                }
            }
        }
        return found;
    }

    private static Optional<String> prose(String readme) {
        String text = FRONT_MATTER.matcher(readme).replaceFirst("");
        boolean isFenced = false;
        StringBuilder paragraph = new StringBuilder();
        for (String line : text.split("\\R")) {
            boolean isFence = line.strip().startsWith("```") || line.strip().startsWith("~~~");
            isFenced ^= isFence;
            if (line.isBlank() || isFence || isFenced || NO_PROSE.matcher(line).matches()) {
                if (paragraph.length() > 0) {
                    break;
                }
            } else {
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            }
        }
        return paragraph.length() < 20
                ? Optional.empty()
                : Optional.of(Words.clip(paragraph.toString(), LONGEST_PARAGRAPH));
    }

    // what it is built with

    private static Json.Obj technologies(ProjectFolder project, Set<String> names, Json.Obj found) {
        Set<String> technologies = new LinkedHashSet<>();
        List<String> files = new ArrayList<>();
        BUILD_FILES.forEach((file, what) -> {
            if (names.contains(file)) {
                files.add(file);
                technologies.addAll(List.of(what.split(", ")));
                text(project, file).ifPresent(text -> technologies.addAll(dependencies(text)));
            }
        });
        return files.isEmpty() ? found : with(found, "technologies", technologies, "builds", files);
    }

    /** Names of dependencies as build files write them: quoted, in an XML element, or at the beginning of a line. */
    private static Set<String> dependencies(String text) {
        Set<String> used = new TreeSet<>();
        DEPENDENCIES.forEach((name, technology) -> {
            String quoted = Pattern.quote(name);
            Pattern named = Pattern.compile(
                    "\"" + quoted + "\"\\s*:|<artifactId>" + quoted + "</artifactId>|(?m:^[\\s\"']*" + quoted
                            + "(?:\\[[^\\]]*\\])?\\s*(?:[=<>~!;,\"']|$))",
                    Pattern.CASE_INSENSITIVE);
            if (named.matcher(text).find()) {
                used.add(technology);
            }
        });
        return used;
    }

    private static Json.Obj tools(ProjectFolder project, Set<String> names, Json.Obj found) {
        Set<String> tools = new LinkedHashSet<>();
        List<String> files = new ArrayList<>();
        Map<String, String> known = new LinkedHashMap<>();
        known.put(".git", "Git");
        known.put(".github", "GitHub");
        known.put(".gitlab-ci.yml", "GitLab CI");
        known.put("Jenkinsfile", "Jenkins");
        known.put(".circleci", "CircleCI");
        known.put("Dockerfile", "Docker");
        known.put("docker-compose.yml", "Docker Compose");
        known.put(".vscode", "VS Code");
        known.put(".idea", "IntelliJ");
        known.forEach((file, tool) -> {
            if (names.contains(file)) {
                tools.add(tool);
                files.add(file);
            }
        });
        if (names.contains(".github") && !names(project, ".github/workflows").isEmpty()) {
            tools.add("GitHub Actions");
            files.add(".github/workflows");
        }
        return tools.isEmpty() ? found : with(found, "tools", tools, "toolFiles", files);
    }

    private static Json.Obj licence(ProjectFolder project, Set<String> names, Json.Obj found) {
        List<String> assets = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String folder : List.of("src", "docs", "data", "design")) {
            if (names.contains(folder)) {
                assets.add("What lies in " + folder);
                files.add(folder);
            }
        }
        Json.Obj all = assets.isEmpty() ? found : with(found, "assets", assets, "assetFiles", files);
        for (String file : names) {
            if (file.matches("(?i)(?:licen[cs]e|copying)(?:\\.(?:md|txt))?")) {
                Matcher named = LICENCE.matcher(text(project, file).orElse(""));
                String limit = named.find()
                        ? "What is built is published under the " + named.group(1) + "."
                        : "The licence in " + file + " holds for what is built.";
                return with(all, "limits", List.of(limit), "limitFiles", List.of(file));
            }
        }
        return all;
    }

    private static Json.Obj with(
            Json.Obj found, String name, Collection<String> values, String from, Collection<String> files) {
        return found.with(name, Json.strings(values)).with(from, "the project has " + String.join(", ", files));
    }
}
