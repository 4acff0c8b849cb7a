package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code workflow ask}: typed at a terminal, and from files of answers. */
class AskTest {
    private static final Path SET = Path.of("../docs/questions/issue-tracker.yaml");

    @TempDir
    private Path folder;

    private Path project;
    private Shell shell;
    private Contract contract;

    @BeforeEach
    void begin() throws IOException {
        project = Files.createDirectories(folder.resolve("ledger"));
        Path sets = Files.createDirectories(project.resolve(".ai-planning/questions"));
        Files.copy(SET, sets.resolve("issue-tracker.yaml"));
        Files.createDirectories(project.resolve("api"));
        shell = new Shell(project);
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
    }

    /** Runs the command as a person does who types these lines. */
    private String typed(int width, String lines, String... words) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, width)
                .reading(new BufferedReader(new StringReader(lines)));
        List<String> all = new ArrayList<>(List.of("ask", "issue-tracker"));
        all.addAll(List.of(words));
        all.addAll(List.of("--project", project.toString()));
        int code = Cli.run(all.toArray(String[]::new), console);
        console.out().flush();
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    private Path answers(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100})
    void aWholeInterviewIsTypedWithinTheWidth(int width) {
        String shown = typed(width, """

                ?
                Nobody knows what is open.

                perhaps
                no
                1, 2
                rankd
                2
                -
                400
                <
                2026-04-01
                14
                staff

                90
                api

                Ann
                yes
                mvn test
                """);

        assertThat(shown)
                .contains("What is the project called?", "[ledger]", "What does not help with it is left out.")
                .contains("must be true or false", "must be one of none, three-levels, ranked", "must be from 1 to 365")
                .contains("Every required question has an answer");
        assertThat(shown.lines().map(line -> line.replaceFirst("^(> )+", "")).filter(line -> line.length() > width))
                .isEmpty();
        Json.Obj review = shell.json("ask", "issue-tracker", "--review").json().asObject();
        assertThat(review.at("answers", "answers", "work", "priorities", "value"))
                .contains(Json.of("three-levels"));
        assertThat(review.at("answers", "answers", "work", "release_day", "text"))
                .contains(Json.of("2026-04-01"));
        assertThat(review.at("answers", "answers", "component", "0", "owner", "quote"))
                .contains(Json.of("«Ann» (Q-owner.api)"));
        assertThat(review.text("status")).contains("done");
    }

    @Test
    void enterOnARequiredQuestionNamesTheKeysThatLeadOn() {
        assertThat(typed(80, "Ledger\n\n.\n")).contains("Nobody can decide it but you: type an answer, or . to stop");
    }

    @Test
    void whoStopsGoesOnLaterWhereItStopped() {
        String first = typed(80, "Ledger\nChaos\n\n.\n");
        assertThat(first).contains("required questions open. Go on with: workflow ask issue-tracker");

        String second = typed(80, "yes\n");

        assertThat(second).contains("Can everybody read the issues?").doesNotContain("What is the project called?");
        assertThat(shell.json("ask", "issue-tracker").text("progress", "known")).isEqualTo("3");
    }

    @Test
    void aFileOfAnswersIsTakenWholeOrNot() throws IOException {
        Path bad = answers("bad.yaml", "name: Ledger\nopen_days: 400\npriorities: rankd\n");
        Shell.Outcome refused = shell.json("ask", "issue-tracker", "--answers", bad.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.text("error", "message")).contains("400", "Did you mean \"ranked\"?");
        assertThat(contract.faults("Failure", refused.json())).isEmpty();

        Shell.Outcome partial = shell.json("ask", "issue-tracker", "--partial", "--answers", bad.toString());
        assertThat(partial.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(partial.text("taken")).isEqualTo("[\"name\"]");

        Path good = answers("good.yaml", """
                # tag::answers
                problem: |
                  Two lines
                  of text.
                public: true
                kinds: [bug, chore]
                priorities: ranked
                open_days: 14
                parts: [api, Web client]
                owner: {api: Ann, Web client: Bo}
                "tested[Web client]": no
                # end::answers
                """);
        Shell.Outcome taken = shell.json("ask", "issue-tracker", "--answers", good.toString(), "--decide");
        assertThat(taken.code()).as(taken.out()).isZero();
        assertThat(contract.faults("ask", taken.json())).isEmpty();
        assertThat(taken.text("progress", "missing")).isEqualTo("0");
        Shell.Outcome review = shell.json("ask", "issue-tracker", "--review");
        assertThat(contract.faults("ask", review.json())).isEmpty();
        assertThat(shell.json("ask", "issue-tracker", "--answers", good.toString())
                        .code())
                .isZero();

        Path json = answers("other.json", "{\"name\": \"Books\"}");
        Shell.Outcome other = shell.json("ask", "issue-tracker", "--answers", json.toString());
        assertThat(other.code()).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(other.text("error", "message"))
                .contains("said \"Ledger\"", "edit it")
                .doesNotContainPattern("\\d\\.\\d+Z");
        Shell.Outcome edited = shell.json("ask", "issue-tracker", "--edit", "--answers", json.toString());
        assertThat(edited.code()).as(edited.out()).isZero();
        assertThat(edited.text("taken")).isEqualTo("[\"name\"]");
        assertThat(shell.json("ask", "issue-tracker", "--answers", json.toString())
                        .code())
                .isZero();
    }

    @Test
    void whatNoAnswerCanHoldIsNamedWithItsFileLineAndQuestion() throws IOException {
        String file = answers("nul.yaml", "name: Ledger\nparts: [\"x\\0\"]\n").toString();
        String message = shell.json("ask", "issue-tracker", "--answers", file).text("error", "message");
        assertThat(message).contains("nul.yaml:2", "\"parts\"", "NUL");

        for (String odd : List.of("[1, 2]", "42", "null", "{\"name\":", "")) {
            String json = answers("odd.json", odd).toString();
            Shell.Outcome refused = shell.json("ask", "issue-tracker", "--answers", json);
            assertThat(refused.code()).as(odd).isEqualTo(ExitCode.USAGE.number());
            assertThat(refused.text("error", "message")).as(odd).contains("odd.json");
        }
        String empty = answers("empty.yaml", "# nothing\n").toString();
        assertThat(shell.json("ask", "issue-tracker", "--answers", empty).text("error", "message"))
                .contains("the file of answers is empty");
        Path marked = answers("marked.json", "\uFEFF{\"nome\": \"Books\"}");
        assertThat(shell.json("ask", "issue-tracker", "--answers", marked.toString())
                        .text("error", "message"))
                .as("a byte order mark is read over")
                .contains("no question \"nome\"");
        Shell.Outcome folder = shell.json("ask", "issue-tracker", "--answers", project.toString());
        assertThat(folder.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(folder.text("error", "message")).contains("is a folder", "Give a file");

        Shell.Outcome alone = shell.json("ask", "issue-tracker", "--edit");
        assertThat(alone.text("error", "message")).contains("--answers FILE");
    }

    @Test
    void aRefusedAnswerEndsTheSameWithAndWithoutPartial() throws IOException {
        Path first = answers("first.yaml", "name: Ledger\n");
        assertThat(shell.json("ask", "issue-tracker", "--answers", first.toString())
                        .code())
                .isZero();
        for (String text : List.of("open_days: 400\n", "naem: Books\n", "name: Books\n")) {
            String file = answers("again.yaml", text).toString();
            int whole = shell.json("ask", "issue-tracker", "--answers", file).code();

            assertThat(whole).as(text).isNotZero();
            assertThat(shell.json("ask", "issue-tracker", "--partial", "--answers", file)
                            .code())
                    .as(text)
                    .isEqualTo(whole);
        }
    }

    @Test
    void aRefusalQuotesTheWordsAsTheyWereTyped() throws IOException {
        Files.writeString(project.resolve(".ai-planning/questions/issue-tracker.yaml"), """
                interview: issue-tracker
                version: 1
                title: Dinner
                topics:
                  - id: guests
                    title: Guests
                    questions:
                      - {id: who, text: Who cooks?, type: choice, options: [ana, ben]}
                """);

        assertThat(typed(100, "a cook, a waiter\n2\n")).contains("\"a cook, a waiter\"");
        assertThat(shell.json("ask", "issue-tracker", "--review").text("status"))
                .isEqualTo("done");
    }

    @Test
    void anOptionalQuestionSaysWhatEnterDoesAndChoicesHowSeveralAreGiven() throws IOException {
        Files.writeString(project.resolve(".ai-planning/questions/issue-tracker.yaml"), """
                interview: issue-tracker
                version: 1
                title: Dinner
                topics:
                  - id: guests
                    title: Guests
                    questions:
                      - {id: who, text: Who comes?, type: choices, options: [ana, ben]}
                      - {id: wine, text: Which wine?, required: false}
                      - {id: hour, text: At which hour?, type: int, default: 19, required: false}
                """);

        String shown = typed(80, "1, 2\n\n\n");

        assertThat(shown.split("Several are given with commas, such as 1, 2.", -1))
                .hasSize(2);
        assertThat(shown)
                .containsSubsequence("Which wine?", "Optional: Enter skips it.", "hour?", "Optional: - skips it.");
        assertThat(shell.json("ask", "issue-tracker", "--review").text("status"))
                .isEqualTo("done");
    }

    @Test
    void setsAndInterviewsAreListed() throws IOException {
        Files.writeString(project.resolve(".ai-planning/questions/broken.yaml"), "interview: broken\ntopics: 7\n");
        assertThat(shell.json("ask", "issue-tracker", "--session", "second", "--budget", "3")
                        .code())
                .isZero();
        assertThat(shell.json("ask", "--session", "second", "--cancel").text("status"))
                .isEqualTo("cancelled");

        Shell.Outcome list = shell.json("ask");

        assertThat(contract.faults("ask", list.json())).isEmpty();
        assertThat(list.text("sets")).contains("issue-tracker", "An issue tracker for this project", "cannot be used");
        assertThat(list.text("sessions")).contains("second", "cancelled");
        assertThat(shell.json("ask", "issue-trackr").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(shell.json("ask", "issue-tracker", "--session", "../x").code())
                .isEqualTo(ExitCode.USAGE.number());
        Shell.Outcome broken = shell.run("ask", "broken");
        assertThat(broken.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(broken.err()).contains("broken.yaml:2:");
    }
}
