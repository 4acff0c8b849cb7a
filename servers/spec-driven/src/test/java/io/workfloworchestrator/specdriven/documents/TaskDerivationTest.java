package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tasks come of a specification and a plan, and in which order. */
final class TaskDerivationTest {
    private static final TaskList.Rules TESTS_FIRST = new TaskList.Rules(true, false, "specs/003-x/contracts/api.md");

    private static final String PARCELS = """
            ### Success

            - SC-001: Calls fall from 40 to 10 a day
            - SC-002: The desk is content

            ### US1: See where the parcel is

            - [ ] FR-001 When an order has a parcel, the system shall show its carrier [story:: US1]

            ### User interface

            - [ ] FR-002 One line on the order page [source:: Q-ui_requirements]
            - [ ] FR-003 readable aloud [source:: Q-ui_requirements]

            ### Data

            - [ ] FR-004 parcel: order id, carrier, number

            ### Migration

            - [ ] FR-005 orders of before have no row

            ### What must not change

            - [ ] FR-006 The fields of an order stay [type:: constraint]
            """;

    private static final List<PlanPhase> PHASES = List.of(
            new PlanPhase(
                    "Phase 1",
                    "Parcels on the order page",
                    "",
                    List.of(
                            "Module tracking with a cache in the table",
                            "Table parcels with its migration",
                            "A poller"),
                    List.of("The line is shown"),
                    List.of()),
            new PlanPhase("Phase 2", "Search for support", "", List.of("A search"), List.of(), List.of()));

    private static final Answered ANSWERED = new Answered("existing-project");

    private static List<DerivedTask> derive(String spec, List<PlanPhase> phases, Answered answered) {
        return TaskDerivation.of(SpecReading.of(spec), phases, new AnswerBook(answered.of("003-x")), TESTS_FIRST);
    }

    private static int place(List<DerivedTask> tasks, String start) {
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).text().startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError(
                start + " in " + tasks.stream().map(DerivedTask::text).toList());
    }

    @Test
    void testsComeBeforeTheTableAndTheTableBeforeWhatUsesIt() {
        List<DerivedTask> tasks = derive(PARCELS, PHASES, ANSWERED);
        int table = place(tasks, "Store, and migrate: parcel: order id, carrier, number; orders of before have no row");
        assertThat(place(tasks, "Test what must not change: The fields of an order stay"))
                .isLessThan(place(tasks, "Write the tests of US1"));
        assertThat(place(tasks, "Write the tests of US1")).isLessThan(table);
        assertThat(place(tasks, "Write the tests of FR-002, FR-003, FR-004, FR-005"))
                .isLessThan(table);
        assertThat(table).isLessThan(place(tasks, "A poller"));
        assertThat(place(tasks, "A poller")).isLessThan(place(tasks, "Build: When an order has a parcel"));
        for (DerivedTask task : tasks) {
            assertThat(tasks.subList(0, tasks.indexOf(task)).stream().map(DerivedTask::key))
                    .as(task.text())
                    .containsAll(task.needs());
        }
    }

    @Test
    void nothingThatAPhaseDeliversIsWithoutATaskAndNoRequirementHasTwo() {
        List<DerivedTask> tasks = derive(PARCELS, PHASES, ANSWERED);
        for (String thing :
                List.of("Module tracking with a cache", "Table parcels with its migration", "A poller", "A search")) {
            assertThat(tasks.stream().map(task -> task.text() + " " + task.doneWhen()))
                    .as(thing)
                    .anyMatch(text -> text.contains(thing));
        }
        for (String number : List.of("FR-001", "FR-002", "FR-003", "FR-004", "FR-005", "FR-006")) {
            assertThat(tasks)
                    .filteredOn(task ->
                            task.covers().contains(number) && !task.text().startsWith("Write the tests"))
                    .as(number)
                    .hasSize(1);
        }
    }

    @Test
    void aDeliverableThatOnlySharesAWordWithARequirementIsAnotherThing() {
        List<DerivedTask> tasks = derive(
                "### Core\n\n- [ ] FR-001 total is 0\n- [ ] FR-002 the total is never negative\n",
                List.of(new PlanPhase(
                        "Phase 1",
                        "Floor",
                        "",
                        List.of("`total` has a floor of 0", "Total never negative"),
                        List.of(),
                        List.of())),
                ANSWERED);
        assertThat(tasks).extracting(DerivedTask::text).contains("`total` has a floor of 0", "Build: total is 0");
        assertThat(tasks.get(place(tasks, "Build: the total is never negative")).doneWhen())
                .contains("It is there: Total never negative");
    }

    @Test
    void aRequirementIsInThePhaseOfItsWordsAndThoseOfOneAnswerStayTogether() {
        List<DerivedTask> tasks = derive(PARCELS, PHASES, ANSWERED);
        assertThat(tasks.get(place(tasks, "Build: One line on the order page")).phase())
                .isEqualTo("Phase 1");
        assertThat(tasks.get(place(tasks, "Build: readable aloud")).phase()).isEqualTo("Phase 1");
    }

    @Test
    void successIsMeasuredByATaskOfItsOwnAndTheRestIsLookedAtWithTheRelease() {
        List<DerivedTask> tasks = derive(PARCELS, PHASES, ANSWERED);
        DerivedTask measure = tasks.get(place(tasks, "Measure the success: SC-001"));
        assertThat(measure.covers()).containsExactly("SC-001");
        assertThat(measure.doneWhen()).singleElement().asString().contains("Calls fall from 40 to 10 a day");
        assertThat(tasks.get(tasks.size() - 1)).isEqualTo(measure);
        DerivedTask release = tasks.get(place(tasks, "Release it"));
        assertThat(measure.needs()).containsExactly(release.key());
        assertThat(release.doneWhen()).singleElement().asString().contains("SC-002");
    }

    @Test
    void whatShowsOnlyWeeksAfterTheReleaseIsMeasuredThen() {
        String success = """
                ### Success

                - SC-001: The page is liked
                - SC-002: No refund has a wrong amount in eight weeks

                ### Core

                - [ ] FR-001 The total is 20.00
                """;
        for (Answered answered : List.of(ANSWERED, new Answered("bug-fix").spec("reproduction", "Open an order"))) {
            List<DerivedTask> tasks = derive(success, PHASES, answered);
            assertThat(tasks.get(place(tasks, "Release it")).doneWhen().toString())
                    .contains("SC-001 was looked at")
                    .doesNotContain("SC-002", "Each of");
            assertThat(tasks.get(place(tasks, "Measure the success: SC-002")).needs())
                    .containsExactly(tasks.get(place(tasks, "Release it")).key());
        }
    }

    /** The answers of docs/specifications/bug-fix.yaml. */
    @Test
    void aSmallFaultHasFewTasksAndEachTestOnce() {
        Answered answered = new Answered("bug-fix")
                .spec("reproduction", "Open an order", "Refund 10.00")
                .plan("regression_tests", "TotalsTest.refundIsSubtracted", "TotalsTest.totalWithoutRefundStays")
                .plan("deployment_strategy", "With the nightly release.");
        List<DerivedTask> tasks = derive(
                """
                ### Success

                - SC-001: The steps above lead to 20.00

                ### Core

                - [ ] FR-001 The total is 20.00

                ### What must not change

                - [ ] FR-002 Totals of orders without a refund [type:: constraint]
                - [ ] FR-003 The format of exported invoices [type:: constraint]
                """,
                List.of(new PlanPhase(
                        "Phase 1",
                        "Mend",
                        "",
                        List.of("The sign is no longer turned", "Amounts are checked"),
                        List.of(),
                        List.of())),
                answered);
        assertThat(tasks)
                .extracting(DerivedTask::text)
                .containsExactly(
                        "Write a test that fails as the fault was reproduced",
                        "Test what must not change: Totals of orders without a refund; The format of exported invoices",
                        "The sign is no longer turned",
                        "Amounts are checked",
                        "Checkpoint of Phase 1: Mend",
                        "Release it, and try the way back");
        assertThat(tasks.get(0).covers()).containsExactly("FR-001");
        assertThat(tasks.get(0).doneWhen().get(1)).contains("TotalsTest.refundIsSubtracted; TotalsTest.total");
        assertThat(tasks.get(5).doneWhen().get(0)).contains("SC-001");
        assertThat(tasks.stream().mapToDouble(DerivedTask::hours).sum()).isLessThan(8);
    }

    @Test
    void theContractIsTheFeaturesOwnFileAndNothingIsAdvisedAboutTheDerivationItself() {
        Answered answered = new Answered("add-feature").plan("api_contracts_needed", Json.of(true));
        List<DerivedTask> tasks = derive(PARCELS, PHASES, answered);
        assertThat(tasks.get(place(tasks, "Write the contract tests")).doneWhen())
                .containsExactly("Each endpoint in specs/003-x/contracts/api.md has a test that fails");
        DerivedTask hard = new DerivedTask(
                "k",
                "T001",
                "Rewrite the encryption",
                "Phase 1",
                "G",
                "",
                List.of(),
                List.of("a", "b", "c", "d", "e"),
                9,
                false,
                List.of(),
                false);
        assertThat(hard.complexity().advice()).isNotEmpty();
        assertThat(hard.data().toString()).contains("Complexity").doesNotContain("Advice");
    }
}
