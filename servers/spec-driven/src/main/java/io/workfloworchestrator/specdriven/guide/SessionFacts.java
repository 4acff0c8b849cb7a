package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.RepositoryFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known already, for recommendations: {@code facts.said.<question>.value} and its {@code source}, beside {@link
 * RepositoryFacts}. It comes from the description, the goal, the build files and the folders. Pure functions of the disk.
 */
final class SessionFacts {
    private static final Map<String, String> TECHNOLOGY = technology();
    private static final int MOST_PACKAGES = 8;
    private static final int LONGEST_NAME = 120;
    private static final Pattern TESTS = Pattern.compile("tests?|spec|__tests__");

    private final Map<String, Json> said = new LinkedHashMap<>();

    private SessionFacts() {}

    private static Map<String, String> technology() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("pom.xml", "Java, Maven");
        names.put("build.gradle", "Java, Gradle");
        names.put("build.gradle.kts", "Kotlin, Gradle");
        names.put("tsconfig.json", "TypeScript");
        names.put("package.json", "JavaScript, npm");
        names.put("pyproject.toml", "Python");
        names.put("requirements.txt", "Python");
        names.put("go.mod", "Go");
        names.put("Cargo.toml", "Rust");
        names.put("Gemfile", "Ruby");
        names.put("composer.json", "PHP");
        names.put("pubspec.yaml", "Dart");
        names.put("Package.swift", "Swift");
        names.put("CMakeLists.txt", "C++, CMake");
        names.put("appsscript.json", "Google Apps Script");
        return names;
    }

    /**
     * The facts of a project, and what its session adds; without one for {@code workflow ask}.
     *
     * @param planning the title of the planning, if it has one
     */
    static Json.Obj of(
            ProjectFolder project, FeatureDocumentPaths folder, Optional<String> planning, Optional<Session> session) {
        SessionFacts facts = new SessionFacts();
        facts.repository(project, folder);
        facts.called(planning);
        session.ifPresent(facts::session);
        return RepositoryFacts.of(project).with("said", Json.object(facts.said));
    }

    private void session(Session session) {
        String description = session.state().description();
        if (!description.isBlank()) {
            say("problem_statement", Json.of(description), "the description given at the start");
        }
        if (!session.item().title().equals(FeatureSessions.UNNAMED)) {
            say("feature_name", Json.of(session.item().title()), "what was said at the start");
        }
        session.goal()
                .ifPresent(goal -> goal.answers().forEach((question, value) -> say(question, value, goal.source())));
    }

    /** People named the planning; nobody may have named the folder with care. */
    private void called(Optional<String> planning) {
        planning.map(title -> title.replaceAll("\\s+", " ").strip())
                .filter(title -> !title.isEmpty() && title.length() <= LONGEST_NAME)
                .ifPresent(title -> say("project_name", Json.of(title), "the title of the planning"));
    }

    private void repository(ProjectFolder project, FeatureDocumentPaths folder) {
        String name = String.valueOf(project.root().getFileName());
        say("project_name", Json.of(name.replaceAll("[-_.]+", " ").strip()), "the name of the folder, " + name);
        List<String> found = TECHNOLOGY.keySet().stream().filter(folder::isFile).toList();
        if (!found.isEmpty()) {
            String words = String.join(
                    "\n",
                    found.stream()
                            .map(file -> technology(folder, file))
                            .distinct()
                            .toList());
            String source = "found: " + String.join(", ", found);
            say("tech_stack", Json.of(words), source);
            say("existing_tech_stack", Json.of(words), source);
            say("specific_technologies", Json.of(words), source);
        }
        Optional<String> tests = tests(folder);
        say(
                "existing_tests",
                Json.of(tests.isPresent()),
                tests.map(path -> "there is " + path).orElse("there is no folder of tests"));
        if (folder.isFile("Dockerfile")) {
            say("deployment_environment", Json.of("container"), "there is a Dockerfile");
        } else if (folder.isFile("appsscript.json")) {
            say("deployment_environment", Json.of("google-apps-script"), "there is appsscript.json");
            say("project_type", Json.of("google-sheets"), "there is appsscript.json");
        }
        List<String> features = folder.numbered();
        String related = features.isEmpty()
                ? "none"
                : String.join("\n", features.stream().limit(20).toList());
        say(
                "relates_to_existing_features",
                Json.of(related),
                features.isEmpty()
                        ? "there is no other feature"
                        : "the features that are there; keep those that relate");
    }

    /** What a build file stands for, and what that of npm names itself: the version of Node, and the packages that run. */
    private static String technology(FeatureDocumentPaths folder, String file) {
        String words = TECHNOLOGY.getOrDefault(file, file);
        if (!file.equals("package.json")) {
            return words;
        }
        try {
            Json.Obj json = Json.parse(folder.text(file).orElse("{}")).asObject();
            List<String> named = new ArrayList<>();
            json.at("engines", "node").flatMap(Json::asText).ifPresent(version -> named.add("Node " + version));
            json.find("dependencies")
                    .filter(Json.Obj.class::isInstance)
                    .map(Json::asObject)
                    .ifPresent(packages -> packages.keys().stream()
                            .limit(MOST_PACKAGES)
                            .forEach(name -> named.add(
                                    name + packages.text(name).map(v -> " " + v).orElse(""))));
            return named.isEmpty() ? words : words + ", " + String.join(", ", named);
        } catch (CodedException e) {
            return words; // Somebody is writing it.
        }
    }

    private static Optional<String> tests(FeatureDocumentPaths folder) {
        List<String> places = new ArrayList<>();
        for (String above : List.of(".", "src")) {
            folder.list(above).stream()
                    .map(FolderEntry::name)
                    .filter(entry -> TESTS.matcher(entry).matches())
                    .forEach(entry -> places.add(above.equals(".") ? entry : above + "/" + entry));
        }
        return places.stream().sorted().findFirst();
    }

    private void say(String question, Json value, String source) {
        said.put(question, Json.Obj.EMPTY.with("value", value).with("source", source));
    }
}
