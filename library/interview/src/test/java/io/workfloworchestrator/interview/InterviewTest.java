package io.workfloworchestrator.interview;

import static io.workfloworchestrator.interview.Tracker.ANN;
import static io.workfloworchestrator.interview.Tracker.BO;
import static io.workfloworchestrator.interview.Tracker.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.interview.InterviewState.Status;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every step of an interview, on the set about an issue tracker. */
class InterviewTest {
    @TempDir
    private Path folder;

    private final StateManager state = StateManager.inMemory();
    private Interviews interviews;
    private Interview interview;

    @BeforeEach
    void begin() {
        interviews = Tracker.interviews(folder, state);
        interview = interviews.start("issue-tracker", "main", Optional.empty(), ANN);
    }

    private String next() {
        return interview.now().next().map(AskedQuestion::id).orElse("");
    }

    private Standing standing(String id) {
        return interview.now().standings().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void refused(String code, Runnable step) {
        Revision before = state.head();
        assertThatThrownBy(step::run)
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(state.head()).isEqualTo(before);
    }

    private void answer(String json) {
        InterviewChange unused = interview.answer(answers(json), ANN);
    }

    @Test
    void aQuestionIsAskedWhole() {
        AskedQuestion asked = interview.now().next().orElseThrow();

        assertThat(asked.id()).isEqualTo("name");
        assertThat(asked.text()).isEqualTo("What is the project called?");
        assertThat(asked.type()).isEqualTo("string");
        assertThat(asked.hint()).isEqualTo("One line, as people say it.");
        assertThat(asked.why()).isEqualTo("It stands in the title of every document.");
        assertThat(asked.required()).isTrue();
        assertThat(asked.max()).contains(Json.of(80));
        assertThat(asked.topic()).isEqualTo("The project");
        assertThat(asked.recommendation())
                .contains(new Recommendation(Json.of("Ledger"), "the name of the folder, ledger"));
        AskedQuestion choice = interview.now().question("priorities");
        assertThat(choice.options()).contains(new Question.Option("three-levels", "high, medium and low"));
    }

    @Test
    void theWholeInterviewIsAskedInOrderWithItsFollowUps() {
        List<String> asked = new ArrayList<>();
        Map<String, Json> script = answers("""
                {"name":"Ledger","problem":"Nobody knows what is open.","public":"no","kinds":["bug"],
                 "priorities":"ranked","release_day":"2026-04-01","open_days":"14","groups":"staff\\nauditors",
                 "retention":90,"parts":["api","Web client"],"owner.api":"Ann","tested.api":true,
                 "test_command.api":"mvn test","owner":"Bo","tested":"no"}""");
        for (String at = next(); !at.isEmpty(); at = next()) {
            asked.add(at);
            Json value = script.getOrDefault(at, script.get(at.split("\\.")[0]));
            InterviewChange unused = interview.answer(Map.of(at, value), ANN);
        }

        String client = "web-client-" + Address.key("Web client").substring(11);
        assertThat(asked)
                .containsExactly(
                        "name",
                        "problem",
                        "public",
                        "kinds",
                        "priorities",
                        "release_day",
                        "open_days",
                        "groups",
                        "retention",
                        "parts",
                        "owner.api",
                        "tested.api",
                        "test_command.api",
                        "owner." + client,
                        "tested." + client);
        assertThat(interview.now().missing()).isEmpty();
        assertThat(interview.now().question("owner[Web client]").text()).isEqualTo("Who looks after Web client?");
    }

    @Test
    void aConditionThatWaitsOrDoesNotHoldSaysWhy() {
        assertThat(standing("groups").status()).isEqualTo(Standing.Status.NOT_ASKED);
        assertThat(standing("groups").why())
                .isEqualTo("asked only if answers.public == false, and that waits for public");
        assertThat(standing("owner").why()).isEqualTo("waits for parts");

        answer("{\"public\":true}");

        assertThat(standing("groups").why()).isEqualTo("asked only if answers.public == false");
        refused("E_ANSWER_NOT_ASKED", () -> answer("{\"groups\":[\"staff\"]}"));
    }

    @Test
    void manyAnswersAtOnceMayOpenEachOther() {
        InterviewChange change = interview.answer(
                answers("{\"owner[Web client]\":\"Bo\",\"parts\":[\"api\",\"Web client\"],\"groups\":[\"staff\"],"
                        + "\"public\":false}"),
                ANN);

        assertThat(change.taken()).hasSize(4).contains("parts", "groups", "public");
        assertThat(change.commit()).isPresent();
    }

    @Test
    void allFaultsOfManyAnswersAreNamedAndNothingIsTaken() {
        assertThatThrownBy(() -> answer("{\"nam\":\"x\",\"open_days\":400,\"priorities\":\"rankd\",\"problem\":\"ok\","
                        + "\"release_day\":\"2026-02-30\",\"public\":\"perhaps\"}"))
                .isInstanceOfSatisfying(InterviewException.class, e -> {
                    assertThat(e.problems()).hasSize(5);
                    assertThat(e)
                            .hasMessageContaining("there is no question \"nam\". Did you mean \"name\"?")
                            .hasMessageContaining("\"open_days\" must be from 1 to 365, not \"400\".")
                            .hasMessageContaining("Did you mean \"ranked\"?")
                            .hasMessageContaining("\"release_day\" must be a day such as 2026-03-31")
                            .hasMessageContaining("\"public\" must be true or false");
                });
        assertThat(interview.now().state().answers()).isEmpty();

        InterviewChange part = interview.answerWhatFits(answers("{\"nam\":\"x\",\"problem\":\"ok\"}"), ANN);

        assertThat(part.taken()).containsExactly("problem");
        assertThat(part.refused()).extracting(AnswerProblem::code).containsExactly("E_QUESTION");
    }

    @Test
    void anAnswerThatAnotherOfTheSameCallMakesPointlessIsRefused() {
        answer("{\"public\":false}");
        assertThatThrownBy(() ->
                        interview.edit(answers("{\"groups\":[\"staff\"],\"public\":true}"), Optional.empty(), ANN))
                .hasMessageContaining("\"groups\" is not asked");
        assertThat(standing("public").answer().orElseThrow().value()).isEqualTo(Json.of(false));
    }

    @Test
    void aSecondAnswerIsToldWhoAnsweredWhatAndWhen() {
        answer("{\"name\":\"Ledger\"}");

        assertThatThrownBy(() -> interview.answer(answers("{\"name\":\"Books\"}"), BO))
                .hasMessage("\"name\" has an answer already: ann said \"Ledger\" at 2026-03-01T10:00:00Z."
                        + " To change it, edit it.");
        assertThat(interview.answer(answers("{\"name\":\"Ledger\"}"), BO).commit())
                .isEmpty();
    }

    @Test
    void anEditOfWhatChangedMeanwhileIsRefused() {
        answer("{\"name\":\"Ledger\"}");
        Revision seen = state.head();
        InterviewChange unused = interview.edit(answers("{\"name\":\"Books\"}"), Optional.of(seen), BO);

        assertThatThrownBy(() -> interview.edit(answers("{\"name\":\"Accounts\"}"), Optional.of(seen), ANN))
                .hasMessageContaining("was changed since you read it: bo said \"Books\"");
        InterviewChange again = interview.edit(answers("{\"name\":\"Accounts\"}"), Optional.of(state.head()), ANN);
        assertThat(again.taken()).containsExactly("name");
    }

    @Test
    void anEditKeepsTheAnswersBelowAndBringsThemBack() {
        answer("{\"public\":false,\"kinds\":[\"bug\"],\"groups\":[\"staff\"],\"retention\":90}");

        InterviewChange open = interview.edit(answers("{\"public\":true}"), Optional.empty(), ANN);

        assertThat(open.setAside()).containsExactly("groups", "retention");
        assertThat(standing("groups").why()).endsWith("; its answer is kept");
        assertThat(interview.now().answers().at("answers", "access", "groups")).isEmpty();

        InterviewChange closed = interview.edit(answers("{\"public\":false}"), Optional.empty(), ANN);

        assertThat(closed.backAgain()).containsExactly("groups", "retention");
        assertThat(standing("groups").counts()).isTrue();
    }

    @Test
    void answersOfALoopStayWithTheirElement() {
        answer("{\"parts\":[\"api\",\"web\"],\"owner.api\":\"Ann\",\"owner.web\":\"Bo\"}");

        InterviewChange change =
                interview.edit(answers("{\"parts\":[\"web\",\"docs\",\"api\"]}"), Optional.empty(), ANN);

        assertThat(change.setAside()).isEmpty();
        assertThat(standing("owner.web").answer().orElseThrow().value()).isEqualTo(Json.of("Bo"));
        assertThat(standing("owner.docs").status()).isEqualTo(Standing.Status.OPEN);
        assertThat(interview
                        .edit(answers("{\"parts\":[\"docs\"]}"), Optional.empty(), ANN)
                        .setAside())
                .containsExactly("owner.web", "owner.api");
    }

    @Test
    void backAsksTheEarlierQuestionAgainAndItsNewAnswerReplacesTheOld() {
        answer("{\"name\":\"Ledger\"}");
        answer("{\"problem\":\"Chaos\"}");

        assertThat(interview.back(ANN).after().next().orElseThrow().id()).isEqualTo("problem");
        AskedQuestion again = interview.back(ANN).after().next().orElseThrow();
        assertThat(again.id()).isEqualTo("name");
        assertThat(again.said().orElseThrow().value()).isEqualTo(Json.of("Ledger"));
        refused("E_QUESTION_FIRST", () -> interview.back(ANN));

        answer("{\"name\":\"Books\"}");

        assertThat(standing("name").answer().orElseThrow().value()).isEqualTo(Json.of("Books"));
        assertThat(next()).isEqualTo("public");
    }

    @Test
    void onlyAQuestionThatIsNotRequiredIsSkipped() {
        refused("E_ANSWER_REQUIRED", () -> interview.skip(Optional.empty(), ANN));

        InterviewChange change = interview.skip(Optional.of("release_day"), ANN);

        assertThat(change.taken()).containsExactly("release_day");
        assertThat(standing("release_day").status()).isEqualTo(Standing.Status.SKIPPED);
        assertThat(standing("release_day").why()).isEqualTo("skipped by ann");
        answer("{\"release_day\":\"2026-05-01\"}");
        assertThat(standing("release_day").status()).isEqualTo(Standing.Status.KNOWN);
    }

    @Test
    void whatIsDecidedIsAnAssumptionWithItsSource() {
        InterviewChange named = interview.decide(Optional.empty(), ANN);
        assertThat(named.taken()).containsExactly("name");
        assertThat(standing("name").status()).isEqualTo(Standing.Status.ASSUMED);
        assertThat(standing("name").answer().orElseThrow().because()).isEqualTo("the name of the folder, ledger");
        refused("E_ANSWER_NO_ADVICE", () -> interview.decide(Optional.of("problem"), ANN));

        InterviewChange all = interview.decideOpen(ANN);

        assertThat(all.taken()).contains("public", "kinds", "priorities", "open_days", "parts");
        assertThat(all.refused())
                .as("one problem for all, which says the sentence once")
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.id()).startsWith("problem, ");
                    assertThat(problem.message())
                            .startsWith(
                                    "8 questions have neither a recommendation nor a default (6 of them are asked because"
                                            + " of what was decided). Answer them")
                            .contains(": problem, release_day, groups");
                });
        assertThat(standing("open_days").answer().orElseThrow().because()).isEqualTo("the default of the question");
        assertThat(standing("parts").answer().orElseThrow().value()).isEqualTo(Json.strings(List.of("api", "web")));

        answer("{\"name\":\"Books\"}");
        assertThat(standing("name").status()).isEqualTo(Standing.Status.KNOWN);
    }

    @Test
    void aDraftCountsWhenItIsConfirmed() {
        InterviewChange unused = interview.draft(answers("{\"public\":true}"), "the README says so", Tracker.BO);
        assertThat(standing("public").isProposed()).isTrue();
        assertThat(standing("groups").why()).contains("waits for public");
        assertThat(interview.now().answers().at("answers", "project", "public")).isEmpty();

        InterviewChange confirmed = interview.confirm(List.of(), ANN);

        assertThat(confirmed.taken()).containsExactly("public");
        Answer answer = standing("public").answer().orElseThrow();
        assertThat(answer.source()).isEqualTo(AnswerSource.CONFIRMED);
        assertThat(answer.by()).isEqualTo("ann");
        assertThat(answer.because()).isEqualTo("drafted by bo: the README says so");
        refused("E_ANSWER_MISSING", () -> interview.confirm(List.of(), ANN));
        refused("E_ANSWER_EXISTS", () -> interview.draft(answers("{\"public\":false}"), "", BO));
    }

    @Test
    void aDefaultIsAcceptedByName() {
        InterviewChange change = interview.acceptDefault(Optional.of("open_days"), ANN);

        assertThat(change.taken()).containsExactly("open_days");
        assertThat(standing("open_days").answer().orElseThrow().source()).isEqualTo(AnswerSource.DEFAULT);
        assertThat(standing("open_days").status()).isEqualTo(Standing.Status.KNOWN);
        refused("E_ANSWER_NO_ADVICE", () -> interview.acceptDefault(Optional.empty(), ANN));
    }

    @Test
    void aBudgetAsksTheMostImportantQuestionsOnly() {
        Interview short3 = interviews.start("issue-tracker", "short", Optional.of(3), ANN);
        List<String> asked = new ArrayList<>();
        Map<String, Json> script = answers("{\"problem\":\"Chaos\",\"public\":false,\"groups\":[\"staff\"]}");
        while (short3.now().next().isPresent()) {
            String at = short3.now().next().orElseThrow().id();
            asked.add(at);
            InterviewChange unused = short3.answer(Map.of(at, script.get(at)), ANN);
        }

        assertThat(asked).containsExactly("problem", "public", "groups");
        assertThat(short3.now().missing()).extracting(Standing::id).contains("name", "kinds");
        assertThat(short3.resume(Optional.of(4), ANN).after().next()).isPresent();
        refused("E_INTERVIEW_BUDGET", () -> short3.resume(Optional.of(0), ANN));
    }

    @Test
    void theCoverageMapCountsWhatIsKnownAssumedAndOpen() {
        answer("{\"name\":\"Ledger\",\"public\":false}");
        InterviewChange unused = interview.decide(Optional.of("kinds"), ANN);

        TopicCoverage project = interview.now().coverage().get(0);
        assertThat(project.known()).isEqualTo(2);
        assertThat(project.open()).isEqualTo(1);
        TopicCoverage work = interview.now().coverage().get(1);
        assertThat(work.assumed()).isEqualTo(1);
        TopicCoverage access = interview.now().coverage().get(2);
        assertThat(access.open()).isEqualTo(2);
        assertThat(interview.now().coverage().get(4).notAsked()).isEqualTo(3);
    }

    @Test
    void aCancelledInterviewKeepsItsAnswersAndGoesOnWhenResumed() {
        answer("{\"name\":\"Ledger\"}");
        assertThat(interview.cancel(ANN).after().state().status()).isEqualTo(Status.CANCELLED);
        assertThat(next()).isEmpty();
        refused("E_INTERVIEW_CANCELLED", () -> answer("{\"problem\":\"Chaos\"}"));

        assertThat(interview
                        .resume(Optional.empty(), ANN)
                        .after()
                        .next()
                        .orElseThrow()
                        .id())
                .isEqualTo("problem");
    }

    @Test
    void aStepIsUndoneByItsRevision() {
        answer("{\"name\":\"Ledger\"}");
        InterviewChange problem = interview.answer(answers("{\"problem\":\"Chaos\"}"), ANN);
        answer("{\"public\":true}");

        assertThat(state.undo(problem.commit().orElseThrow().revision(), BO)).isPresent();

        assertThat(standing("problem").status()).isEqualTo(Standing.Status.OPEN);
        assertThat(standing("public").counts()).isTrue();
        assertThat(next()).isEqualTo("problem");
        assertThat(state.history(3).get(1).cause().reason()).isEqualTo("answered public");
    }

    @Test
    void beginningTwiceIsRefusedAndLosesNothing() {
        answer("{\"name\":\"Ledger\"}");
        refused("E_INTERVIEW_EXISTS", () -> interviews.start("issue-tracker", "main", Optional.empty(), BO));
        assertThat(standing("name").counts()).isTrue();
    }

    @Test
    void namesThatAreNoIdsAreRefused() {
        for (String id : List.of("../../etc/passwd", "a/b", "x".repeat(300), "", "a\0b", "..")) {
            refused("E_ID_SYNTAX", () -> interviews.start("issue-tracker", id, Optional.empty(), ANN));
        }
        refused("E_QUESTION_SET", () -> interviews.start("../../x", "other", Optional.empty(), ANN));
        refused("E_QUESTION_SET", () -> interviews.start("issue-trackr", "other", Optional.empty(), ANN));
        refused("E_INTERVIEW", () -> interviews.open("mian").now());
        for (String id :
                List.of("x".repeat(300), "x".repeat(5_000), "../name", "name\0", "owner[", "Q-", ".", "", "name.x")) {
            refused("E_QUESTION", () -> {
                InterviewChange unused = interview.answer(Map.of(id, Json.of("x")), ANN);
            });
        }
        assertThat(interviews.ids(state.now())).containsExactly("main");
    }
}
