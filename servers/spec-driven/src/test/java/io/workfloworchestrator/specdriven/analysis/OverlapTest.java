package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open features that touch the same hear of each other. */
class OverlapTest {
    private static final String OTHER = "specs/002-lockout/spec.md";

    @TempDir
    private Path folder;

    private AnalysedProject project;

    @BeforeEach
    void open() {
        project = new AnalysedProject(folder)
                .spec("- [ ] FR-001 When the password is wrong three times, the system shall lock the account\n");
    }

    private List<Overlap> overlaps() {
        return project.look().overlaps(LOGIN);
    }

    @Test
    void nearlyTheSameRequirementIsFoundWithBothPlaces() {
        project.with(
                OTHER,
                "# Lock\n\n- [ ] FR-004 The system shall lock an account when its password is wrong three times\n");
        assertThat(overlaps()).singleElement().satisfies(overlap -> {
            assertThat(overlap.other()).isEqualTo("002-lockout");
            assertThat(overlap.requirements()).singleElement().satisfies(same -> {
                assertThat(same.id() + " " + same.line()).isEqualTo("FR-001 1");
                assertThat(same.otherId() + " " + same.otherPath() + " " + same.otherLine())
                        .isEqualTo("FR-004 " + OTHER + " 3");
                assertThat(same.alike()).isGreaterThanOrEqualTo(Overlaps.ALIKE);
            });
        });
    }

    @Test
    void featuresThatSpeakOfOtherThingsDoNotOverlap() {
        project.with(OTHER, "- [ ] FR-001 When an order is paid, the system shall send a receipt\n");
        assertThat(overlaps()).isEmpty();
    }

    @Test
    void theSameFilesAndNamesAreFound() {
        project.tasks("- [ ] T001 Lock in src/main/Accounts.java with `Accounts.lockAccount()`\n")
                .with(
                        "specs/002-lockout/tasks.md",
                        "- [ ] T001 Unlock in src/main/Accounts.java with `Accounts.lockAccount()`\n");
        assertThat(overlaps()).singleElement().satisfies(overlap -> {
            assertThat(overlap.files()).containsExactly("src/main/Accounts.java");
            assertThat(overlap.names()).containsExactly("Accounts.lockAccount");
            assertThat(overlap.sentence()).contains("both name src/main/Accounts.java");
        });
    }

    @Test
    void theContractOfAFeatureIsItsOwn() {
        String task = "- [x] T001 Test each endpoint in contracts/api.md\n- [ ] T002 Build\n";
        project.tasks(task).with("specs/001-login/contracts/api.md", "# Interface\n");
        project.with("specs/002-lockout/tasks.md", task);
        assertThat(overlaps()).isEmpty();
        assertThat(project.look().drift(LOGIN)).isEmpty();
        assertThat(AnalysedProject.said(project.look().drift("002-lockout")))
                .containsExactly("file-gone tasks.md:1 T001");
    }

    @Test
    void aFeatureThatIsBuiltOverlapsWithNothing() {
        project.with(OTHER, "- [x] FR-004 The system shall lock an account when its password is wrong three times\n")
                .with("specs/002-lockout/tasks.md", "- [x] T001 Lock\n");
        assertThat(overlaps()).isEmpty();
    }

    @Test
    void whatTheConstitutionAsksOfEveryFeatureIsNoOverlap() {
        String health = "- [ ] FR-009 The system shall encrypt health data at rest [source:: Article IV]\n";
        project.spec(health).with(OTHER, health);
        assertThat(overlaps()).isEmpty();
    }

    @Tag("nightly")
    @Test
    void theRarestWordsFindWhatComparingAllPairsFinds() {
        long seed = 20260302;
        Random random = new Random(seed);
        for (int feature = 2; feature < 14; feature++) {
            StringBuilder spec = new StringBuilder();
            for (int line = 1; line < 30; line++) {
                spec.append("- [ ] FR-").append(String.format("%03d", line)).append(" The system shall");
                for (int word = 0; word < 3 + random.nextInt(4); word++) {
                    spec.append(" word").append((char) ('a' + random.nextInt(9)));
                }
                spec.append('\n');
            }
            project.with("specs/" + String.format("%03d", feature) + "-x/spec.md", spec.toString());
        }
        ProjectFeatures features = project.look().features();
        Overlaps overlaps =
                new Overlaps(features.ids().stream().map(features::files).toList());
        int found = 0;
        int expected = 0;
        for (String id : features.ids()) {
            found += overlaps.of(id).stream()
                    .mapToInt(one -> one.requirements().size())
                    .sum();
            for (String other : features.ids()) {
                expected += id.equals(other) ? 0 : pairs(features.files(id), features.files(other));
            }
        }
        assertThat(found).as("seed %d", seed).isEqualTo(expected).isPositive();
    }

    private static int pairs(FeatureFiles one, FeatureFiles other) {
        int pairs = 0;
        for (ReadSpec.Statement a : one.spec().living()) {
            TextWords words = TextWords.of(a.text());
            for (ReadSpec.Statement b : other.spec().living()) {
                TextWords others = TextWords.of(b.text());
                boolean areCompared = words.words().size() > 2 && others.words().size() > 2;
                pairs += areCompared && words.alike(others) >= Overlaps.ALIKE ? 1 : 0;
            }
        }
        return pairs;
    }
}
