package io.workfloworchestrator.specdriven.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.specdriven.delta.DeltaMerge;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports and changes of living specifications by the tools of the server. */
class ImportToolTest {
    private static final String CHANGE = "specs/002-longer-lock/changes/sign-in.md";
    private static final String SPEC = "specs/sign-in/spec.md";

    @TempDir
    private Path folder;

    private ImportProject project;
    private WorkflowMcpServer server;

    @BeforeEach
    void open() {
        project = new ImportProject(folder);
        server = SpecDrivenServer.of("1", () -> project.open, client -> {}, EnumSet.allOf(SpecToolset.class));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Json.Obj ok(String tool, Map<String, String> arguments) {
        ToolAnswer answer = call(tool, arguments);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private ToolAnswer call(String tool, Map<String, String> arguments) {
        Json.Obj json = Json.Obj.EMPTY;
        for (Map.Entry<String, String> one : arguments.entrySet()) {
            json = json.with(one.getKey(), Json.of(one.getValue()));
        }
        return server.call(tool, json);
    }

    private Map<String, String> of(String action) {
        return Map.of("action", action, "feature", "2", "capability", "sign-in");
    }

    @Test
    void oneLooksThenTakesAndTakesItBack() {
        ImportProject.copy("openspec", folder.resolve("old"));
        Map<String, String> before = project.files();
        Json.Obj look = ok("import_specs", Map.of("action", "look", "folder", "old"));
        assertThat(look.text("message").orElse("")).contains("would be taken over");
        assertThat(project.files()).isEqualTo(before);
        Json.Obj take = ok("import_specs", Map.of("action", "take", "folder", "old"));
        assertThat(take.find("features").orElseThrow().asList())
                .extracting(one -> one.asObject().text("folder").orElse(""))
                .containsExactly("specs/001-add-lock", "specs/002-longer-lock");
        assertThat(take.find("notes").orElseThrow().toString()).contains("config.yaml");
        assertThat(ok("sdd_guide", Map.of("action", "list"))
                        .find("list")
                        .orElseThrow()
                        .asList())
                .extracting(one -> one.asObject().text("status").orElse(""))
                .containsExactly("done", "tasked");
        Json.Obj undo = ok("import_specs", Map.of("action", "undo"));
        assertThat(undo.find("kept").orElse(Json.array(List.of()))).isEqualTo(Json.array(List.of()));
        project.flush();
        assertThat(project.files()).isEqualTo(before);
    }

    @Test
    void aFolderOutsideOrWithoutSpecificationsIsRefused() {
        for (String path : List.of("..", "/etc", "none", "a/../..")) {
            ToolAnswer answer = call("import_specs", Map.of("action", "look", "folder", path));
            assertThat(answer.isError()).as(path).isTrue();
            assertThat(answer.text()).contains("E_");
        }
    }

    @Test
    void anImportedChangeIsShownCheckedAndMergedAndTakenOutAgain() {
        ImportProject.copy("openspec", folder);
        Json.Obj unused = ok("import_specs", Map.of("action", "take"));
        String before = project.text(SPEC);
        Json.Obj shown = ok("change_living_spec", of("show"));
        assertThat(shown.find("lines").orElseThrow().toString())
                .contains("modified", "Third failure", "removed", "Say why");
        assertThat(ok("change_living_spec", of("validate")).find("remarks")).isPresent();
        assertThat(project.text(SPEC)).isEqualTo(before);
        project.save(SPEC, before + "\n### Requirement: Added by another\n\nThe system SHALL keep this.\n");
        Json.Obj merged = ok("change_living_spec", of("merge"));
        assertThat(merged.text("merged").orElse("")).contains("for an hour", "Added by another");
        assertThat(project.text(SPEC))
                .contains("for an hour", "Added by another", "Mail at the third failure")
                .doesNotContain("Say why");
        unused = ok("change_living_spec", of("take_back"));
        assertThat(project.text(SPEC)).contains("five minutes", "Say why", "Added by another");
    }

    @Test
    void aWrittenChangeThatMatchesNothingIsRefusedWithTheNearestAndCanBeWrittenAgain() {
        ImportProject.copy("openspec", folder);
        Json.Obj unused = ok("import_specs", Map.of("action", "take"));
        String text = "## MODIFIED Requirements\n\n### Requirement: Lock after failure\n\nThe system SHALL lock.\n";
        ToolAnswer refused = call(
                "change_living_spec",
                Map.of("action", "write", "feature", "001", "capability", "sign-in", "text", text));
        assertThat(refused.isError()).isFalse();
        assertThat(refused.structured().text("proposed").orElse("")).contains("sign-in.proposed.md");
        assertThat(refused.structured().find("remarks").orElseThrow().toString())
                .contains("stays as it is", "does not fit yet", "Lock after failures");
        String other = "specs/001-add-lock/changes/other.md";
        ToolAnswer unknown = call(
                "change_living_spec", Map.of("action", "write", "feature", "001", "capability", "other", "text", text));
        assertThat(unknown.text()).contains("E_DELTA_UNKNOWN");
        assertThat(project.files()).doesNotContainKey(other);
        Json.Obj mended = ok(
                "change_living_spec",
                Map.of(
                        "action",
                        "write",
                        "feature",
                        "001",
                        "capability",
                        "other",
                        "text",
                        text.replace("MODIFIED", "ADDED")));
        assertThat(mended.find("proposed")).isEmpty();
        assertThat(project.text(other)).contains("## ADDED").startsWith("---\nbase: ");
        project.save(CHANGE, text);
        assertThat(call("change_living_spec", of("validate")).text())
                .contains("E_DELTA_UNKNOWN", "Lock after failures");
        assertThat(project.text(SPEC)).contains("five minutes");
    }

    @Test
    void aChangeIsRebasedWhenTheSpecificationMovedAndItStillFits() {
        ImportProject.copy("openspec", folder);
        Json.Obj unused = ok("import_specs", Map.of("action", "take"));
        project.save(SPEC, project.text(SPEC).replace("how long it is locked", "how long it stays locked"));
        assertThat(call("change_living_spec", of("merge")).text()).contains("E_DELTA_CONFLICT", "Say why");
        project.save(CHANGE, project.text(CHANGE).replaceFirst("(?s)## REMOVED Requirements.*", ""));
        String base = ok("change_living_spec", of("rebase")).text("base").orElseThrow();
        assertThat(project.text(CHANGE)).containsPattern("base: '?" + base);
        unused = ok("change_living_spec", of("merge"));
        assertThat(project.text(SPEC)).contains("for an hour", "stays locked");
    }

    /** The specification was made by OpenSpec's own archive command from this change. */
    @Test
    void mergingIntoNothingSaysWhatOpenSpecSays() {
        ImportProject.copy("openspec", folder);
        String change = project.text("openspec/changes/archive/2026-03-02-add-lock/specs/sign-in/spec.md");
        String theirs = project.text("openspec/specs/sign-in/spec.md");
        String ours = DeltaMerge.merge("sign-in", Optional.empty(), Optional.empty(), change)
                .text();
        assertThat(DeltaMerge.fingerprint(ours)).as(ours).isEqualTo(DeltaMerge.fingerprint(theirs));
    }

    @Test
    void namesThatLeadElsewhereAreRefused() {
        ImportProject.copy("openspec", folder);
        Json.Obj unused = ok("import_specs", Map.of("action", "take"));
        for (String name : List.of("../x", "a/../../b", "", "A B", "x".repeat(300), "/etc/passwd")) {
            ToolAnswer answer =
                    call("change_living_spec", Map.of("action", "show", "feature", "2", "capability", name));
            assertThat(answer.text()).as(name).contains("E_CAPABILITY");
        }
        assertThat(call("change_living_spec", Map.of("action", "show", "feature", "../9", "capability", "x"))
                        .text())
                .contains("E_SESSION");
    }
}
