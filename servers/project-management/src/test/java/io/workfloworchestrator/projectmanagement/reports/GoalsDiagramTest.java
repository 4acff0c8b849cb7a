package io.workfloworchestrator.projectmanagement.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class GoalsDiagramTest {
    private static final String DIAGRAM = DiagramTool.NAME;

    @TempDir
    private Path folder;

    private PlanningFixture planning;

    @BeforeEach
    void begin() {
        planning = PlanningFixture.begun(folder, (context, clock) -> new ReportTools(context, clock).all());
        Item login =
                planning.selected("Login", "tier", "Now", "priority", "High", "owner", "ben", "target", "2026-04-01");
        Item shop = planning.selected("Shop <&> \"more\"", "tier", "Next", "priority", "Low");
        planning.edit(shop, Json.Obj.EMPTY.with("needs", Json.strings(List.of(login.id()))));
        planning.potential("Reports", "tier", "Later");
        planning.move(login, "start");
    }

    @AfterEach
    void close() {
        planning.close();
    }

    private static String path(Json answer) {
        return answer.at("diagramPath").flatMap(Json::asText).orElseThrow();
    }

    @Test
    void eachPictureIsAFileOfEachFormatThatSaysEveryGoal() throws Exception {
        for (String type : List.of("roadmap", "kanban", "timeline", "dependencies")) {
            for (String format : List.of("drawio", "mermaid", "svg")) {
                Json answer = planning.call(DIAGRAM, "{'diagramType': '" + type + "', 'format': '" + format + "'}");

                assertThat(answer.at("goalsIncluded")).contains(Json.of(2));
                String text = planning.read(path(answer));
                assertThat(text).as("%s %s", type, format).contains("01", "Login", "Shop");
                if (!format.equals("mermaid")) {
                    Object parsed = DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(text)));
                    assertThat(parsed).isNotNull();
                }
            }
        }
        assertThat(folder.resolve("planning/diagrams/GOALS-ROADMAP.drawio")).exists();
        assertThat(folder.resolve("planning/diagrams/GOALS-TIMELINE.mmd")).exists();
    }

    @Test
    void drawioIsTheUsualFormatAndHasAColumnForEachTier() throws IOException {
        Json answer = planning.call(DIAGRAM, "{'diagramType': 'roadmap', 'includePotential': true}");

        assertThat(path(answer)).isEqualTo("planning/diagrams/GOALS-ROADMAP.drawio");
        assertThat(answer.at("goalsIncluded")).contains(Json.of(3));
        assertThat(planning.read(path(answer)))
                .contains("<mxfile", "Now", "Next", "Later")
                .doesNotContain("Someday");
    }

    @Test
    void tierAndPriorityChoose() {
        assertThat(planning.call(DIAGRAM, "{'diagramType': 'kanban', 'tier': 'now'}")
                        .at("goalsIncluded"))
                .contains(Json.of(1));
        assertThat(planning.call(DIAGRAM, "{'diagramType': 'kanban', 'priority': 'LOW'}")
                        .at("goalsIncluded"))
                .contains(Json.of(1));
    }

    @Test
    void nothingToDrawIsRefusedAndWritesNothing() {
        Json.Obj error = planning.refused(DIAGRAM, "{'diagramType': 'kanban', 'tier': 'Someday'}");

        assertThat(error.text("code")).contains("E_DIAGRAM_EMPTY");
        assertThat(error.text("message").orElse("")).contains("1 are potential");
        assertThat(folder.resolve("planning/diagrams")).doesNotExist();
    }

    @Test
    void aPictureOfOursIsDrawnAnewAndOneThatSomebodyEditedIsLeftAlone() throws IOException {
        String call = "{'diagramType': 'kanban', 'format': 'mermaid'}";
        String file = path(planning.call(DIAGRAM, call));
        planning.selected("Search");
        assertThat(path(planning.call(DIAGRAM, call))).isEqualTo(file);
        assertThat(planning.read(file)).contains("Search");

        String mine = planning.read(file).replace("Search", "Find");
        planning.write(file, mine);
        planning.selected("Pay");
        Json beside = planning.call(DIAGRAM, call);

        assertThat(planning.read(file)).isEqualTo(mine);
        assertThat(path(beside)).isEqualTo(file.replace(".mmd", ".proposed.mmd"));
        assertThat(planning.read(path(beside))).contains("Pay");
    }

    @Test
    void theSameGoalsGiveTheSameFile() throws IOException {
        String call = "{'diagramType': 'dependencies'}";
        String file = path(planning.call(DIAGRAM, call));
        String first = planning.read(file);

        planning.call(DIAGRAM, call);

        assertThat(planning.read(file)).isEqualTo(first);
    }

    @Test
    void aPathOutsideOfTheProjectIsRefused() {
        for (String path : List.of("../x.drawio", "/tmp/x.drawio", "a/../../x.svg", ".git/x.svg")) {
            Json.Obj error = planning.refused(DIAGRAM, "{'diagramType': 'roadmap', 'outputPath': '" + path + "'}");
            assertThat(error.text("code"))
                    .as(path)
                    .hasValueSatisfying(code -> assertThat(code).startsWith("E_PATH_"));
        }
        assertThat(Files.exists(folder.resolve("../x.drawio"))).isFalse();
    }
}
