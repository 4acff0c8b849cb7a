package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each picture in its real reader, in Chromium: SVG as it is, Mermaid by Mermaid, draw.io by mxGraph. The pictures and what
 * the readers made of them stay in {@code target/pictures}. Skipped, with the reason, where the readers are not to be had.
 */
@Tag("nightly")
class RealReadersTest {
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();

    private static Json opened = Json.Obj.EMPTY;

    @BeforeAll
    static void drawAndOpen() throws Exception {
        NodePackages readers = NodePackages.of("pictures");
        Files.createDirectories(PICTURES);
        Map<String, Diagram> plans = new TreeMap<>(Map.of(
                "goals", Plans.goals(),
                "hostile", Plans.hostile(),
                "empty", Diagram.titled("Nothing").build()));
        for (Map.Entry<String, Diagram> plan : plans.entrySet()) {
            for (Picture picture : Picture.values()) {
                for (Format format : Format.values()) {
                    String name = plan.getKey() + "-" + picture.name().toLowerCase(Locale.ROOT) + "." + format.extension();
                    Files.writeString(
                            PICTURES.resolve(name), Drawing.of(plan.getValue(), picture).as(format));
                }
            }
        }
        NodePackages.Outcome outcome = readers.run(280, "", "open.mjs", PICTURES.toString());
        assumeTrue(outcome.code() != 3, () -> "Chromium does not run here: " + outcome.err());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        opened = Json.parse(outcome.out());
    }

    private static List<String> texts(String file, String member) {
        return opened.at(file, member).orElseThrow().asList().stream().flatMap(text -> text.asText().stream()).toList();
    }

    private static long number(String file, String member) {
        return Long.parseLong(opened.at(file, member).orElseThrow().toString());
    }

    @Test
    void everyPictureOpensWithoutAFault() {
        for (String plan : List.of("goals", "hostile", "empty")) {
            for (Picture picture : Picture.values()) {
                for (Format format : List.of(Format.SVG, Format.MERMAID, Format.DRAWIO)) {
                    String file = plan + "-" + picture.name().toLowerCase(Locale.ROOT) + "." + format.extension();
                    assertThat(texts(file, "faults")).as(file).isEmpty();
                    assertThat(texts(file, "labels")).as(file).isNotEmpty();
                    assertThat(texts(file, "outside")).as(file).isEmpty();
                }
            }
        }
    }

    @Test
    void theDependenciesHaveAllBoxesAndArrowsAndNoForgedOnes() {
        int hostile = Plans.HOSTILE.size();
        for (String format : List.of("svg", "mmd")) {
            assertThat(number("goals-dependencies." + format, "boxes")).as(format).isEqualTo(10);
            assertThat(number("goals-dependencies." + format, "arrows")).as(format).isEqualTo(10);
            assertThat(number("hostile-dependencies." + format, "boxes")).as(format).isEqualTo(hostile);
            assertThat(number("hostile-dependencies." + format, "arrows")).as(format).isEqualTo(hostile - 1);
        }
        assertThat(number("hostile-dependencies.drawio", "arrows")).isEqualTo(hostile - 1);
    }

    @Test
    void mermaidShowsWhatPeopleWrote() {
        List<String> labels = texts("hostile-dependencies.mmd", "labels");
        for (String title : List.of("\"quoted\" and 'quoted'", "--> x", "%% comment", "end", "A:::high", "1. not a list",
                "- not a list", "**not bold** _nor this_ # nor a heading", "#quot; #35; &amp; &#60;", "שלום עולם")) {
            assertThat(labels).as(title).anyMatch(label -> label.startsWith(title));
        }
    }
}
