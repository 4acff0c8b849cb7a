package io.workfloworchestrator.detect;

import static io.workfloworchestrator.detect.Project.entries;
import static io.workfloworchestrator.detect.Project.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDetectorTest {

    @TempDir
    Path root;

    private Project project = new Project(Path.of(""));

    @BeforeEach
    void open() {
        project = new Project(root);
    }

    @Test
    void aFileThatIsMissingHasAValueToo() {
        Detection detection = project.scan(
                FactDeclaration.file("docs/notes.md").with(Part.values()).mentioning("x"));

        Map<String, Object> value = detection.fact("f").value();
        assertThat(value)
                .containsEntry("exists", false)
                .containsEntry("size", 0L)
                .containsEntry("modified", 0L)
                .containsEntry("textSize", 0L)
                .containsEntry("lines", 0L)
                .containsEntry("mentions", 0L)
                .containsEntry("fingerprint", "")
                .containsEntry("headings", List.of());
        assertThat(map(value, "checkboxes")).containsEntry("total", 0L);
        assertThat(map(value, "frontMatter")).containsEntry("present", false).containsEntry("fields", Map.of());
        assertThat(detection.findings()).isEmpty();
    }

    @Test
    void aFileIsDescribedByItsParts() {
        project.file("docs/notes.md", "---\ntype: guide\n---\n\n# Title\n\ntext ä\n\n- [x] one\n- [ ] open point\n")
                .time("docs/notes.md", Instant.ofEpochMilli(1_700_000_000_123L));

        Map<String, Object> value = project.value(
                FactDeclaration.file("docs/notes.md").with(Part.values()).mentioning("open", "Title"));

        assertThat(value)
                .containsEntry("path", "docs/notes.md")
                .containsEntry("name", "notes.md")
                .containsEntry("exists", true)
                .containsEntry("size", 66L)
                .containsEntry("modified", 1_700_000_000_123L)
                .containsEntry("lines", 10L)
                .containsEntry("textSize", 43L)
                .containsEntry("mentions", 2L);
        assertThat(value.get("fingerprint")).asString().hasSize(64);
        assertThat(map(value, "frontMatter")).containsEntry("fields", Map.of("type", "guide"));
        assertThat(map(value, "checkboxes")).containsEntry("done", 1L).containsEntry("open", 1L);
        assertThat(entries(value, "headings"))
                .containsExactly(Map.of("title", "Title", "level", 1L, "line", 5L, "textSize", 34L));
    }

    @Test
    void filesAreFoundByGlobWithWhatTheWildcardStoodFor() {
        project.file("goals/a/spec/specification.md", "x")
                .file("goals/b/spec/specification.md", "x")
                .file("goals/c/readme.md", "x")
                .file("reports/TEST-one.xml", "x")
                .file("reports/other.xml", "x");

        assertThat(project.value(FactDeclaration.files("goals/*/spec/specification.md")))
                .containsEntry("count", 2L)
                .containsEntry("matches", List.of("a", "b"))
                .containsEntry("names", List.of("specification.md", "specification.md"));
        assertThat(project.value(FactDeclaration.files("reports/TEST-*.xml")))
                .containsEntry("matches", List.of("one"))
                .containsEntry(
                        "entries",
                        List.of(Map.of("path", "reports/TEST-one.xml", "name", "TEST-one.xml", "match", "one")));
        assertThat(project.value(FactDeclaration.files("nowhere/*.md", "reports/*.txt")))
                .containsEntry("count", 0L);
    }

    @Test
    void deepWildcardsFindFilesAtAnyDepth() {
        project.file("a.md", "x").file("x/b.md", "x").file("x/y/c.md", "x").file("x/y/specs/d.md", "x");

        assertThat(entries(project.value(FactDeclaration.files("**/*.md")), "entries"))
                .extracting(entry -> entry.get("path"), entry -> entry.get("match"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.md", ""),
                        org.assertj.core.groups.Tuple.tuple("x/b.md", "x"),
                        org.assertj.core.groups.Tuple.tuple("x/y/c.md", "x/y"),
                        org.assertj.core.groups.Tuple.tuple("x/y/specs/d.md", "x/y/specs"));
        assertThat(project.value(FactDeclaration.files("**/specs/**/*.md"))).containsEntry("count", 1L);
        assertThat(project.value(FactDeclaration.files("x/**/*.md"))).containsEntry("count", 3L);
    }

    @Test
    void hiddenAndBuiltFoldersAreSkippedUnlessWrittenOut() {
        project.file(".git/a.md", "x")
                .file("node_modules/p/a.md", "x")
                .file("target/reports/a.md", "x")
                .file(".hidden.md", "x")
                .file(".ai-planning/definitions/a.md", "x")
                .file(".ai-planning/.state/state.md", "x")
                .file("a.md", "x");

        assertThat(project.value(FactDeclaration.files("**/*.md"))).containsEntry("names", List.of("a.md"));
        assertThat(project.value(FactDeclaration.files("*/*/*.md"))).containsEntry("count", 0L);
        assertThat(project.value(FactDeclaration.directories("*"))).containsEntry("count", 0L);
        assertThat(project.value(FactDeclaration.files("target/reports/*.md"))).containsEntry("count", 1L);
        assertThat(project.value(FactDeclaration.files(".ai-planning/*/*.md"))).containsEntry("count", 1L);
        assertThat(project.value(FactDeclaration.files(".ai-planning/.*/*.md"))).containsEntry("count", 0L);
        assertThat(project.value(FactDeclaration.files(".ai-planning/**/*.md"))).containsEntry("count", 1L);
        assertThat(project.value(FactDeclaration.files(".*.md"))).containsEntry("names", List.of(".hidden.md"));
    }

    @Test
    void excludedFilesAreLeftOutByNameOrPath() {
        project.file("goals/README.md", "x")
                .file("goals/TEMPLATE-goal.md", "x")
                .file("goals/a.md", "x")
                .file("goals/old/b.md", "x");

        FactDeclaration.ManyFiles all = FactDeclaration.files("goals/**/*.md");
        assertThat(project.value(all.excluding("README.md", "TEMPLATE*")))
                .containsEntry("names", List.of("a.md", "b.md"));
        assertThat(project.value(all.excluding("{README,TEMPLATE*}.md", "goals/old/**/*.md")))
                .containsEntry("names", List.of("a.md"));
    }

    @Test
    void foldersAndTheEntriesOfAFolderAreFacts() {
        project.folder("flows/one")
                .folder("flows/two")
                .file("flows/notes.md", "x")
                .file("flows/.hidden", "x");

        assertThat(project.value(FactDeclaration.directories("flows/*")))
                .containsEntry("names", List.of("one", "two"))
                .containsEntry("matches", List.of("one", "two"));
        assertThat(project.value(FactDeclaration.directories("flows"))).containsEntry("count", 1L);
        assertThat(project.value(FactDeclaration.entries("flows")))
                .containsEntry("exists", true)
                .containsEntry("count", 3L)
                .containsEntry("names", List.of("notes.md", "one", "two"));
        assertThat(entries(project.value(FactDeclaration.entries("flows")), "entries"))
                .extracting(entry -> entry.get("kind"))
                .containsExactly("file", "directory", "directory");
        assertThat(project.value(FactDeclaration.entries("flows").excluding("*.md")))
                .containsEntry("count", 2L);
        assertThat(project.value(FactDeclaration.entries("."))).containsEntry("names", List.of("flows"));
        assertThat(project.value(FactDeclaration.entries("no/where")))
                .containsEntry("exists", false)
                .containsEntry("count", 0L);
    }

    @Test
    void shorthandFactsHaveTheirPartAsValueAndTheirLinesAsSource() {
        project.file("goal.md", "---\r\ntype: goal\r\ntags: [a, b]\r\n---\r\n")
                .file("tasks.md", "# T\n- [ ] one\n  - [x] two\n")
                .file("package.json", "{\n  \"version\": \"1.0\",\n  \"scripts\": {\n    \"test\": \"t\"\n  }\n}\n");
        Map<String, FactDeclaration> facts = new LinkedHashMap<>();
        facts.put("front", FactDeclaration.frontMatter("goal.md"));
        facts.put("tasks", FactDeclaration.checkboxes("tasks.md"));
        facts.put("script", FactDeclaration.jsonField("package.json", "/scripts/test"));
        facts.put("none", FactDeclaration.jsonField("package.json", "/scripts/nothing"));

        Detection detection = project.detector(facts).scan();

        assertThat(detection.fact("front").value())
                .containsEntry("exists", true)
                .containsEntry("present", true)
                .containsEntry("fields", Map.of("type", "goal", "tags", List.of("a", "b")));
        assertThat(detection.source("front.fields.tags")).contains(new Source("goal.md", 3));
        assertThat(detection.fact("tasks").value()).containsEntry("total", 2L).containsEntry("done", 1L);
        assertThat(detection.source("tasks.items[1].done")).contains(new Source("tasks.md", 3));
        assertThat(detection.source("tasks.total")).contains(new Source("tasks.md", 0));
        assertThat(detection.fact("script").value())
                .containsEntry("present", true)
                .containsEntry("value", "t");
        assertThat(detection.source("script.value")).contains(new Source("package.json", 4));
        assertThat(detection.fact("none").value())
                .containsEntry("present", false)
                .containsEntry("exists", true);
        assertThat(detection.fact("none").value().get("value")).isNull();
        assertThat(detection.source("unknown.x")).isEmpty();
        assertThatThrownBy(() -> detection.fact("unknown"))
                .hasMessage("no fact 'unknown' is declared; declared are [front, tasks, script, none]");
    }

    @Test
    void eachPartOfAValueHasTheSourceNearestToIt() {
        project.file("goals/a.md", "---\ntitle: A\n---\n- [ ] t\n").file("goals/b.md", "x");

        Detection detection = project.scan(
                FactDeclaration.files("goals/*.md").with(Part.FRONT_MATTER, Part.CHECKBOXES, Part.HEADINGS));

        assertThat(detection.source("f")).contains(new Source("goals/*.md", 0));
        assertThat(detection.source("f.count")).contains(new Source("goals/*.md", 0));
        assertThat(detection.source("f.entries[1].name")).contains(new Source("goals/b.md", 0));
        assertThat(detection.source("f.entries[0].frontMatter.fields.title")).contains(new Source("goals/a.md", 2));
        assertThat(detection.source("f.entries[0].checkboxes.items[0].text")).contains(new Source("goals/a.md", 4));
        assertThat(detection.source("f.entries[7].name")).contains(new Source("goals/*.md", 0));
        assertThat(new Source("goals/a.md", 2)).hasToString("goals/a.md:2");
    }

    @Test
    void frontMatterCannotPretendToBeAnotherFile() {
        project.file("a.md", "---\npath: /etc/passwd\nname: x\nline: 7\n---\n");

        Detection detection = project.scan(FactDeclaration.frontMatter("a.md"));

        assertThat(detection.source("f.fields.name")).contains(new Source("a.md", 3));
    }

    @Test
    void aSecondScanTellsWhatIsDifferentAndKeepsTheRest() {
        project.file("goals/a.md", "1").file("goals/b.md", "1").file("notes.md", "1");
        StateDetector detector = project.detector(Map.of(
                "goals", FactDeclaration.files("goals/*.md").with(Part.TEXT),
                "notes", FactDeclaration.file("notes.md")));
        Detection first = detector.scan();
        Detection same = detector.scan();
        project.file("goals/a.md", "2").delete("goals/b.md").file("goals/c.md", "1");
        Detection changed = detector.scan();

        assertThat(first.changedFacts()).containsExactlyInAnyOrder("goals", "notes");
        assertThat(same.unchanged()).isTrue();
        assertThat(same.facts()).isSameAs(first.facts());
        assertThat(changed.changedFacts()).containsExactly("goals");
        assertThat(changed.fact("goals").value()).containsEntry("names", List.of("a.md", "c.md"));
        assertThat(changed.fact("notes")).isSameAs(first.fact("notes"));
        assertThat(changed.values()).containsOnlyKeys("goals", "notes");
    }

    @Test
    void scanningCreatesNothingAndAProjectThatIsGoneIsAnError() throws IOException {
        Path folder = Files.createDirectory(root.resolve("p"));
        StateDetector detector = StateDetector.of(
                ProjectFolder.open(folder),
                Map.of("f", FactDeclaration.file("a/b/c.md"), "g", FactDeclaration.entries("x")));
        detector.scan();
        assertThat(folder).isEmptyDirectory();

        Files.delete(folder);
        assertThatThrownBy(detector::scan)
                .isInstanceOf(PathException.class)
                .hasFieldOrPropertyWithValue("code", "E_ROOT_NOT_FOUND");
        assertThat(folder).doesNotExist();

        Files.createDirectories(folder.resolve("x"));
        assertThat(detector.scan().changedFacts()).containsExactly("g");
    }

    @Test
    void declarationsThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> FactDeclaration.file("docs/*.md")).hasFieldOrPropertyWithValue("code", "E_PATH_CHAR");
        assertThatThrownBy(() -> FactDeclaration.file(".")).hasFieldOrPropertyWithValue("code", "E_PATH_EMPTY");
        assertThatThrownBy(() -> FactDeclaration.file("../x")).hasFieldOrPropertyWithValue("code", "E_PATH_TRAVERSAL");
        assertThatThrownBy(() -> FactDeclaration.file(".ai-planning/.state/state.db"))
                .hasFieldOrPropertyWithValue("code", "E_PATH_PROTECTED");
        assertThatThrownBy(FactDeclaration::files).hasFieldOrPropertyWithValue("code", "E_RULE_GLOB");
        assertThatThrownBy(() -> FactDeclaration.jsonField("a.json", "x"))
                .hasFieldOrPropertyWithValue("code", "E_RULE_POINTER");
        assertThatThrownBy(() -> FactDeclaration.file("a").mentioning(" "))
                .hasFieldOrPropertyWithValue("code", "E_RULE_WORDS");
        assertThatThrownBy(() -> new ScanLimits(33, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
