package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for items, as a person and a script use them. */
class ItemCommandsTest {
    @TempDir
    Path project;

    private Shell shell;
    private Contract contract;

    @BeforeEach
    void begin() throws IOException {
        shell = Tasks.begin(project);
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
    }

    /** Runs a command as ana, and holds its answer against the documented contract. */
    private Shell.Outcome item(String... words) {
        List<String> all = new ArrayList<>(List.of("item"));
        all.addAll(List.of(words));
        boolean asks = List.of("list", "show", "plan", "board", "graph").contains(words[0]);
        if (!asks && !all.contains("--as")) {
            all.addAll(List.of("--as", "ana"));
        }
        Shell.Outcome outcome = shell.json(all.toArray(String[]::new));
        String type = "item" + Character.toUpperCase(words[0].charAt(0)) + words[0].substring(1);
        boolean failed = outcome.json().at("error").isPresent();
        assertThat(contract.faults(failed ? "Failure" : type, outcome.json()))
                .as(outcome.out())
                .isEmpty();
        return outcome;
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = item(words);
        assertThat(outcome.code()).as(outcome.out()).isZero();
        return outcome;
    }

    @Test
    void aTaskGoesFromAddedToDone() {
        ok("add", "task", "Login", "hours=3");
        ok("add", "task", "Pay by card", "needs=T-001", "area=shop");
        assertThat(item("move", "T-002", "start").text("error", "code")).isEqualTo("E_ITEM_BLOCKED");

        Shell.Outcome claimed = ok("claim");
        assertThat(claimed.text("item", "number")).isEqualTo("T-001");
        assertThat(claimed.text("item", "claimedBy")).isEqualTo("ana");
        ok("move", "T-001", "start");
        Shell.Outcome early = item("move", "T-001", "complete");
        assertThat(early.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(early.text("error", "message")).contains("run the checks of Login");
        ok("evidence", "T-001", "--command", "npm test", "--exit", "0");
        assertThat(ok("move", "T-001", "complete", "--reason", "checks pass").text("item", "status"))
                .isEqualTo("done");
        assertThat(ok("list", "--ready").text("items", "0", "number")).isEqualTo("T-002");
    }

    @Test
    void aTokenThatNoClaimHasIsSaidToBeNone() {
        ok("add", "task", "Login");
        Shell.Outcome refused = item("move", "T-001", "start", "--token=-1");
        assertThat(refused.text("error", "code")).isEqualTo("E_USAGE");
        assertThat(refused.text("error", "message")).contains("--token is -1, and a token is a number above 0");
    }

    @Test
    void aHeldTaskIsNobodyElses() {
        ok("add", "task", "Login");
        String token = ok("claim", "task", "--by", "robot").text("token");
        assertThat(item("claim", "task").code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(item("claim", "task").text("why")).contains("1 claimed");
        Shell.Outcome held = item("move", "T-001", "start");
        assertThat(held.code()).isEqualTo(ExitCode.CONFLICT.number());
        assertThat(held.text("error", "code")).isEqualTo("E_CLAIM_HELD");

        ok("renew", "T-001", "--token", token);
        String handed = ok("release", "T-001", "--to", "ben", "--token", token).text("token");
        assertThat(item("move", "T-001", "start", "--token", token).text("error", "code"))
                .isEqualTo("E_CLAIM_TOKEN");
        ok("move", "T-001", "start", "--token", handed);
        assertThat(item("release", "T-001", "--take").code()).isEqualTo(ExitCode.USAGE.number());
        ok("release", "T-001", "--take", "--reason", "ben is away");
        assertThat(ok("sweep").text("swept")).isEqualTo("[]");
        assertThat(ok("claim", "T-001").text("item", "claimedBy")).isEqualTo("ana");
        ok("release", "T-001");
    }

    @Test
    void needsAreMadeAndDroppedAndShownAsATree() {
        ok("add", "task", "Login");
        ok("add", "task", "Pay");
        ok("add", "task", "Ship");
        ok("need", "T-002", "T-001");
        ok("need", "T-003", "T-002");
        assertThat(item("need", "T-001", "T-003").text("error", "code")).isEqualTo("E_ITEM_CIRCLE");

        Shell.Outcome shown = ok("show", "T-003");
        assertThat(shown.text("needs", "0", "what")).isEqualTo("T-002 Pay (open)");
        assertThat(shown.text("needs", "1", "depth")).isEqualTo("1");
        assertThat(shown.text("why", "holds")).isEqualTo("false");
        assertThat(shown.text("why", "toChange", "0")).contains("Login");
        assertThat(shown.json().at("history").orElseThrow().asList()).hasSize(2);

        Shell.Outcome plan = ok("plan", "task");
        assertThat(plan.json().at("batches").orElseThrow().asList()).hasSize(3);
        assertThat(plan.json().at("critical").orElseThrow().asList()).hasSize(3);

        Shell.Outcome removed = ok("remove", "T-002", "--reason", "not wanted");
        assertThat(removed.json().at("neededBy").orElseThrow().asList()).hasSize(1);
        assertThat(ok("show", "T-003").text("needs", "0", "what")).contains("removed", "Take the need away");
        ok("need", "T-003", removed.text("removed"), "--drop");
        assertThat(ok("list", "--ready").text("total")).isEqualTo("2");
    }

    @Test
    void itemsAreEditedReorderedListedAndNamedByTheBeginningOfTheirId() {
        String login = ok("add", "task", "Login").text("item", "id");
        ok("add", "task", "a=b is a title", "area=12");
        ok("edit", login.substring(0, 5), "area=shop", "hours=2.5");
        assertThat(ok("edit", login, "area=shop").text("changed")).isEqualTo("false");
        assertThat(ok("edit", login, "area=null").text("item", "fields", "area"))
                .isEmpty();
        ok("reorder", "t-002", "--before", "T-001");
        assertThat(ok("list").text("items", "0", "title")).isEqualTo("a=b is a title");
        ok("reorder", "T-002", "--after", "T-001");
        assertThat(ok("list").text("items", "1", "number")).isEqualTo("T-002");
        ok("reorder", "T-001", "--last");
        assertThat(ok("list", "--kind", "task", "--sort", "-number", "--limit", "1")
                        .text("next"))
                .isNotEmpty();
        assertThat(ok("board").text("columns", "0", "total")).isEqualTo("2");
    }

    @Test
    void whatIsMistypedIsAnsweredWithTheNearestName() {
        ok("add", "task", "Login");
        assertThat(item("add", "taks", "Pay").text("error", "message")).contains("Did you mean \"task\"");
        assertThat(item("add", "taks", "Pay").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(item("edit", "T-001", "aera=x").text("error", "message")).contains("Did you mean \"area\"");
        assertThat(item("move", "T-001", "strat").text("error", "message")).contains("Did you mean \"start\"");
        assertThat(item("show", "../../etc/passwd").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(item("list", "--kind", "goal").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(item("list", "--only", "redy").text("error", "message")).contains("did you mean ready");
        assertThat(shell.json("item", "lst").text("error", "message")).contains("did you mean list");
        assertThat(shell.json("item").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(item("remove", "T-001").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void peopleSeeATableABoardAndWhyAndTheNextStepNamesTheCommand() {
        ok("add", "task", "Login");
        ok("add", "task", "Pay by card with a title that is far too long for a line of eighty columns", "needs=T-001");
        assertThat(shell.run("item", "list").out().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(shell.run("item", "list").out())
                .contains("T-001  open  ready    Login", "T-002  open  blocked  Pay", "of eighty columns");
        assertThat(shell.run("item", "board").out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(shell.run("item", "show", "T-002").out())
                .contains("is blocked by \"Login\"", "✗ T-001 Login (open)", "- do \"Login\"");
        assertThat(shell.run("item", "plan").out())
                .contains("Batch 1", "T-001", "Critical path, 2 in all: T-001 → T-002");
        assertThat(shell.run("item", "evidence", "T-001", "--command", "npm test", "--exit", "0")
                        .out())
                .containsPattern("nothing was\\s+run");
        assertThat(shell.run("next").out()).contains("workflow item claim t-");
    }

    /** What a person sees in a terminal of this width. */
    private String seen(int width, String... words) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--project", project.toString()));
        PrintWriter writer = new PrintWriter(out);
        assertThat(Cli.run(all.toArray(String[]::new), new Console(writer, writer, false, width)))
                .isZero();
        writer.flush();
        return out.toString();
    }

    @Test
    void tablesAndBoardsFitIntoNarrowAndWideTerminals() {
        for (int i = 0; i < 12; i++) {
            ok(
                    "add",
                    "task",
                    "Task " + i + " with a rather long title, so that a line has no room for the whole of it");
        }
        ok("claim", "T-003", "--by", "somebody with a long name");
        for (int width : new int[] {40, 60, 100}) {
            for (String view : List.of("list", "board", "plan")) {
                String text = seen(width, "item", view);
                assertThat(text.lines())
                        .as(view + "\n" + text)
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
                assertThat(text).contains("T-003");
            }
        }
        assertThat(seen(60, "item", "list")).containsPattern("T-003  open  @somebody w…  Task 2");
        assertThat(seen(100, "item", "list")).containsPattern("T-003  t-\\w{6}  open");
        assertThat(seen(60, "item", "board", "--limit", "2")).contains("… 10 more");
    }

    @Test
    void aGraphIsATreeOfTextOrAPictureInTheProject() throws IOException {
        ok("add", "task", "Login");
        ok("add", "task", "Pay <by> card", "needs=T-001");
        assertThat(shell.run("item", "graph").out())
                .isEqualTo("T-001 Login · open, ready\n└─ T-002 Pay <by> card · open, blocked\n");

        assertThat(ok("graph", "task", "--format", "svg", "--out", "docs/tasks.svg")
                        .text("file"))
                .isEqualTo("docs/tasks.svg");
        assertThat(project.resolve("docs/tasks.svg"))
                .content()
                .startsWith("<svg")
                .contains("T-002 Pay &lt;by&gt; card");
        Shell.Outcome again = item("graph", "--format", "drawio", "--out", "docs/tasks.svg");
        assertThat(again.text("error", "message")).contains("exists already", "--replace");
        ok("graph", "--format", "drawio", "--out", "docs/tasks.svg", "--replace");
        assertThat(project.resolve("docs/tasks.svg")).content().startsWith("<mxfile");
        assertThat(ok("graph", "--format", "mermaid").text("text")).contains("n1 --> n2");
        assertThat(item("graph", "--out", "../tasks.svg").text("error", "code")).isEqualTo("E_PATH_TRAVERSAL");
        assertThat(item("graph", "--format", "sgv").text("error", "message")).contains("svg");
        assertThat(item("graph", "--replace").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(item("graph", "taks").text("error", "message")).contains("Did you mean \"task\"");
        assertThat(words("item", "graph", "--format", "s")).containsExactly("svg");
    }

    @Test
    void tabOffersKindsItemsMovesAndFields() {
        ok("add", "task", "Login");
        ok("add", "task", "Pay");
        assertThat(words("item", "")).contains("list", "show", "claim").doesNotContain("complete-words");
        assertThat(words("item", "bo")).containsExactly("board");
        assertThat(words("item", "show", "T-")).containsExactly("T-001", "T-002");
        assertThat(words("item", "move", "T-001", "")).containsExactly("start", "drop");
        assertThat(words("item", "add", "")).containsExactly("task");
        assertThat(words("item", "add", "task", "Ship", "ho")).containsExactly("hours=");
        assertThat(words("item", "edit", "T-001", "ar")).containsExactly("area=");
        assertThat(words("item", "list", "--kind", "")).containsExactly("task");
        assertThat(words("item", "list", "--only", "st")).containsExactly("stuck", "stale");
        assertThat(words("item", "list", "--st")).containsExactly("--status");
        assertThat(words("item", "reorder", "T-001", "--before", "T-")).containsExactly("T-001", "T-002");
        assertThat(words("item", "nothing", "")).isEmpty();
        assertThat(words("why", "--project", project.toString(), "task:")).containsExactly("task:T-001", "task:T-002");
    }

    private List<String> words(String... before) {
        List<String> all = new ArrayList<>(List.of(before));
        if (before.length > 2 && before[0].equals("item")) {
            all.addAll(2, List.of("--project", project.toString()));
        }
        return Completion.of(Cli.model(), all).stream()
                .map(Completion.Candidate::word)
                .toList();
    }
}
