package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a repository says already is proposed, with the file that says it. */
class RepositoryFindingsTest {
    @TempDir
    private Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(Arrays.asList(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(output).isZero();
    }

    private Json found() {
        return RepositoryFindings.of(ProjectFolder.open(folder))
                .at("repository")
                .orElseThrow();
    }

    @Test
    void theReadmesFirstParagraphIsItsDescription() throws IOException {
        write("README.md", """
                ---
                title: x
                ---
                # Keys

                [![build](https://example.org/b.svg)](https://example.org)
                <img src="x">

                ```sh
                npm install this is no prose at all
                ```

                Keys finds what you lost,
                wherever it is.

                ## More
                Something else entirely.
                """);
        assertThat(found().at("readme", "text")).contains(Json.of("Keys finds what you lost, wherever it is."));
        assertThat(found().at("readme", "file")).contains(Json.of("README.md"));
    }

    @Test
    void buildFilesSayTheTechnologies() throws IOException {
        write("package.json", "{\"dependencies\": {\"react\": \"18\", \"pg\": \"8\", \"reactive\": \"1\"}}");
        write("pyproject.toml", "[project]\ndependencies = [\n  \"Django>=5\",\n  \"fastapi\",\n]\n");
        write("Dockerfile", "FROM x");
        write(".github/workflows/build.yml", "on: push");
        Json found = found();
        assertThat(found.at("technologies"))
                .contains(
                        Json.parse("[\"JavaScript\", \"PostgreSQL\", \"React\", \"Python\", \"Django\", \"FastAPI\"]"));
        assertThat(found.at("builds")).contains(Json.of("the project has package.json, pyproject.toml"));
        assertThat(found.at("tools")).contains(Json.parse("[\"GitHub\", \"Docker\", \"GitHub Actions\"]"));
    }

    @Test
    void aPomAndALicence() throws IOException {
        write("pom.xml", "<dependency><artifactId>sqlite-jdbc</artifactId></dependency>");
        write("LICENSE", "MIT License\n\nCopyright");
        write("src/Main.java", "class Main {}");
        Json found = found();
        assertThat(found.at("technologies")).contains(Json.parse("[\"Java\", \"Maven\", \"SQLite\"]"));
        assertThat(found.at("limits")).contains(Json.parse("[\"What is built is published under the MIT License.\"]"));
        assertThat(found.at("limitFiles")).contains(Json.of("the project has LICENSE"));
        assertThat(found.at("assets")).contains(Json.parse("[\"What lies in src\"]"));
    }

    @Test
    void theHistorySaysWhoWorksOnIt() throws IOException, InterruptedException {
        git("init", "-q");
        for (String name : List.of("Bo", "Ana", "Ana", "robot[bot]")) {
            git("-c", "user.name=" + name, "commit", "-q", "--allow-empty", "-m", "x");
        }
        assertThat(found().at("contributors")).contains(Json.parse("[\"Ana\", \"Bo\"]"));
    }

    @Test
    void anEmptyFolderSaysNothing() {
        assertThat(found()).isEqualTo(Json.Obj.EMPTY);
    }

    @Test
    void filesThatCannotBeReadSayNothing() throws IOException {
        Files.createDirectories(folder.resolve("README.md"));
        Files.write(folder.resolve("package.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.createDirectories(folder.resolve(".git"));
        assertThat(found().at("technologies")).contains(Json.parse("[\"JavaScript\"]"));
        assertThat(found().at("readme")).isEmpty();
        assertThat(found().at("contributors")).isEmpty();
    }

    @Test
    void itIsRecommendedWithItsSourceAndTakenByYes() throws IOException {
        write("README.md", "# Keys\n\nKeys finds what you lost, wherever it is.\n");
        write("go.mod", "module keys\n");
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok(
                "start_project_setup", Map.of("projectName", Json.of("Keys"), "projectType", Json.of("product")));
        Json.Obj turn = server.answers(Map.of("problem", Json.of("Keys are lost.")));
        assertThat(turn.at("nextQuestion", "recommendation", "value"))
                .contains(Json.of("Keys finds what you lost, wherever it is."));
        assertThat(turn.at("nextQuestion", "recommendation", "because"))
                .contains(Json.of("the first paragraph of README.md"));
        Json.Obj taken = server.says("yes");
        assertThat(taken.text("message").orElse("")).contains("Taken: description.");
        unused = server.says("decide the rest");
        unused = server.answers(Map.of("team", Json.parse("[\"Ana\"]")));
        unused = server.ok("identify_resources_and_assets");
        assertThat(server.read("planning/RESOURCES.md"))
                .contains("- Back end: Go", "Source: Q-technologies, assumed: the project has go.mod");
    }
}
