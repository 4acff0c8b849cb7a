package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.Definitions;
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

/** Items of two kinds, one with numbers and days, the other with neither, as a person meets them. */
class DinnerItemsTest {
    private static final String DEFINITION = """
            workflow: dinner
            version: 1
            items:
              dish:
                number: D-00
                fields:
                  title: {type: string, required: true}
                  due: string
                  guests: {type: list, of: string}
                  minutes: {type: list, of: int}
                  needs: {type: list, of: string}
                status: {values: [wanted, cooking, served], first: wanted, final: [served]}
                needs: needs
                due: due
                moves:
                  - {id: cook, from: wanted, to: cooking, hint: Put it on the stove.}
                  - id: serve
                    from: cooking
                    to: served
                    hint: Carry it in.
                    when:
                      - id: tasted
                        is: item.evidence.exists(e, e.what == "review")
                        otherwise: "Nobody has tasted ${item.title} yet."
                        tool: add_evidence
                        params: {id: "${item.id}", what: review}
              ingredient:
                fields: {title: {type: string, required: true}}
                status: {values: [missing, bought], first: missing, final: [bought]}
                moves: [{id: buy, from: missing, to: bought, hint: Go to the market.}]
            phases:
              - id: cook
                exit: [{id: all-served, when: "items.dish.all.all(d, d.final)", otherwise: Dishes are open.}]
            """;

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        Path definitions = Files.createDirectories(project.resolve(Definitions.FOLDER));
        Files.writeString(definitions.resolve("dinner.yaml"), DEFINITION);
        shell = new Shell(project);
        ok("init", "-w", "dinner/main", "--name", "Dinner");
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.run(words);
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        return outcome;
    }

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
    void aListIsWrittenWithCommasAndNamesItemsByTheirNumbers() {
        ok("item", "add", "dish", "Soup");
        ok("item", "add", "dish", "Bread");
        ok("item", "add", "dish", "Menu", "needs=D-01,D-02", "guests=ana, ben", "minutes=20,30");
        ok("item", "edit", "D-02", "minutes=5", "guests=[\"Doe, Joe\"]");

        Shell.Outcome menu = shell.json("item", "show", "D-03");
        assertThat(menu.text("needs", "0", "what")).isEqualTo("D-01 Soup (wanted)");
        assertThat(menu.text("needs", "1", "what")).isEqualTo("D-02 Bread (wanted)");
        assertThat(menu.text("item", "fields", "guests")).isEqualTo("[\"ana\",\"ben\"]");
        assertThat(menu.text("item", "fields", "minutes")).isEqualTo("[20,30]");
        Shell.Outcome bread = shell.json("item", "show", "D-02");
        assertThat(bread.text("item", "fields", "guests")).isEqualTo("[\"Doe, Joe\"]");
        assertThat(bread.text("item", "fields", "minutes")).isEqualTo("[5]");
    }

    @Test
    void aKindIsListedByItsNameAlone() {
        ok("item", "add", "dish", "Soup");
        ok("item", "add", "ingredient", "Flour");

        assertThat(shell.json("item", "list", "dish").text("total")).isEqualTo("1");
        assertThat(shell.json("item", "list", "--kind", "ingredient").text("total"))
                .isEqualTo("1");
        assertThat(shell.json("item", "list").text("total")).isEqualTo("2");
        assertThat(shell.json("item", "list", "dish", "--kind", "dish").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void anOverdueItemThatIsBlockedShowsBoth() {
        ok("item", "add", "dish", "Soup", "due=2001-02-03");
        ok("item", "add", "dish", "Menu", "needs=D-01", "due=2001-02-03");

        assertThat(ok("item", "list").out())
                .contains("D-01  wanted  ready, overdue    Soup", "D-02  wanted  blocked, overdue  Menu");
    }

    @Test
    void anItemWithoutNumberHasItsIdOnceAndColumnsStandBelowEachOther() {
        ok("item", "add", "dish", "Soup");
        ok("item", "add", "ingredient", "Flour");
        String id = shell.json("item", "list", "ingredient").text("items", "0", "id");

        String wide = seen(100, "item", "list");

        assertThat(wide.split(id, -1)).hasSize(2);
        assertThat(wide.lines().map(line -> Math.max(line.indexOf("wanted"), line.indexOf("missing"))))
                .hasSize(2)
                .containsOnly(id.length() + 2 + 8 + 2);
    }

    @Test
    void theHistoryOfAnItemIsToldInANarrowTerminalToo() {
        ok("item", "add", "dish", "Soup of lentils and carrots", "--reason", "ana likes it", "--as", "maintainers");

        String narrow = seen(60, "item", "show", "D-01");

        assertThat(narrow.replaceAll("\\s+", " ")).contains("maintainers: added dish", "ana likes it");
        assertThat(narrow.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    @Test
    void evidenceWithoutAnOutcomeSaysWhatIsNeeded() {
        ok("item", "add", "dish", "Soup");

        Shell.Outcome refused = shell.json("item", "evidence", "D-01", "--what", "review");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.text("error", "message")).contains("--result TEXT", "--exit 0");
        ok("item", "evidence", "D-01", "--command", "taste", "--exit", "0");
        assertThat(ok("item", "show", "D-01").out()).contains("command passed (exit 0), taste");
    }

    @Test
    void aClosedGateNamesTheCommandThatOpensIt() {
        ok("item", "add", "dish", "Soup");
        ok("item", "move", "D-01", "cook");

        Shell.Outcome closed = shell.json("item", "move", "D-01", "serve");

        assertThat(closed.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(closed.text("error", "code")).isEqualTo("E_ITEM_GATE");
        assertThat(closed.text("error", "message"))
                .contains("Nobody has tasted Soup yet.")
                .endsWith(" Do: workflow item evidence D-01 --what review --result TEXT");
        ok("item", "evidence", "D-01", "--what", "review", "--result", "TEXT");
        ok("item", "move", "D-01", "serve");
    }

    @Test
    void theStatusCountsTheItemsOfEachKind() throws IOException {
        ok("item", "add", "dish", "Soup");
        ok("item", "add", "dish", "Menu", "needs=D-01");
        ok("item", "add", "ingredient", "Flour");
        ok("item", "add", "ingredient", "Eggs");
        ok("item", "move", shell.json("item", "list", "ingredient").text("items", "1", "id"), "buy");

        assertThat(ok("status").out())
                .contains(
                        "dish  2 in all, 0 done, 2 open, 1 blocked (2 wanted)",
                        "ingredient  2 in all, 1 done, 1 open (1 missing, 1 bought)");
        Shell.Outcome status = shell.json("status");
        assertThat(Contract.of(Files.readString(Path.of("../docs/cli-json.md"))).faults("status", status.json()))
                .isEmpty();
        assertThat(status.text("items", "1", "kind")).isEqualTo("ingredient");
        assertThat(status.text("items", "1", "done")).isEqualTo("1");
    }
}
