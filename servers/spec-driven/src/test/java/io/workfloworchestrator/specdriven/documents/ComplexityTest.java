package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComplexityTest {
    private static Complexity of(String text, int needs, double hours, boolean health) {
        return Complexity.of(new Complexity.Task(text, needs, hours, 1, health));
    }

    @ParameterizedTest
    @CsvSource({
        "Write a line in the README, 0, 1, false, 1, trivial",
        "Fix the graphics on the front page, 0, 1, false, 1, trivial",
        "Upgrade Delphi, 0, 1, false, 1, trivial",
        "Show capital gains to the therapist, 0, 1, false, 1, trivial",
        "Research the ways to sign in, 0, 1, false, 3, simple",
        "Investigate an unknown API, 0, 1, false, 6, moderate",
        "Integrate the external service by its API and database, 0, 1, false, 3, simple",
        "Write end-to-end tests, 0, 1, false, 4, simple",
        "Show the patient, 0, 1, false, 3, simple",
        "Store it, 0, 4.5, false, 2, trivial",
        "Store it, 0, 9, false, 3, simple",
        "Store it, 4, 9, true, 8, complex",
        "Explore an unknown external API with e2e tests, 4, 12, true, 10, very-complex"
    })
    void scoresFollowTheTable(String text, int needs, double hours, boolean health, int score, String level) {
        assertThat(of(text, needs, hours, health).score()).isEqualTo(score);
        assertThat(of(text, needs, hours, health).level()).isEqualTo(level);
    }

    @Test
    void eachPointHasItsReasonTheHeaviestFirst() {
        assertThat(of("Find out what the webhook needs", 2, 3, false).reasons())
                .containsExactly(
                        "something is not known: \"Find out\"",
                        "waits for 2 tasks",
                        "meets other systems: webhook",
                        "3 hours");
    }

    @Test
    void realListsSpread() {
        List<DerivedTask> tasks = TaskDerivation.of(
                SpecReading.of("""
                        ### US1: Sign in

                        - [ ] FR-001 When the password is right, the system shall show the ward
                        - [ ] FR-002 When the password is wrong three times, the system shall lock the account

                        ### Data

                        - [ ] FR-003 Accounts with name, role and a hash of the password, migrated from the external service
                        - [ ] FR-004 Everything that the old database has about patients, with the day of each change and who made it
                        """),
                List.of(new PlanPhase(
                        "Phase 1", "Accounts", "", List.of("Tables", "An API for the page"), List.of(), List.of())),
                new AnswerBook(Answered.login().of("001-a")),
                new TaskList.Rules(true, false, "specs/001-a/contracts/api.md"));
        Map<Integer, Long> scores = tasks.stream()
                .collect(Collectors.groupingBy(
                        task -> numbered(task).complexity().score(), Collectors.counting()));

        assertThat(scores).hasSizeGreaterThanOrEqualTo(4);
        assertThat(scores.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(tasks.size() / 2));
    }

    /** The corpus has the tasks of some twenty pieces of work of all kinds, with their needs and hours, written for this test. */
    @Test
    void aCorpusOfOrdinaryTasksSpreadsOverTheScale() throws Exception {
        Map<Integer, Long> scores = corpus().stream()
                .collect(Collectors.groupingBy(
                        task -> Complexity.of(task).score(), TreeMap::new, Collectors.counting()));
        System.out.println(corpus().size() + " tasks by their scores: " + scores);

        assertThat(corpus()).hasSizeGreaterThan(200);
        assertThat(scores).containsKeys(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(scores.values()).allSatisfy(count -> assertThat(count).isLessThan(corpus().size() / 3));
    }

    @Test
    void everyPointOfTheCorpusHasAReason() throws Exception {
        assertThat(corpus()).allSatisfy(task -> {
            Complexity found = Complexity.of(task);
            assertThat(found.score() == 1 || !found.reasons().isEmpty())
                    .as(task.text())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Write integration tests for the form, 0, 1, integration tests",
        "Compare the two providers, 0, 1, weighs one against another: \"Compare\"",
        "Rewrite the reader, 0, 1, is easy to get wrong: \"Rewrite\"",
        "Train the model, 0, 16, 16 hours"
    })
    void aReasonSaysWhatWasFound(String text, int needs, double hours, String reason) {
        assertThat(of(text, needs, hours, false).reasons()).containsExactly(reason);
    }

    private static List<Complexity.Task> corpus() throws Exception {
        try (InputStream in = ComplexityTest.class.getResourceAsStream("task-corpus.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(row ->
                            new Complexity.Task(row[0], Integer.parseInt(row[1]), Double.parseDouble(row[2]), 0, false))
                    .toList();
        }
    }

    private static DerivedTask numbered(DerivedTask task) {
        return task.numbered("T001", task.needs());
    }
}
