package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in words: whole words, whole numbers, nothing twice. */
class TextAnalysisTest {
    @TempDir
    private Path folder;

    private SetupRules.Terms terms;

    @BeforeEach
    void read() {
        terms = SetupRules.of(ProjectFolder.open(folder)).text();
    }

    private Map<String, Json> in(String text) {
        return TextAnalysis.of(text, false, terms);
    }

    private List<String> in(String text, String question) {
        Json found = in(text).getOrDefault(question, Json.array(List.of()));
        return found.asText()
                .map(List::of)
                .orElseGet(() -> found.asList().stream()
                        .map(each -> each.asText().orElseThrow())
                        .toList());
    }

    @Test
    void numbersStayWhole() {
        assertThat(in("We care for 50,000 patients and 12 nurses.", "stakeholders"))
                .containsExactly("50,000 patients", "12 nurses");
        assertThat(in("We have 1.200.000 users.", "stakeholders")).containsExactly("1.200.000 users");
        assertThat(in("Our budget is $1,250,000.50 for now.", "budget")).containsExactly("$1,250,000.50");
        assertThat(in("The budget is 2 million dollars.", "budget")).containsExactly("2 million dollars");
        assertThat(in("We lose $3M a year.", "budget")).isEmpty();
    }

    @Test
    void noFirstLetterIsLost() {
        assertThat(in("We need API documentation.", "needed")).containsExactly("API documentation");
        assertThat(in("There is an existing patient database and a legacy billing system.", "existing"))
                .containsExactly("patient database", "billing system");
        assertThat(in("We use a third-party payment service and integrate with Epic.", "external"))
                .containsExactly("payment service", "Epic");
        assertThat(in("We need to build a system.", "needed")).isEmpty();
    }

    @Test
    void aWordWithinAWordIsNone() {
        assertThat(in("The doctors decide. Factories wait.", "stakeholders")).containsExactly("doctors");
        assertThat(in("The CTO and the director decide.", "stakeholders")).contains("CTO");
        assertThat(in("The rest of us go home and react to teams of linear zoom.", "technologies"))
                .isEmpty();
        assertThat(in("The rest of us go home and react to teams of linear zoom.", "tools"))
                .isEmpty();
        assertThat(in("It is written in Go with REST, React and PostgreSQL; we talk on Slack.", "technologies"))
                .containsExactly("React", "Go", "PostgreSQL", "REST");
        assertThat(in("JavaScript only.", "technologies")).containsExactly("JavaScript");
    }

    @Test
    void nobodyIsNamedTwice() {
        assertThat(in("The doctor is late. Doctors complain. 40 doctors left.", "stakeholders"))
                .containsExactly("40 doctors");
        assertThat(in("A patient portal for patient data.", "stakeholders")).isEmpty();
        assertThat(in(
                        "Customers wait. We serve retail, wholesale and online customers, and one regulator.",
                        "stakeholders"))
                .containsExactly("retail customers", "wholesale customers", "online customers", "one regulator");
        assertThat(in("A returning customer is known. A business customer portal.", "stakeholders"))
                .containsExactly("returning customer");
        assertThat(in("Dr. Ada Lang, the hospital board and our IT department.", "stakeholders"))
                .containsExactly("Dr. Ada Lang", "hospital board", "IT department");
    }

    @Test
    void nearlyTheSameGoalIsOneGoal() {
        assertThat(in(
                        "We need to build a patient portal. We want to build the patient portal. We should build a portal"
                                + " for the patients. We must integrate with Epic. We plan to integrate with the Epic.",
                        "goals"))
                .containsExactly("Build a patient portal", "Integrate with Epic");
    }

    @Test
    void goalsAreLedByAWishAndEndBeforeTheReason() {
        assertThat(in("We also need to reduce the waiting time because people leave, and design a new logo.", "goals"))
                .containsExactly("Reduce the waiting time");
        assertThat(in("We will build a portal and launch it in May, and then test it.", "goals"))
                .containsExactly("Build a portal", "Launch it in May", "Test it");
        assertThat(in("We must not build a portal. Build nothing.", "goals")).isEmpty();
        assertThat(in("We want to sell tea online, accept cards, and send a newsletter.", "goals"))
                .containsExactly("Sell tea online", "Accept cards", "Send a newsletter");
        assertThat(in("Our three goals are a faster checkout, a wish list and fewer returns.", "goals"))
                .containsExactly("A faster checkout", "A wish list", "Fewer returns");
        assertThat(in("We need to build a help desk for sales, design and billing.", "goals"))
                .as("a list of nouns")
                .containsExactly("Build a help desk for sales, design and billing");
        assertThat(TextAnalysis.of("Build a portal", true, terms)).containsKey("goals");
    }

    @Test
    void timeTeamsLimitsAndSuccess() {
        assertThat(in("It must be live within the next 6 months.", "timeframe")).containsExactly("6 months");
        assertThat(in("The deadline is 2026-09-01.", "deadline")).containsExactly("2026-09-01");
        assertThat(in("On 2026-09-01 it rained.", "deadline")).isEmpty();
        assertThat(in("We are two senior developers and 1 designer.", "team"))
                .containsExactly("two senior developers", "1 designer");
        assertThat(in("There is a team of five.", "team")).containsExactly("a team of five");
        assertThat(in("We fall under GDPR. It is nice.", "constraints")).containsExactly("We fall under GDPR.");
        assertThat(in("Success means happy users. Calls drop by 50 %. Reduce waiting by half. It rains.", "success"))
                .containsExactly("Success means happy users.", "Calls drop by 50 %.", "Reduce waiting by half.");
    }

    @Test
    void eachGoalOfAListIsOneWhereGoalsAreAskedFor() {
        String text = "Let customers pay by card, show what is out of stock, and send invoices as PDF.";
        assertThat(TextAnalysis.of(text, true, terms).get("goals"))
                .isEqualTo(Json.strings(
                        List.of("Let customers pay by card", "Show what is out of stock", "Send invoices as PDF")));
        assertThat(in("We hope the figures will show it.", "goals")).isEmpty();
    }

    @Test
    void aTeamKeepsTheNamesBehindItsNumber() {
        assertThat(in("We are 2 developers, Lea and Tom.", "team")).containsExactly("2 developers, Lea and Tom");
        assertThat(in("We are 2 developers, React and Kafka.", "team")).containsExactly("2 developers");
        assertThat(in("We are 2 developers, Monday to Friday.", "team")).containsExactly("2 developers");
    }

    @Test
    void aComparisonIsASuccessWithoutADigit() {
        assertThat(in("Half as many carts are given up. Half of the carts are given up.", "success"))
                .containsExactly("Half as many carts are given up.");
    }

    @Test
    void aLongHostileTextIsReadInShortTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (String unit : List.of("a-", "1,", "Dr. A", "$1.", "we need to build ", "A word. ", "2 developers, Ab ")) {
            String text = unit.repeat(30_000 / unit.length());
            long before = threads.getCurrentThreadCpuTime();
            assertThat(in(text)).isNotNull();
            long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
            assertThat(millis).as(unit).isLessThan(3_000);
        }
    }
}
