package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.json.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextMergeTest {
    @Test
    void changesOfDifferentLinesAreBothTaken() {
        TextMerge merge = TextMerge.of("a\nb\nc\nd\ne", "A\nb\nc\nd\ne", "a\nb\nc\nd\nE\nf");

        assertThat(merge).isEqualTo(new TextMerge("A\nb\nc\nd\nE\nf", List.of()));
    }

    @Test
    void twoChangesOfOneLineAreAConflictThatKeepsOurs() {
        TextMerge merge = TextMerge.of("a\nb\nc", "a\nours\nc", "a\ntheirs\nc");

        assertThat(merge.merged()).isEqualTo("a\nours\nc");
        assertThat(merge.conflicts()).containsExactly(new TextMerge.Conflict(2, "b", "ours", "theirs"));
    }

    @Test
    void theSameChangeOnBothSidesIsNoConflict() {
        assertThat(TextMerge.of("a\nb\nc", "a\nX\nc\nd", "a\nX\nc").isClean()).isTrue();
    }

    @Test
    void mergingLosesNoLineThatOneSideAdded() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            List<String> base = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                base.add("line " + random.nextInt(8));
            }
            String ours = edited(base, "ours", random);
            String theirs = edited(base, "theirs", random);

            TextMerge merge = TextMerge.of(String.join("\n", base), ours, theirs);

            String all = merge.merged() + "\n" + merge.conflicts();
            for (String line : (ours + "\n" + theirs).split("\n")) {
                assertThat(all).as("seed %d", seed).contains(line.startsWith("line") ? "" : line);
            }
            assertThat(TextMerge.of(String.join("\n", base), ours, ours).merged())
                    .isEqualTo(ours);
        }
    }

    private static String edited(List<String> base, String by, Random random) {
        List<String> lines = new ArrayList<>(base);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.add(at, by + " adds " + i);
                case 1 -> lines.set(at, by + " sets " + i);
                default -> lines.remove(at);
            }
        }
        return String.join("\n", lines);
    }

    @Test
    void aDifferenceAppliedToTheOldTextGivesTheNewOne() {
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            List<Integer> a = random.ints(random.nextInt(15), 0, 5).boxed().toList();
            List<Integer> b = random.ints(random.nextInt(15), 0, 5).boxed().toList();
            List<Integer> made = new ArrayList<>();
            int at = 0;
            for (LineDiff.Change change : LineDiff.of(a, b)) {
                made.addAll(a.subList(at, change.oldStart()));
                made.addAll(b.subList(change.newStart(), change.newEnd()));
                at = change.oldEnd();
            }
            made.addAll(a.subList(at, a.size()));
            assertThat(made).as("seed %d", seed).isEqualTo(b);
        }
    }

    @Test
    void aTextThatBothSidesChangedIsMergedByItsLines() {
        Json base = Json.parse("{\"sections\":{\"why\":{\"text\":\"a\\nb\\nc\",\"title\":\"Why\"}}}");
        Json ours = base.asObject().withAt(List.of("sections", "why", "text"), Json.of("A\nb\nc"));
        Json theirs = base.asObject().withAt(List.of("sections", "why", "text"), Json.of("a\nb\nC"));
        Json other = base.asObject().withAt(List.of("sections", "why", "text"), Json.of("X\nb\nc"));

        JsonMerge merge = DocumentMerge.of(base, ours, theirs);

        assertThat(merge.isClean()).isTrue();
        assertThat(merge.merged().orElseThrow().at("sections", "why", "text")).contains(Json.of("A\nb\nC"));
        assertThat(DocumentMerge.of(base, ours, other).conflicts()).containsExactly("/sections/why/text");
    }

    @Test
    void anEditUpstreamMarksExactlyTheAffectedSections() {
        Map<String, Derivation> sections = Map.of(
                "plan.md#approach", Derivation.of(Map.of("spec.md#goal", "Print."), "Use a library."),
                "plan.md#limits", Derivation.of(Map.of("spec.md#scope", "PDF only."), "No HTML."),
                "tasks.md#all", Derivation.of(Map.of("plan.md#approach", "Use a library."), "- [ ] choose"),
                "tasks.md#gone", Derivation.of(Map.of("spec.md#risks", "x"), ""));
        Map<String, String> now = Map.of(
                "spec.md#goal", "Print invoices.",
                "spec.md#scope", "PDF only.  \r\n",
                "plan.md#approach", "Use a library.");

        assertThat(Derivation.affected(sections, now))
                .containsExactly(
                        affected("plan.md#approach", "spec.md#goal", Derivation.Change.CHANGED),
                        affected("tasks.md#all", "plan.md#approach", Derivation.Change.STALE),
                        affected("tasks.md#gone", "spec.md#risks", Derivation.Change.MISSING));
    }

    private static Derivation.Affected affected(String section, String source, Derivation.Change change) {
        return new Derivation.Affected(section, List.of(new Derivation.Reason(source, change)));
    }

    @Test
    void aCircleOfSectionsEnds() {
        Map<String, Derivation> sections = Map.of(
                "a", Derivation.of(Map.of("b", "old"), ""),
                "b", Derivation.of(Map.of("a", "same"), ""));

        assertThat(Derivation.affected(sections, Map.of("a", "same", "b", "new")))
                .extracting(Derivation.Affected::section)
                .containsExactly("a", "b");
    }

    @Test
    void derivingAgainKeepsWhatAPersonChanged() {
        Derivation derivation = Derivation.of(Map.of("goal", "x"), "one\ntwo\nthree");

        assertThat(derivation
                        .again("one, by hand\ntwo\nthree", "one\ntwo\nthree, again")
                        .merged())
                .isEqualTo("one, by hand\ntwo\nthree, again");
    }

    @Test
    void aDerivationCanBeKeptAsState() {
        RecordCodec<Derivation> codec = RecordCodec.of(Derivation.class);
        Derivation derivation = Derivation.of(Map.of("b", "x", "a", "y"), "text");

        assertThat(codec.decode(codec.encode(derivation))).isEqualTo(derivation);
    }
}
