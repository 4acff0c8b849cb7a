package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MermaidTest {
    /** A text in which nothing is left that a grammar of Mermaid or Markdown knows. */
    private static final String SAFE = "(?:[^\\x00-\\x7f]|[a-zA-Z0-9 ,/!?()+']|#\\d+;)+";

    private static final String FRONT = "---|title: \"(?:[^\\x00-\\x7f]|[a-zA-Z0-9 ,/!?()+']|\\\\u[0-9A-F]{4})*\"";
    private static final String LABEL = "\\[\"" + SAFE + "(?:<br/>" + SAFE + ")*\"\\]";

    private static void allLines(String mermaid, String... patterns) {
        Pattern known = Pattern.compile(FRONT + "|" + String.join("|", patterns));
        assertThat(mermaid.lines()).allSatisfy(line -> assertThat(line).matches(known));
    }

    private static String hostile(Picture picture) {
        return Drawing.of(Plans.hostile(), picture).as(Format.MERMAID);
    }

    @Test
    void hostileTitlesLeaveEveryLineOfTheDependenciesOurs() {
        String mermaid = hostile(Picture.DEPENDENCIES);
        String node = " {4}n\\d+" + LABEL + ":::look[a-z]+";
        String arrow = " {4}n\\d+ --> n\\d+";
        allLines(mermaid, "flowchart LR", node, arrow, " {4}classDef look[a-z]+ fill:#.*");
        assertThat(mermaid.lines().filter(line -> line.matches(node))).hasSize(Plans.HOSTILE.size());
        assertThat(mermaid.lines().filter(line -> line.matches(arrow))).hasSize(Plans.HOSTILE.size() - 1);
    }

    @Test
    void hostileTitlesLeaveEveryLineOfTheOthersOurs() {
        allLines(
                hostile(Picture.ROADMAP),
                "flowchart LR",
                " {4}subgraph c\\d+" + LABEL,
                " {8}direction TB",
                " {8}n\\d+" + LABEL + ":::look[a-z]+",
                " {8}n\\d+( ~~~ n\\d+)+",
                " {8}c\\d+m\\[\"–\"]",
                " {4}c\\d+ ~~~ c\\d+",
                " {4}end",
                " {4}classDef look[a-z]+ fill:#.*");
        allLines(hostile(Picture.KANBAN), "kanban", " {4}c\\d+" + LABEL, " {8}[nm]\\d+" + LABEL);
        String day = "\\d{4}-\\d\\d-\\d\\d";
        allLines(
                hostile(Picture.TIMELINE),
                "gantt",
                " {4}(dateFormat YYYY-MM-DD|axisFormat %Y-%m-%d|inclusiveEndDates)",
                " {4}section " + SAFE,
                " {8}#\\d+;" + SAFE + " :((crit|done|active), )?n\\d+, " + day + ", " + day,
                " {8}#\\d+;" + SAFE + " :milestone, n\\d+, " + day + ", 0d");
    }

    @Test
    void aCircleIsDottedAndCalledOne() {
        assertThat(Drawing.of(Plans.goals(), Picture.DEPENDENCIES).as(Format.MERMAID))
                .contains("n2 -. circle .-> n4");
    }

    @Test
    void aKanbanSaysHowManyMoreThereAre() {
        assertThat(Drawing.of(Plans.goals(), Picture.KANBAN).limit(1).as(Format.MERMAID))
                .contains("c1[\"Now (3)\"]", "m1[\"+ 2 more\"]", "m3[\"+ 4 more\"]")
                .doesNotContain("Count the stock");
    }

    @Test
    void aTimelineMarksWhatIsDoneUnderWayAndBlocked() {
        List<String> lines = Drawing.of(Plans.goals(), Picture.TIMELINE)
                .as(Format.MERMAID)
                .lines()
                .toList();
        assertThat(lines)
                .anyMatch(line -> line.endsWith(":active, n1, 2026-01-01, 2026-02-14"))
                .anyMatch(line -> line.endsWith(":crit, n4, 2026-02-01, 2026-04-15"))
                .anyMatch(line -> line.endsWith(":done, n5, 2026-01-05, 2026-01-30"))
                .anyMatch(line -> line.contains("no dates :milestone, n6, 2026-01-01, 0d"));
    }
}
