package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.diagram.Dates;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.diagram.Lane;
import io.workfloworchestrator.diagram.Look;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.diagram.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of docs/diagrams.md. */
class DiagramsTest {
    private static Diagram plan() {
        // tag::plan
        Diagram plan = Diagram.titled("Corner shop")
                .node(Node.of("G-01", "G-01 A second till").look(Look.DONE).progress(100))
                .node(Node.of("G-02", "G-02 Pay by card")
                        .look(Look.HIGH)
                        .detail("High | Medium")
                        .progress(40)
                        .dates(new Dates(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 2, 20))))
                .node(Node.of("G-03", "G-03 Orders on the web").look(Look.PLANNED))
                .edge("G-01", "G-02") // G-02 waits for G-01
                .edge("G-02", "G-03")
                .lane(Lane.of("Now", List.of("G-02")).current())
                .lane("Next", "G-03")
                .lane("Done", "G-01")
                .build();
        // end::plan
        return plan;
    }

    @Test
    void aPlanIsDrawnInEachFormat(@TempDir Path folder) throws IOException {
        Diagram plan = plan();
        // tag::draw
        String board = Drawing.of(plan, Picture.KANBAN).width(60).as(Format.TEXT);
        Files.writeString(
                folder.resolve("needs.svg"),
                Drawing.of(plan, Picture.DEPENDENCIES).svg());
        Files.writeString(
                folder.resolve("roadmap.drawio"),
                Drawing.of(plan, Picture.ROADMAP).as(Format.DRAWIO));
        Files.writeString(
                folder.resolve("timeline.mmd"),
                Drawing.of(plan, Picture.TIMELINE).as(Format.MERMAID));
        // end::draw
        assertThat(Files.readString(Path.of("../docs/diagrams.md"))).contains("```\n" + board + "```");
        assertThat(folder.resolve("needs.svg")).content().contains("G-02 Pay by card");
        assertThat(folder.resolve("roadmap.drawio")).content().startsWith("<mxfile");
        assertThat(folder.resolve("timeline.mmd")).content().contains("\ngantt\n");
    }

    @Test
    void theTreeOfThePageIsWhatIsDrawn() throws IOException {
        String tree = Drawing.of(plan(), Picture.DEPENDENCIES).as(Format.TEXT);
        assertThat(Files.readString(Path.of("../docs/diagrams.md"))).contains("```\n" + tree + "```");
    }
}
