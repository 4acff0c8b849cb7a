package io.workfloworchestrator.specdriven.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeltaMergeTest {
    private static final String SPEC = """
            # Sign-in

            ## Purpose

            Who may come in.

            ## Requirements

            ### Requirement: Lock after failures

            The system SHALL lock an account after three wrong passwords.

            #### Scenario: Third failure

            - **WHEN** the third password is wrong
            - **THEN** the account is locked for 5 minutes

            #### Scenario: Success between

            - **WHEN** a right password comes before the third failure
            - **THEN** the count begins anew

            ### Requirement: Sign out

            The system SHALL end a session when somebody signs out.

            #### Scenario: Button

            - **WHEN** the button is pressed
            - **THEN** the session ends
            """;

    private static MergedSpec merge(String change) {
        return DeltaMerge.merge("Sign-in", Optional.empty(), Optional.of(SPEC), change);
    }

    private static MergedSpec merge(String now, String change) {
        return DeltaMerge.merge("Sign-in", Optional.of(SPEC), Optional.of(now), change);
    }

    @Test
    void aSpecificationIsWrittenAsItWasRead() {
        assertThat(LivingSpec.of(SPEC).written()).isEqualTo(SPEC);
    }

    @Test
    void modifyingWhatIsNotThereIsRefusedWithTheNearestAndNeverAdded() {
        assertThatThrownBy(
                        () -> merge("## MODIFIED Requirements\n\n### Requirement: Lock after failure\n\nAfter five.\n"))
                .isInstanceOf(SpecDrivenException.class)
                .hasMessageContaining("\"Lock after failure\", which is not in the specification")
                .hasMessageContaining("nearest one is \"Lock after failures\"");
        assertThatThrownBy(() -> merge("## MODIFIED Requirements\n\n### Requirement: Something else entirely\n\nX.\n"))
                .hasMessageContaining("nearest one is");
    }

    @Test
    void aModifiedScenarioIsReplacedAndWhatIsNotSaidStays() {
        MergedSpec merged = merge("""
                ## MODIFIED Requirements

                ### Requirement: Lock after failures

                #### Scenario: Third failure

                - **WHEN** the third password is wrong
                - **THEN** the account is locked for 10 minutes
                """);

        assertThat(merged.text()).isEqualTo(SPEC.replace("5 minutes", "10 minutes"));
        assertThat(merged.remarks()).isEmpty();
    }

    @Test
    void aScenarioThatLooksRenamedStaysAndIsNamed() {
        String scenario = """
                ## MODIFIED Requirements

                ### Requirement: Lock after failures

                #### Scenario: The third failure in a row

                - **WHEN** the third password is wrong
                - **THEN** the account is locked for 5 minutes
                """;

        assertThat(merge(scenario).text())
                .contains("#### Scenario: Third failure\n", "#### Scenario: The third failure in a row\n");
        assertThat(merge(scenario).remarks())
                .singleElement()
                .asString()
                .contains("#### Renamed scenario: Third failure -> The third failure in a row");
    }

    @Test
    void aScenarioIsRenamedAndChangedAtOnce() {
        MergedSpec merged = merge("""
                ## MODIFIED Requirements

                ### Requirement: Lock after failures

                #### Renamed scenario: Third failure -> Fifth failure

                #### Scenario: Fifth failure

                - **WHEN** the fifth password is wrong
                - **THEN** the account is locked for 5 minutes

                #### Removed scenario: Success between
                """);

        assertThat(merged.text())
                .contains("#### Scenario: Fifth failure\n\n- **WHEN** the fifth password")
                .doesNotContain("Third failure")
                .doesNotContain("Success between");
    }

    @Test
    void renamingAScenarioThatIsNotThereIsRefused() {
        assertThatThrownBy(() ->
                        merge("## MODIFIED Requirements\n### Requirement: Sign out\n#### Renamed scenario: A -> B\n"))
                .hasMessageContaining("It has [\"Button\"]");
    }

    @Test
    void aRequirementIsRenamedAndModifiedByEitherName() {
        for (String name : new String[] {"Sign out", "Leave"}) {
            MergedSpec merged = merge(
                    "## RENAMED Requirements\n\n- FROM: `### Requirement: Sign out`\n- TO: `### Requirement: Leave`\n\n"
                            + "## MODIFIED Requirements\n\n### Requirement: " + name
                            + "\n\nThe system SHALL end every session of the person.\n");

            assertThat(merged.text())
                    .contains(
                            "### Requirement: Leave\n\nThe system SHALL end every session of the person.\n\n#### Scenario: Button")
                    .doesNotContain("Sign out");
        }
    }

    @Test
    void purposeIsTakenOver() {
        String change =
                "## Purpose\n\nWho may come in, and when.\n\n## ADDED Requirements\n\n### Requirement: New\n\nThe system SHALL.\n";

        assertThat(merge(change).text()).contains("## Purpose\n\nWho may come in, and when.\n");
        assertThat(DeltaMerge.merge("Fresh", Optional.empty(), Optional.empty(), change)
                        .text())
                .isEqualTo(
                        "# Fresh\n\n## Purpose\n\nWho may come in, and when.\n\n## Requirements\n\n### Requirement: New\n\nThe system SHALL.\n");
    }

    @Test
    void removingTheLastRequirementRetiresTheSpecification() {
        MergedSpec merged = merge("""
                ## REMOVED Requirements

                ### Requirement: Lock after failures

                ### Requirement: Sign out
                """);

        assertThat(merged.retired()).isTrue();
        assertThat(merged.remarks()).contains("No requirement is left: the specification retires.");
    }

    @Test
    void removingWhatIsNotThereIsARemark() {
        MergedSpec merged = merge("## REMOVED Requirements\n\n- `### Requirement: Sign off`\n");

        assertThat(merged.retired()).isFalse();
        assertThat(merged.text()).isEqualTo(SPEC);
        assertThat(merged.remarks())
                .singleElement()
                .asString()
                .contains("Sign off")
                .contains("Sign out");
    }

    @Test
    void headersInFencesAreText() {
        for (String fence : new String[] {"```", "~~~~", "````"}) {
            String added = "## ADDED Requirements\n\n### Requirement: Help\n\nThe system SHALL show:\n\n" + fence
                    + "md\n### Requirement: An example\n## REMOVED Requirements\n" + fence + "\n";
            MergedSpec merged = merge(added);

            assertThat(LivingSpec.of(merged.text()).names()).containsExactly("Lock after failures", "Sign out", "Help");
            assertThat(merged.text())
                    .contains(fence + "md\n### Requirement: An example\n## REMOVED Requirements\n" + fence);
        }
    }

    @Test
    void headersAtTheWrongPlaceAreNamedWithTheirLine() {
        assertThatThrownBy(() -> merge("## ADDED Requirements\n\n## Requirement: Too high\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("### Requirement: Too high");
        assertThatThrownBy(() -> merge("## ADDED Requirements\n\n#### Scenario: Alone\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("below a requirement");
        assertThatThrownBy(() -> merge("## Changes\n\n### Requirement: Which?\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("## ADDED Requirements");
        assertThatThrownBy(() -> merge("# Nothing\n")).hasMessageContaining("the change says nothing");
    }

    @Test
    void whatAnotherFeatureAddedMeanwhileIsNeverDropped() {
        String now = SPEC + "\n### Requirement: Sign in by card\n\nThe system SHALL take a card.\n";
        String more = now.replace(
                "- **THEN** the count begins anew",
                "- **THEN** the count begins anew\n\n#### Scenario: Sunday\n\n- **WHEN** it is Sunday");

        MergedSpec merged = merge(more, """
                ## MODIFIED Requirements

                ### Requirement: Lock after failures

                The system SHALL lock an account after five wrong passwords.

                #### Scenario: Third failure

                - **WHEN** the third password is wrong
                - **THEN** the account is locked for 5 minutes
                """);

        assertThat(merged.text()).isEqualTo(more.replace("after three wrong", "after five wrong"));
    }

    @Test
    void bothInTheSameLineIsAConflictThatQuotesWhatIsThereNow() {
        String now = SPEC.replace("for 5 minutes", "for an hour");

        assertThatThrownBy(() -> merge(now, """
                        ## MODIFIED Requirements
                        ### Requirement: Lock after failures
                        #### Scenario: Third failure
                        - **WHEN** the third password is wrong
                        - **THEN** the account is locked for 10 minutes
                        """))
                .isInstanceOf(SpecDrivenException.class)
                .hasMessageContaining("for an hour")
                .hasMessageContaining("rebase");
        assertThatThrownBy(() -> merge(now, "## REMOVED Requirements\n### Requirement: Lock after failures\n"))
                .hasMessageContaining("is to be removed, and somebody changed it");
    }

    @Test
    void addingWhatIsThereWithAnotherTextIsRefusedAndTheSameTextIsARemark() {
        assertThatThrownBy(() -> merge("## ADDED Requirements\n### Requirement: Sign out\nOther.\n"))
                .hasMessageContaining("## MODIFIED Requirements");
        assertThat(merge("""
                        ## ADDED Requirements
                        ### Requirement: Sign out

                        The system SHALL end a session when somebody signs out.

                        #### Scenario: Button

                        - **WHEN** the button is pressed
                        - **THEN** the session ends
                        """).remarks()).containsExactly("\"Sign out\" is there already.");
    }

    @Test
    void aChangeForAnotherBaseIsRefusedAndRebasedWhenItStillFits() {
        String change = "---\nbase: " + DeltaMerge.fingerprint(SPEC)
                + "\n---\n## MODIFIED Requirements\n### Requirement: Sign out\nAt once.\n";
        String now = SPEC.replace("for 5 minutes", "for an hour");

        assertThat(merge(change).text()).contains("At once.");
        assertThatThrownBy(() -> DeltaMerge.merge("Sign-in", Optional.empty(), Optional.of(now), change))
                .hasMessageContaining("Rebase it");

        String rebased = DeltaSpec.rebased(change, DeltaMerge.fingerprint(now));
        assertThat(rebased).contains(DeltaMerge.fingerprint(now)).doesNotContain(DeltaMerge.fingerprint(SPEC));
        assertThat(DeltaMerge.merge("Sign-in", Optional.empty(), Optional.of(now), rebased)
                        .text())
                .contains("At once.")
                .contains("for an hour");
    }

    @Test
    void whatNobodyChangesStandsAsItStood() {
        String own = SPEC.replace("Button\n\n", "Button\n").replace("signs out.\n\n", "signs out.\n\n\n\n")
                + "\n## Notes\n\nOurs.\n";
        String change = "## MODIFIED Requirements\n### Requirement: Lock after failures\nAfter five.\n";

        String merged = merge(own, change).text();

        assertThat(merged)
                .isEqualTo(own.replace("The system SHALL lock an account after three wrong passwords.", "After five."));
        assertThat(merge(own.replace("\n", "\r\n"), change).text()).isEqualTo(merged.replace("\n", "\r\n"));
    }

    @Test
    void theFingerprintDoesNotMindBlanksLineEndsAndOrder() {
        assertThat(DeltaMerge.fingerprint(SPEC.replace("\n", "\r\n").replace("minutes", "minutes  ")))
                .isEqualTo(DeltaMerge.fingerprint(SPEC));
        assertThat(DeltaMerge.fingerprint(SPEC.replace("three", "two"))).isNotEqualTo(DeltaMerge.fingerprint(SPEC));
    }
}
