package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DiagramTest {
    private static final Node BREAD = Node.of("bread", "Bread of our own");

    private static void refused(String code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DiagramException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void anArrowToANodeThatIsNotThereNamesTheNearestOne() {
        refused(
                "E_DIAGRAM_NODE",
                "an edge ends at \"braed\", which is no node: did you mean \"bread\"?",
                () -> Diagram.titled("Plan").node(BREAD).edge("bread", "braed").build());
        refused(
                "E_DIAGRAM_NODE",
                "the lane \"Now\" names \"windmill\", which is no node: add a node of that id",
                () -> Diagram.titled("Plan").node(BREAD).lane("Now", "windmill").build());
    }

    @Test
    void twoNodesOfOneIdAndANodeInTwoLanesAreRefused() {
        refused(
                "E_DIAGRAM_DUPLICATE",
                "two nodes have the id \"bread\"",
                () -> Diagram.titled("Plan").node(BREAD).node(BREAD).build());
        refused(
                "E_DIAGRAM_DUPLICATE",
                "in two places of the lanes is \"bread\"",
                () -> Diagram.titled("Plan")
                        .node(BREAD)
                        .lane("Now", "bread")
                        .lane("Next", "bread")
                        .build());
    }

    @Test
    void impossibleValuesAreRefused() {
        refused("E_DIAGRAM_PROGRESS", "is 101: give a percentage from 0 to 100", () -> BREAD.progress(101));
        refused("E_DIAGRAM_PROGRESS", "is -1", () -> BREAD.progress(-1));
        refused("E_DIAGRAM_ID", "blank", () -> Node.of(" ", "Bread"));
        refused("E_DIAGRAM_LANE", "-1", () -> Lane.of("Now", List.of()).unseen(-1));
        refused(
                "E_DIAGRAM_DATES",
                "it ends on 2026-03-01, before it begins on 2026-03-02",
                () -> new Dates(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 1)));
        refused("E_DIAGRAM_DATES", "1 to 9999", () -> new Dates(LocalDate.MIN, LocalDate.MAX));
        Drawing drawing = Drawing.of(Diagram.titled("Plan").build(), Picture.KANBAN);
        refused("E_DIAGRAM_SIZE", "give 1 or more", () -> drawing.limit(0));
        refused("E_DIAGRAM_SIZE", "give 20 or more", () -> drawing.width(19));
    }

    @Test
    void theSameArrowTwiceCountsOnce() {
        Diagram diagram = Diagram.titled("Plan")
                .node(BREAD)
                .node(Node.of("oven", "An oven"))
                .edge("oven", "bread")
                .edge("oven", "bread")
                .build();
        assertThat(diagram.edges()).containsExactly(new Edge("oven", "bread"));
    }

    @Test
    void daysAreCountedWithTheLast() {
        LocalDate day = LocalDate.of(2026, 3, 1);
        assertThat(new Dates(day, day).days()).isEqualTo(1);
        assertThat(new Dates(day, day.plusDays(6)).days()).isEqualTo(7);
    }
}
