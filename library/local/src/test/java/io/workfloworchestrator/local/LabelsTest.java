package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that say fields in their text: they are read there, and changed there. */
class LabelsTest {
    private static final String YAML = """
            workflow: board
            phases:
              - id: work
            items:
              goal:
                number: G-00
                fields:
                  impact: string
                  impactReasoning: string
                  effort: string
                  tier: string
                  progress: int
                  description: string
                  problem: string
                status: {values: [open, done], final: done}
                moves:
                  - {id: end, from: open, to: done, hint: End.}
                document:
                  format: document
                  path: "goals/${item.title}.md"
                  sections: [description, problem]
                  labels:
                    impact: [Impact Score, Impact]
                    impactReasoning: Impact -
                    effort: Effort Score
                    tier: Suggested Tier
                    progress: Progress
                    description: "#"
                    problem: What problem does this solve?
            """;

    @TempDir
    private Path folder;

    @Test
    void aFieldIsReadFromABoldLabelAndTheFileStaysAsItIs() {
        try (Board board = Board.open(folder, YAML)) {
            String text = """
                    # Mobile app

                    **Impact Score:** High
                    - **Effort Score**: Low
                    **Suggested Tier:** Next
                    **Progress:** 60%

                    ```
                    **Suggested Tier:** Later
                    ```
                    """;
            board.save("goals/mobile-app.md", text);
            board.look();

            Item goal = board.titled("goal", "Mobile app");
            assertThat(goal.state().text("impact")).contains("High");
            assertThat(goal.state().text("effort")).contains("Low");
            assertThat(goal.state().text("tier")).contains("Next");
            assertThat(goal.state().fields().get("progress")).isEqualTo(Json.of(60));
            assertThat(board.text("goals/mobile-app.md")).endsWith(text).contains("uid: " + goal.id());
            assertThat(board.text("goals/mobile-app.md")).doesNotContain("impact:", "tier:", "progress:");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void aChangeIsWrittenWhereTheFieldStands() {
        try (Board board = Board.open(folder, YAML)) {
            board.save("goals/a.md", """
                    # A

                    It sells more.
                    Every day.

                    **Impact:** High - people ask for it, every day - really
                    **Progress:** 60%

                    ## Questions

                    ### 1. What problem does this solve?

                    Nobody finds us.

                    ### 2. What value will this create?

                    Much.
                    """);
            board.look();
            Item goal = board.titled("goal", "A");
            assertThat(goal.state().text("impact")).contains("High");
            assertThat(goal.state().text("impactReasoning")).contains("people ask for it, every day - really");
            assertThat(goal.state().text("problem")).contains("Nobody finds us.");
            assertThat(goal.state().text("description")).contains("It sells more.\nEvery day.");

            board.workflow
                    .items()
                    .edit(
                            goal.id(),
                            Json.object(Map.of(
                                    "impact", Json.of("Low"),
                                    "progress", Json.of(80),
                                    "problem", Json.of("They find us too late.\n\nMuch too late."),
                                    "description", Json.of("It sells."))),
                            Revision.NONE,
                            Board.AGENT);
            board.flush();

            assertThat(board.text("goals/a.md")).endsWith("""
                    # A

                    It sells.

                    **Impact:** Low - people ask for it, every day - really
                    **Progress:** 80%

                    ## Questions

                    ### 1. What problem does this solve?

                    They find us too late.

                    Much too late.

                    ### 2. What value will this create?

                    Much.
                    """);
            board.look();
            assertThat(board.item(goal.id()).state().text("problem")).contains("They find us too late.\n\nMuch too late.");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void whatTheFrontMatterSaysCounts() {
        try (Board board = Board.open(folder, YAML)) {
            board.save("goals/a.md", "---\nimpact: Medium\n---\n\n# A\n\n**Impact Score:** High\n");
            board.look();

            assertThat(board.titled("goal", "A").state().text("impact")).contains("Medium");
            board.replace("goals/a.md", "**Impact Score:** High", "**Impact Score:** Low");
            board.look();
            assertThat(board.titled("goal", "A").state().text("impact")).contains("Medium");
            board.replace("goals/a.md", "impact: Medium\n", "");
            board.look();
            assertThat(board.titled("goal", "A").state().text("impact")).contains("Low");
            assertThat(board.notices()).isEmpty();
        }
    }

    @Test
    void anEditUnderALabelIsTheState() {
        try (Board board = Board.open(folder, YAML)) {
            board.save("goals/a.md", "# A\r\n\r\n**Suggested Tier:** Next\r\n**Impact Score:**\r\n");
            board.look();
            Item goal = board.titled("goal", "A");
            assertThat(goal.state().text("impact")).isEmpty();
            board.replace("goals/a.md", "**Suggested Tier:** Next", "**Suggested Tier:** Now");
            board.look();

            assertThat(board.item(goal.id()).state().text("tier")).contains("Now");
            assertThat(board.notices()).isEmpty();
        }
    }
}
