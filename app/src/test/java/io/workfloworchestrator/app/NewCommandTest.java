package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What {@code workflow new server} makes is compiled, its test run, and its server asked by a client. */
class NewCommandTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    private Shell.Outcome make(String... words) {
        return new Shell(folder).exactly(words);
    }

    private Path made(String name) {
        Path made = folder.resolve("made");
        assertThat(make("new", "server", name, "--dir", made.toString()).code()).isZero();
        return made;
    }

    private static Path compiled(Path project) throws IOException {
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(project.resolve("src"))) {
            List<Path> sources =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiles = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "-Xlint:all",
                                    "-Xlint:-processing",
                                    "-Werror",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    CLASS_PATH),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiles).as(said.toString()).isTrue();
        }
        Path resources = project.resolve("src/main/resources");
        try (Stream<Path> all = Files.walk(resources)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.copy(file, classes.resolve(resources.relativize(file).toString()));
            }
        }
        return classes;
    }

    @Test
    void itCompilesAndItsTestPasses() throws Exception {
        Path classes = compiled(made("release-server"));

        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(
                                            loader.loadClass("org.example.ReleaseServerTest")))
                                    .build(),
                            listener);
        }
        assertThat(listener.getSummary().getFailures())
                .extracting(failure -> failure.getException().toString())
                .isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(2);
    }

    @Test
    void itsServerHasTheWorkflowAndTheToolOfItsOwn() throws Exception {
        Path classes = compiled(made("release-server"));
        Path project = folder.resolve("project");
        Files.createDirectories(project.resolve("docs"));
        Files.writeString(project.resolve("docs/plan.md"), "First this, then that.");
        ProcessBuilder server = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + java.io.File.pathSeparator + CLASS_PATH,
                "org.example.ReleaseServer",
                "--project",
                project.toString());
        try (Talk talk = new Talk(server, true)) {
            talk.send(Talk.INITIALIZE);
            assertThat(talk.answer("init").at("result", "serverInfo", "name")).contains(Json.of("release-server"));
            talk.send(Talk.INITIALIZED);
            talk.call(1, "initialize_project_orchestration", "{}");
            talk.answer(1);
            talk.call(2, "set_data", "{\"values\":[\"approvers=[\\\"me\\\"]\"]}");
            assertThat(talk.answer(2).toString()).doesNotContain("isError\":true");
            talk.call(3, "is_there", "{\"path\":\"docs/plan.md\"}");
            assertThat(talk.answer(3).at("result", "structuredContent", "there"))
                    .contains(Json.of(true));
            talk.call(4, "get_next_steps", "{}");
            assertThat(talk.answer(4).toString()).contains("Read the plan again");
        }
        assertThat(project.resolve(".ai-planning/release/main.json")).exists();
        assertThat(new Shell(project).run("status", "-w", "release/main").out())
                .as("the definition is in the server's jar, and recorded")
                .contains("Read the plan again", "Good")
                .doesNotContain("There is no workflow type");
    }

    @Test
    void nothingOfAnybodysIsReplacedAndNamesAreChecked() throws IOException {
        Path made = made("release-server");
        Files.writeString(made.resolve("pom.xml"), "mine");
        Shell.Outcome again = make("new", "server", "release-server", "--dir", made.toString());
        assertThat(again.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(again.err()).contains("is not empty", "--dir DIR");
        assertThat(made.resolve("pom.xml")).hasContent("mine");

        for (String bad : List.of("Release", "../up", "a--b", "x".repeat(31), "-x")) {
            assertThat(make("new", "server", "--dir", folder.resolve("bad").toString(), "--", bad)
                            .code())
                    .as(bad)
                    .isEqualTo(ExitCode.USAGE.number());
        }
        for (String bad : List.of("org.Example-1", "int.class", "a..b")) {
            String dir = folder.resolve("bad").toString();
            assertThat(make("new", "server", "good", "--package", bad, "--dir", dir)
                            .code())
                    .as(bad)
                    .isEqualTo(ExitCode.USAGE.number());
        }
        assertThat(folder.resolve("bad")).doesNotExist();
    }

    @Test
    void whatIsToBeRunIsToldOnOneLineEach() {
        String told = make(
                        "new",
                        "server",
                        "notes-server",
                        "--dir",
                        folder.resolve("made").toString())
                .out();
        assertThat(told.lines().map(String::strip))
                .anyMatch(line -> line.endsWith(NewCommand.INSTALL))
                .anyMatch(line -> line.endsWith("java -jar target/notes-server.jar --project DIR"));
    }

    @Test
    void itIsBuiltWithTheVersionsOfThisHouse() throws IOException {
        String parent = Files.readString(Path.of("../pom.xml"));
        String pom = Files.readString(made("release-server").resolve("pom.xml"));
        assertThat(parent).contains("<version>" + NewCommand.LIBRARY + "</version>");
        for (String plugin : List.of("resources", "compiler", "surefire", "jar", "dependency")) {
            assertThat(version(pom, plugin)).as(plugin).isEqualTo(version(parent, plugin));
        }
        assertThat(parent)
                .contains("<junit.version>"
                        + pom.replaceAll("(?s).*junit-jupiter</artifactId>\\s*<version>([^<]+)<.*", "$1"));
    }

    private static String version(String pom, String plugin) {
        return pom.replaceAll("(?s).*maven-" + plugin + "-plugin</artifactId>\\s*<version>([^<]+)<.*", "$1");
    }
}
