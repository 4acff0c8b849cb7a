package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPicturesTest {
    private static final Diagram SHOP = Diagram.titled("Shop")
            .node(Node.of("1", "Oven").look(Look.DONE).progress(100))
            .node(Node.of("2", "Flour"))
            .node(Node.of("3", "Bread").detail("ana").progress(50))
            .node(Node.of("4", "Shelf"))
            .lane("To do", "2", "4")
            .lane("Doing", "3")
            .lane(Lane.of("Done", List.of("1")).unseen(7))
            .edge("1", "3")
            .edge("2", "3")
            .edge("3", "4")
            .build();

    private static String text(Picture picture, int width) {
        return Drawing.of(SHOP, picture).width(width).as(Format.TEXT);
    }

    @Test
    void aKanbanStandsSideBySide() {
        assertThat(text(Picture.KANBAN, 60)).isEqualTo("""
                To do (2)           Doing (1)           Done (8)
                ──────────────────  ──────────────────  ──────────────────
                Flour               Bread               Oven
                Shelf                 ana                 ██████████ 100 %
                                      █████░░░░░ 50 %   … 7 more
                """);
    }

    @Test
    void columnsThatDoNotFitSideBySideStandBelowEachOther() {
        assertThat(text(Picture.KANBAN, 30)).isEqualTo("""
                To do (2)
                ──────────────────────────────
                Flour
                Shelf

                Doing (1)       Done (8)
                ──────────────  ──────────────
                Bread           Oven
                  ana             ██████ 100 %
                  ███░░░ 50 %   … 7 more
                """);
    }

    @Test
    void aColumnShowsNoMoreThanItsLimitAndSaysSo() {
        assertThat(Drawing.of(SHOP, Picture.KANBAN).limit(1).lines()).anyMatch(line -> line.startsWith("… 1 more"));
        Diagram many = many(30);
        assertThat(Drawing.of(many, Picture.KANBAN).lines()).contains("All (30)", "… 22 more");
        assertThat(Drawing.of(many, Picture.ROADMAP).lines()).hasSize(32);
    }

    private static Diagram many(int count) {
        Diagram.Builder builder = Diagram.titled("Many");
        IntStream.range(0, count).forEach(i -> builder.node(Node.of("n" + i, "Node " + i)));
        return builder.build();
    }

    @Test
    void whatWaitsStandsBelowAndIsWrittenOutOnce() {
        assertThat(text(Picture.DEPENDENCIES, 60)).isEqualTo("""
                Oven · 100 %
                └─ Bread · ana · 50 %
                   └─ Shelf
                Flour
                └─ Bread · ana · 50 % ↑ above
                """);
    }

    @Test
    void aCircleIsWrittenOnceAndSaid() {
        Diagram circle = Diagram.titled("Circle")
                .node(Node.of("a", "Hen"))
                .node(Node.of("b", "Egg"))
                .node(Node.of("c", "Ego"))
                .edge("a", "b")
                .edge("b", "a")
                .edge("c", "c")
                .build();
        assertThat(Drawing.of(circle, Picture.DEPENDENCIES).lines())
                .containsExactly(
                        "Hen",
                        "└─ Egg",
                        "   └─ Hen ↑ above",
                        "Ego",
                        "└─ Ego ↑ above",
                        "Circle: \"Hen\" waits for \"Egg\", which waits for it",
                        "Circle: \"Ego\" waits for itself");
    }

    @Test
    void aDeepTreeGoesOnAtTheLeft() {
        Diagram.Builder chain = Diagram.titled("Chain");
        IntStream.range(0, 50).forEach(i -> chain.node(Node.of("n" + i, "Link " + i)));
        IntStream.range(1, 50).forEach(i -> chain.edge("n" + (i - 1), "n" + i));
        List<String> lines =
                Drawing.of(chain.build(), Picture.DEPENDENCIES).width(60).lines();
        assertThat(lines).allSatisfy(line -> assertThat(Widths.columns(line)).isLessThanOrEqualTo(60));
        assertThat(lines).anyMatch(line -> line.endsWith("Link 12 ↓ below")).contains("Link 12");
        assertThat(lines).anyMatch(line -> line.endsWith("Link 49"));
    }

    @Test
    void aTimelineShowsBarsBetweenTheFirstAndTheLastDay() {
        List<String> lines = Drawing.of(Plans.goals(), Picture.TIMELINE).lines();
        assertThat(lines.get(0)).contains("2026-01-01").endsWith("2026-04-15");
        assertThat(lines.get(1)).contains("▼ today");
        assertThat(lines.get(2)).startsWith("G-01 Pay by card").contains("█░").endsWith("40 %");
        assertThat(lines).contains("G-07 Count the stock       no dates, 10 %");
        assertThat(lines).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 60, 80, 200})
    void noLineIsWiderThanAskedForWhateverPeopleWrote(int width) {
        for (Diagram plan : List.of(Plans.goals(), Plans.hostile())) {
            for (Picture picture : Picture.values()) {
                assertThat(Drawing.of(plan, picture).width(width).lines())
                        .isNotEmpty()
                        .allSatisfy(line ->
                                assertThat(Widths.columns(line)).as(line).isLessThanOrEqualTo(width))
                        .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cc}"));
            }
        }
    }

    @Test
    void textFromRightToLeftIsIsolated() {
        Diagram plan = Diagram.titled("Plan").node(Node.of("1", "שלום")).build();
        assertThat(Drawing.of(plan, Picture.DEPENDENCIES).lines()).containsExactly("\u2068שלום\u2069");
    }

    @Test
    void anEmptyDiagramSaysSoInEveryFormat() {
        Diagram empty = Diagram.titled("Nothing").build();
        for (Picture picture : Picture.values()) {
            for (Format format : Format.values()) {
                String drawn = Drawing.of(empty, picture).as(format);
                assertThat(drawn).isNotBlank().endsWith("\n");
                if (format != Format.MERMAID || picture != Picture.TIMELINE) {
                    assertThat(drawn).contains("Nothing to show yet.");
                }
            }
        }
    }
}
