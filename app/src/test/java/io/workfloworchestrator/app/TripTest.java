package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow of a project's own with fields that are one of some words. */
class TripTest {
    private static final String TRIP = """
            workflow: trip
            version: 1
            data: {season: {one-of: [winter, summer]}, tags: {type: list, of: string}, days: {type: int, required: true, default: 2}}
            items:
              sight:
                number: S-00
                fields:
                  title: {type: string, required: true}
                  sort: {one-of: [park, museum]}
                  area: string
                status: {values: [wanted, seen]}
                moves:
                  - {id: see, from: wanted, to: seen, hint: See it.}
            rules:
              - id: see-park
                for-each: {s: items.sight.all}
                when:
                  - {id: park, is: s.sort == "park"}
                  - {id: lab, is: 's.area.contains("lab")'}
                suggest: {action: "See ${s.title}", because: It is a park.}
            phases:
              - id: plan
                exit: [{id: sunny, when: 'data.season == "summer"', otherwise: Wait for the sun.}]
              - {id: go, steps: [{id: pack, title: Pack}]}
            """;

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        shell = new Shell(project);
        define(TRIP);
        assertThat(shell.run("init", "--type", "trip", "--name", "Trip").code()).isZero();
        assertThat(shell.run("item", "add", "sight", "Louvre", "sort=museum").code())
                .isZero();
    }

    private void define(String text) throws IOException {
        Path file = project.resolve(".ai-planning/definitions/trip.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aConditionWithoutAValueIsShownWithItsPlaceAndIsASentenceElsewhere() {
        assertThat(shell.run("why", "sunny").out()).isEqualTo("""
                        No. Gate "sunny" cannot be decided: there is no "season"; ask has(…) first
                             where it may be absent.
                          ? sunny: data.season == "summer"
                            line 1, column 6: there is no "season"; ask has(…) first where it may be
                            absent
                                data.season == "summer"
                                     ^
                        What would change it:
                          - sunny: there is no "season"; ask has(…) first where it may be absent
                        """.replace("\n", System.lineSeparator()));
        assertThat(shell.run("next").out())
                .contains("Gate \"sunny\" cannot be decided: there is no \"season\"")
                .doesNotContain("^", "column");
        assertThat(shell.json("why", "sunny").text("summary")).doesNotContain("^");
    }

    @Test
    void dataTakesWhatItemsTakeAndAFieldIsTakenAway() {
        assertThat(shell.json("data", "tags=a,b", "season=WINTER").json().at("data"))
                .contains(Json.parse("{\"days\":2,\"season\":\"winter\",\"tags\":[\"a\",\"b\"]}"));
        assertThat(shell.json("data", "tags=c", "season=null").json().at("data"))
                .contains(Json.parse("{\"days\":2,\"tags\":[\"c\"]}"));
        assertThat(shell.json("data", "days=null").text("error", "message"))
                .contains("data.days must be int, but it is missing");
        assertThat(shell.json("data", "seson=null").text("error", "message")).contains("Did you mean \"season\"?");
    }

    @Test
    void theDifferenceNamesTheItemsWhoseWordIsGone() throws IOException {
        define(TRIP.replace("[park, museum]", "[park, zoo]"));
        assertThat(shell.run("definition", "diff").out().replaceAll("\\s+", " "))
                .contains("~ \"Louvre\" (S-01): sort must be one of park, zoo, but it is \"museum\"; it would stay")
                .doesNotContain("Nothing would be different");
    }

    @Test
    void whatWasDecidedIsToldFromWhatCannotBe() {
        assertThat(shell.run("why", "see-park").out())
                .startsWith("No. Not decided: lab cannot be evaluated, and park does not hold.");
    }
}
