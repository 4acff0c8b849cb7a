package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontMatterTextTest {

    private final List<ScanFinding> findings = new ArrayList<>();

    private FrontMatterText.Found read(String text) {
        return FrontMatterText.read("a.md", Texts.lines(text), findings);
    }

    @Test
    void scalarsAndListsHaveTheirTypesAndLines() {
        FrontMatterText.Found found = read("""
                ---
                # a comment
                type: goal
                title: "A \\"quoted\\" title: with colon"
                single: 'it''s'
                tags: [a, "b, c", 3, true]
                count: 12   # trailing comment
                share: 0.5
                negative: -7
                yes: true
                nothing:
                tilde: ~
                date: 2026-03-01
                version: 1.2.3
                url: https://example.org/x#y
                list:
                  - one
                  - "two"
                flush:
                - x
                text: >
                  folded
                  lines
                after: 1
                ---
                # Body
                """);

        assertThat(found.present()).isTrue();
        assertThat(found.body()).isEqualTo(25);
        assertThat(found.fields())
                .containsEntry("type", "goal")
                .containsEntry("title", "A \"quoted\" title: with colon")
                .containsEntry("single", "it's")
                .containsEntry("tags", List.of("a", "b, c", 3L, true))
                .containsEntry("count", 12L)
                .containsEntry("share", 0.5)
                .containsEntry("negative", -7L)
                .containsEntry("yes", true)
                .containsEntry("nothing", null)
                .containsEntry("tilde", null)
                .containsEntry("date", "2026-03-01")
                .containsEntry("version", "1.2.3")
                .containsEntry("url", "https://example.org/x#y")
                .containsEntry("list", List.of("one", "two"))
                .containsEntry("flush", List.of("x"))
                .containsEntry("text", "folded lines")
                .containsEntry("after", 1L);
        assertThat(found.lines())
                .containsEntry("type", 3)
                .containsEntry("list", 16)
                .containsEntry("after", 24);
        assertThat(findings).isEmpty();
    }

    @Test
    void windowsAndOldMacLineEndsAreTolerated() {
        assertThat(read("---\r\ntype: goal\r\n---\r\nbody").fields()).containsEntry("type", "goal");
        assertThat(read("---\rtype: goal\r...\rbody").fields()).containsEntry("type", "goal");
    }

    @Test
    void textWithoutFrontMatterHasNone() {
        for (String text : List.of("", "# Title", "\n---\ntype: x\n---", "----\ntype: x\n----", "--- x\na: b\n---")) {
            assertThat(read(text).present()).as(text).isFalse();
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void whatIsNotFlatIsLeftOutAndNamed() {
        FrontMatterText.Found found = read("""
                ---
                map:
                  inner: 1
                inline: {a: 1}
                anchor: &a x
                alias: *a
                tag: !!binary x
                open: [a, b
                nested: [[a]]
                quote: "not closed
                just text
                kept: 1
                kept: 2
                ---
                """);

        assertThat(found.fields()).containsOnlyKeys("kept").containsEntry("kept", 1L);
        assertThat(findings).extracting(ScanFinding::line).containsExactly(2, 4, 5, 6, 7, 8, 9, 10, 11, 13);
        assertThat(findings).extracting(ScanFinding::code).containsOnly("E_FRONT_MATTER");
        assertThat(findings.get(0))
                .hasToString(
                        "E_FRONT_MATTER a.md:2: this line of the front matter has a map or other nested value, and is left "
                                + "out; only flat values and lists are read.");
    }

    @Test
    void aMapInAListIsReadAsItsText() {
        assertThat(read("""
                ---
                progressLog: [{date: '2026-11-29', percent: 30}, {note: "a ] or }", of: [1, 2]}, it's {open}, 7]
                ---
                """).fields())
                .containsEntry(
                        "progressLog",
                        List.of(
                                "{date: '2026-11-29', percent: 30}",
                                "{note: \"a ] or }\", of: [1, 2]}",
                                "it's {open}",
                                7L));
        assertThat(findings).isEmpty();

        read("---\nopen: [{date: '2026-11-29', percent: 30]\n---\n");
        assertThat(findings).extracting(ScanFinding::line).containsExactly(2);
    }

    @Test
    void sizeIsBounded() {
        String[] keys = new String[300];
        Arrays.setAll(keys, i -> "k" + i + ": " + i);
        assertThat(read("---\n" + String.join("\n", keys) + "\n---\n").fields()).hasSize(FrontMatterText.MAX_KEYS);
        assertThat(read("---\n" + "x: 1\n".repeat(2_000) + "---\n").present()).isFalse();
        assertThat(read("---\nt: " + "x".repeat(5_000) + "\n---\n").fields().get("t"))
                .asString()
                .hasSize(Texts.MAX_VALUE + 1);
    }

    @Test
    void hostileTextLosesItsControlCharacters() {
        assertThat(read("---\nt: a\u001b[2Jb\u202ec\u0000d\n---\n").fields()).containsEntry("t", "a[2Jbcd");
    }

    @Test
    void aFieldIsReadAsItLooksAndWhatNobodySeesInItIsNamed() {
        List<ScanFinding> odd = new ArrayList<>();
        FrontMatterText.Found found = FrontMatterText.read(
                "a.md", Texts.lines("---\nsta\u200Btus: done\n\uFEFFowner: ann\neffort: low\u00A0\n---\n"), odd);

        assertThat(found.fields()).containsEntry("status", "done").containsEntry("owner", "ann");
        assertThat(odd).extracting(ScanFinding::toString).hasSize(3);
        assertThat(odd.get(0).toString())
                .contains(
                        "E_FRONT_MATTER a.md:2:", "U+200B in column 4", "read as \"status\"", "remove that character");
        assertThat(odd.get(1).toString()).contains("a.md:3:", "U+FEFF in column 1");
        assertThat(odd.get(2).toString()).contains("a.md:4:", "U+00A0 at one end of its value");
    }
}
