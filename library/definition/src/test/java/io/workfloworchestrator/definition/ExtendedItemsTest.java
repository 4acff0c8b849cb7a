package io.workfloworchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items of a definition that extends another one. */
class ExtendedItemsTest {
    @TempDir
    Path folder;

    private Definitions with(String own) throws IOException {
        Path definitions = Files.createDirectories(folder.resolve(Definitions.FOLDER));
        Files.copy(Path.of("../../docs/definitions/tracker.yaml"), definitions.resolve("tracker.yaml"));
        Files.writeString(definitions.resolve("own.yaml"), "workflow: own\nextends: tracker\n" + own);
        return Definitions.of(ProjectFolder.open(folder));
    }

    private KindDefinition kind(String own, String name) throws IOException {
        Definitions definitions = with(own);
        assertThat(definitions.problems()).isEmpty();
        return definitions.get("own").kind(name).orElseThrow();
    }

    @Test
    void aKindIsChangedFieldByField() throws IOException {
        KindDefinition issue = kind("""
                items:
                  issue:
                    claim: 2h
                    effort: ~
                    fields: {hours: ~, component: string}
                    status: {done: [fixed, dropped]}
                    document: {path: "${tracker}/${item.id}.md"}
                """, "issue");

        assertThat(issue.claim()).isEqualTo(Duration.ofHours(2));
        assertThat(issue.times().effort()).isNull();
        assertThat(issue.times().due()).isEqualTo("due");
        assertThat(issue.fields()).containsKeys("severity", "component").doesNotContainKey("hours");
        assertThat(issue.status().values()).containsExactly("open", "doing", "review", "fixed", "dropped");
        assertThat(issue.status().done()).containsExactly("fixed", "dropped");
        assertThat(issue.document())
                .isEqualTo(new DocumentDefinition(
                        "${tracker}/${item.id}.md",
                        "document",
                        List.of("description"),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of()));
        assertThat(issue.moves()).hasSize(6);
    }

    @Test
    void thePlacesOfADocumentAreChangedStatusByStatus() throws IOException {
        KindDefinition issue = kind("""
                items:
                  issue:
                    document: {places: {fixed: "${tracker}/fixed/${item.number}.md"}}
                """, "issue");

        assertThat(issue.document())
                .isEqualTo(new DocumentDefinition(
                        "${tracker}/issues/${item.number}.md",
                        "document",
                        List.of("description"),
                        Map.of("fixed", List.of("${tracker}/fixed/${item.number}.md")),
                        Map.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void placesMayOverlapInNoLayout() throws IOException {
        Definitions definitions = with("""
                paths: {closed: "${tracker}/closed"}
                layouts:
                  - {id: flat, recognised-by: [flat], paths: {closed: "${tracker}/issues"}}
                items:
                  issue:
                    document: {places: {fixed: "${closed}/${item.title}.md"}}
                """);

        assertThat(definitions.problems().toString())
                .contains("E_RULE_PATH", "a file there could be that of an issue that is fixed", "in layout \"flat\"");
    }

    @Test
    void movesAndTheirGatesAreChangedAddedAndTakenAwayById() throws IOException {
        KindDefinition issue = kind("""
                items:
                  issue:
                    moves:
                      - {id: reopen, remove: true}
                      - id: hand-in
                        when:
                          - {id: proved, is: "item.evidence.exists(e, e.fresh)"}
                          - {id: told, is: has(item.reason), otherwise: Say what it was., before: proved}
                      - {id: park, from: doing, to: open, hint: Put it back., before: drop}
                """, "issue");

        assertThat(issue.moves())
                .extracting(MoveDefinition::id)
                .containsExactly("start", "hand-in", "accept", "send-back", "park", "drop");
        MoveDefinition handIn = issue.move("hand-in").orElseThrow();
        assertThat(handIn.to()).isEqualTo("review");
        assertThat(handIn.when()).extracting(GateDefinition::id).containsExactly("told", "proved");
        assertThat(handIn.when().get(1).when()).isEqualTo("item.evidence.exists(e, e.fresh)");
        assertThat(handIn.when().get(1).otherwise()).startsWith("Nothing proves yet");
    }

    @Test
    void aKindIsAddedOrTakenAway() throws IOException {
        Definitions definitions = with("""
                items:
                  release: ~
                  idea:
                    status: {values: [raw, kept]}
                    moves: [{id: keep, from: raw, to: kept, hint: Write it down.}]
                """);

        assertThat(definitions.problems()).isEmpty();
        assertThat(definitions.get("own").kinds()).containsOnlyKeys("issue", "idea");
        assertThat(definitions.get("own").overrides())
                .extracting(DefinitionChange::toString)
                .contains("kind \"release\" removed", "move \"release/ship\" removed", "kind \"idea\" added");
    }

    @Test
    void whatIsNotThereToBeTakenAwayIsAProblem() throws IOException {
        Definitions definitions =
                with("items: {isue: ~, release: {moves: [{id: shp, remove: true}], fields: {issue: ~}}}\n");

        assertThat(definitions.problems())
                .extracting(DefinitionProblem::message)
                .containsExactlyInAnyOrder(
                        "the definition that is extended has no \"isue\" in \"items\". Did you mean \"issue\"? Known here:"
                                + " issue, release.",
                        "the definition that is extended has no \"shp\" in \"moves\". Did you mean \"ship\"? Known here:"
                                + " cancel, ship.",
                        "the definition that is extended has no \"issue\" in \"fields\". Did you mean \"issues\"? Known"
                                + " here: issues, title.");
    }

    @Test
    void aFaultOfTheResultIsNamedInTheFileThatItStandsIn() throws IOException {
        Definitions definitions = with("items: {issue: {status: {values: [open, doing, review, fixed]}}}\n");

        assertThat(definitions.problems())
                .extracting(problem -> problem.file() + " " + problem.code())
                .contains(Definitions.FOLDER + "/tracker.yaml E_RULE_STATUS");
        assertThat(definitions.broken()).containsExactly("own");
    }
}
