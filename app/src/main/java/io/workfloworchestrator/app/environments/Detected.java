package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerCommands;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How a server is built, tested and started, as far as its own files say it: {@code package.json} of npm
 * (docs.npmjs.com/cli/configuring-npm/package-json) or {@code pom.xml} of Maven. Pure functions.
 */
final class Detected {
    private static final int MOST_BYTES = 4 << 20;
    /** What is no source of anything: version control, what tools fetch and build. */
    private static final List<String> IGNORED =
            List.of(".git", ".ai-planning", "environments", "node_modules", "target", ".DS_Store");

    private Detected() {}

    /** What the files in a source folder say; no commands if no file says anything. People name the folder relative to the project. */
    static ServerCommands in(String folder, Path source) {
        if (Files.isRegularFile(source.resolve("pom.xml"))) {
            return maven(folder, source);
        }
        if (Files.isRegularFile(source.resolve("package.json"))) {
            return npm(folder, source);
        }
        return new ServerCommands(folder, "", List.of(), List.of(), List.of(), List.of(), IGNORED);
    }

    private static ServerCommands npm(String folder, Path source) {
        Json.Obj described = described(source.resolve("package.json"));
        Json.Obj scripts = described.find("scripts").map(Json::asObject).orElse(Json.Obj.EMPTY);
        boolean hasBuild = scripts.find("build").isPresent();
        boolean hasParts = described.find("dependencies").isPresent()
                || described.find("devDependencies").isPresent();
        List<List<String>> build = new ArrayList<>();
        if (hasParts) {
            boolean isLocked = Files.exists(source.resolve("package-lock.json"));
            build.add(List.of("npm", isLocked ? "ci" : "install", "--no-audit", "--no-fund"));
        }
        if (hasBuild) {
            build.add(List.of("npm", "run", "build"));
        }
        List<List<String>> test =
                scripts.find("test").isPresent() ? List.of(List.of("npm", "test")) : List.<List<String>>of();
        List<String> ignored = new ArrayList<>(IGNORED);
        if (hasBuild) {
            ignored.addAll(List.of("dist", "build"));
        }
        List<String> run = entry(described)
                .map(entry -> List.of("node", "${release}/" + entry.replaceFirst("^\\./", "")))
                .orElse(List.of());
        return new ServerCommands(folder, "javascript", build, test, run, List.of(), ignored);
    }

    /** The program of a package: its first {@code bin}, else its {@code main}. */
    private static Optional<String> entry(Json.Obj described) {
        Optional<Json> bin = described.find("bin");
        Optional<String> first = bin.flatMap(Json::asText)
                .or(() -> bin.map(Json::asObject)
                        .filter(programs -> programs.size() > 0)
                        .flatMap(programs -> programs.text(programs.keys().get(0))));
        return first.or(() -> described.text("main"));
    }

    private static Json.Obj described(Path file) {
        try {
            return Json.parse(bytes(file)).asObject();
        } catch (JsonException e) {
            throw new EnvironmentException("E_SERVER_SOURCE", file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        if (FileTree.io(() -> Files.size(file)) > MOST_BYTES) {
            throw new EnvironmentException("E_SERVER_SOURCE", file + " has more than " + (MOST_BYTES >> 20) + " MB.");
        }
        return FileTree.io(() -> Files.readAllBytes(file));
    }

    private static ServerCommands maven(String folder, Path source) {
        boolean hasWrapper = Files.isRegularFile(source.resolve("mvnw"));
        String maven = hasWrapper ? "${source}/mvnw" : "mvn";
        String jar = "target/" + finalName(source.resolve("pom.xml")) + ".jar";
        return new ServerCommands(
                folder,
                "java",
                List.of(List.of(maven, "-q", "-B", "-DskipTests", "package")),
                List.of(List.of(maven, "-q", "-B", "test")),
                List.of("java", "-jar", "${release}/" + jar),
                List.of(jar, "target/lib"),
                IGNORED);
    }

    /** The name of the jar as the project's own elements say it; what a parent says is not looked up. */
    private static String finalName(Path pom) {
        String artifact = "";
        String version = "";
        String named = "";
        List<String> path = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes(pom)));
            StringBuilder text = new StringBuilder();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    path.add(reader.getLocalName());
                    text.setLength(0);
                } else if (event == XMLStreamConstants.CHARACTERS) {
                    text.append(reader.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    String value = text.toString().strip();
                    switch (String.join("/", path)) {
                        case "project/artifactId" -> artifact = value;
                        case "project/version" -> version = value;
                        case "project/parent/version" -> version = version.isEmpty() ? value : version;
                        case "project/build/finalName" -> named = value;
                        default -> {}
                    }
                    path.remove(path.size() - 1);
                    text.setLength(0);
                }
            }
        } catch (XMLStreamException e) {
            throw new EnvironmentException("E_SERVER_SOURCE", pom + " cannot be read: " + e.getMessage(), e);
        }
        return named.isEmpty() || named.contains("${") ? artifact + "-" + version : named;
    }
}
