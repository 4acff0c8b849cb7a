package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ideas in people's notes. */
class IdeaFinderTest {
    private static final String NOTES = """
            ---
            title: we should build front matter into an idea
            ---
            # Kick-off

            We met on Monday. It rained.

            ## Ideas

            - Build a mobile app for couriers, since users need to
              see their tours without calling the office
            - [ ] Automate the weekly stock report within 2 weeks
            - [x] Create the repository and invite everybody
            - lunch was good and everybody liked it very much
            1. Maybe improve the search a little?

            ```
            - build this line of code into the product
            ```

            <!-- - create something hidden in a comment -->

            ## Andere Sprachen

            * Wir müssen die Rechnungen automatisieren, das fehlt den Kunden
            * Debemos mejorar el sistema de pagos para los clientes
            * Il faut simplifier la page de commande pour les clients

            We should also integrate the bank.
            Customers said so.
            """;

    @TempDir
    private Path folder;

    private static List<IdeaFinder.Idea> found(double atLeast) {
        return new IdeaFinder(GoalRules.builtIn()).in("notes.md", NOTES, atLeast);
    }

    private static Optional<IdeaFinder.Idea> with(String words) {
        return found(0.4).stream().filter(idea -> idea.text().contains(words)).findFirst();
    }

    @Test
    void ideasHaveTheirLineTheirHeadingAndAllOfTheirText() {
        IdeaFinder.Idea app = with("mobile app").orElseThrow();
        assertThat(app.line()).isEqualTo(10);
        assertThat(app.heading()).isEqualTo("Ideas");
        assertThat(app.text()).endsWith("without calling the office");
        assertThat(app.reasoning())
                .contains("verb: build", "problem: need to, users need", "feature: app for", "under: Ideas");
        assertThat(app.confidence()).isGreaterThan(0.8);
        assertThat(app.name()).startsWith("Build mobile");
    }

    @Test
    void eachListItemUnderWishesIsAnIdea() {
        String notes = "# Shop\n\n## Wishes\n\n- Card payment\n- Out of stock is shown\n\nLunch was good.\n\n"
                + "## Other\n\n- Card games\n";
        assertThat(new IdeaFinder(GoalRules.builtIn()).in("README.md", notes, 0.4))
                .extracting(IdeaFinder.Idea::text)
                .containsExactly("Card payment", "Out of stock is shown");
    }

    @Test
    void boxesAreReadAndTickedOnesAreDone() {
        assertThat(with("stock report").orElseThrow().text())
                .isEqualTo("Automate the weekly stock report within 2 weeks");
        assertThat(with("Create the repository")).isEmpty();
    }

    @Test
    void codeCommentsFrontMatterAndTalkAreNoIdeas() {
        assertThat(with("line of code")).isEmpty();
        assertThat(with("hidden")).isEmpty();
        assertThat(with("front matter")).isEmpty();
        assertThat(with("lunch")).isEmpty();
        assertThat(with("rained")).isEmpty();
    }

    @Test
    void doubtsMakeLessSure() {
        assertThat(with("improve the search").orElseThrow().confidence())
                .isLessThan(with("stock report").orElseThrow().confidence());
    }

    @Test
    void otherLanguagesCountToo() {
        assertThat(with("Rechnungen").orElseThrow().reasoning()).contains("automatisieren", "müssen", "fehlt");
        assertThat(with("pagos").orElseThrow().reasoning()).contains("mejorar", "debemos");
        assertThat(with("commande").orElseThrow().reasoning()).contains("simplifier", "il faut");
    }

    @Test
    void aSentenceNeedsAProblemToo() {
        assertThat(with("integrate the bank").orElseThrow().line()).isEqualTo(29);
    }

    @Test
    void thousandsOfLinesArePagedWithinAnAnswer() {
        StringBuilder notes = new StringBuilder("# Ideas\n");
        for (int i = 0; i < 4_000; i++) {
            notes.append("- Build the report number ").append(i).append(" for the office\n");
        }
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save("planning/notes/long.md", notes.toString());
            Json.Obj page = project.call("extract_ideas", "{'filePath': 'planning/notes/long.md'}");
            assertThat(page.get("ideasFound")).isEqualTo(Json.of(4_000));
            assertThat(page.toString().length()).isLessThan(20_000);
            List<String> ids = new ArrayList<>();
            page.find("ideas")
                    .orElseThrow()
                    .asList()
                    .forEach(idea -> ids.add(idea.asObject().text("id").orElseThrow()));
            String cursor = page.text("cursor").orElseThrow();
            Json.Obj next = project.call(
                    "extract_ideas", "{'filePath': 'planning/notes', 'limit': 50, 'cursor': '" + cursor + "'}");
            assertThat(next.find("ideas")
                            .orElseThrow()
                            .asList()
                            .get(0)
                            .asObject()
                            .text("id")
                            .orElseThrow())
                    .isEqualTo(String.format("idea-%03d", ids.size() + 1));
            assertThat(project.refused("extract_ideas", "{'filePath': 'planning/notes', 'save': true}")
                            .text("code"))
                    .contains("E_ANSWER_SIZE");
        }
    }

    @Test
    void savedIdeasAreSavedOnce() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save("planning/notes/kickoff.md", NOTES);
            Json.Obj first = project.call("extract_ideas", "{'save': true}");
            assertThat(first.get("saved")).isEqualTo(first.get("ideasFound"));
            long revision = project.project().state().head().number();
            project.save("planning/notes/kickoff.md", "# A line more\n\n" + NOTES.substring(NOTES.indexOf("# Kick")));
            assertThat(project.call("extract_ideas", "{'save': true}").get("saved"))
                    .isEqualTo(Json.of(0));
            assertThat(project.project().state().head().number()).isEqualTo(revision);
            assertThat(project.text("planning/ideas.md")).contains("- [ ] I-01", "Automate the weekly stock report");
        }
    }

    @Test
    void notesOutsideOfTheProjectAreRefused() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            assertThat(project.refused("extract_ideas", "{'filePath': '../notes.md'}")
                            .text("code"))
                    .contains("E_PATH_TRAVERSAL");
            assertThat(project.refused("extract_ideas", "{}").text("code")).contains("E_GOAL_NOTES");
            assertThat(project.refused("extract_ideas", "{'minConfidence': 5}").text("code"))
                    .isPresent();
        }
    }

    @Test
    void wishesOpenBoxesAndTodosOfAReadmeAreIdeas() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save("README.md", """
                    # Tea shop
                    A small web shop: 40 kinds of tea, orders by mail today.

                    ## Wishes
                    - Customers should be able to pay by card
                    - [ ] Show which teas are sold out
                    - [ ] Mail a receipt after an order
                    - TODO: orders page is slow with more than 500 orders

                    ## Run
                    npm start
                    TODO: say how to install it
                    """);
            Json.Obj found = project.call("extract_ideas", "{'filePath': 'README.md'}");
            assertThat(found.at("ideas").orElseThrow().asList().stream()
                            .map(idea -> idea.asObject().text("text").orElseThrow()))
                    .containsExactlyInAnyOrder(
                            "Customers should be able to pay by card",
                            "Show which teas are sold out",
                            "Mail a receipt after an order",
                            "orders page is slow with more than 500 orders",
                            "say how to install it");
        }
    }

    @Test
    void aLowerConfidenceIsOfferedOnlyIfItFindsMore() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save("planning/notes/a.md", "# Notes\n\n- lunch was good and everybody liked it\n");
            assertThat(project.call("extract_ideas", "{}").text("message").orElseThrow())
                    .contains("No line of planning/notes/a.md is an idea.")
                    .doesNotContain("minConfidence");
            project.save("planning/notes/a.md", "# Notes\n\n- Maybe improve the search a little?\n");
            assertThat(project.call("extract_ideas", "{}").text("message").orElseThrow())
                    .contains("minConfidence 0.4 finds more");
        }
    }
}
