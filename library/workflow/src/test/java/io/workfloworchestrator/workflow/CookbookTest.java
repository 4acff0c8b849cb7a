package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflows of docs/cookbook.md, each from its first phase to its end, as the cookbook tells it. */
@SuppressWarnings("NullAway.Init")
class CookbookTest {
    private static final Path DOCS = Path.of("../../docs/definitions");

    @TempDir
    Path root;

    private Project project;

    @BeforeEach
    void begin() {
        project = new Project(root);
    }

    @Test
    void aReleaseIsPreparedApprovedAndShipped() {
        Workflow<Json> release = begun("release");
        assertThat(release.next().steps()).extracting(NextStep::action).contains("Run the tests");
        assertThat(release.status().concerns())
                .containsExactly("There is no CHANGELOG.md; users will ask what changed.");
        assertThat(missing(release)).containsExactly("step:write-notes", "step:test");

        project.write("CHANGELOG.md", "# 2.0\n")
                .write("docs/release-notes.md", Project.words(300))
                .write("target/surefire-reports/TEST-a.xml", "<x/>")
                .write("target/surefire-reports/a.txt", "Tests run: 3 <<< FAILURE!\n");
        assertThat(release.next().steps().get(0).action()).isEqualTo("Fix 1 failure in a.txt");
        assertThat(missing(release)).containsExactly("step:test");
        project.write("target/surefire-reports/a.txt", "Tests run: 3\n");
        assertThat(release.status().health()).isEqualTo(Health.GOOD);
        assertThat(release.progress()).isEqualTo(33);
        advanced(release, "approve");

        release.complete("review", "read it all", Project.ME);
        assertThat(missing(release)).containsExactly("gate:two-approvals");
        release.update(d -> d.asObject().with("approvers", Json.strings(List.of("one", "two"))), Project.ME);
        advanced(release, "ship");

        assertThat(missing(release)).containsExactly("step:tag");
        release.update(d -> d.asObject().with("tag", Json.of("v2.0.0")), Project.ME);
        finished(release);
    }

    @Test
    void anApprovalAsksIsAnsweredAndDecided() {
        Workflow<Json> approval = begun("approval");
        assertThat(missing(approval)).containsExactly("step:write-request");
        assertThat(approval.next().missing().get(0).also())
                .extracting(Missing.Also::toString)
                .containsExactly("gate:owner-named: Name the \"owner\" in the front matter of approval/request.md.");
        project.write("approval/request.md", "---\nowner: shop\n---\n" + Project.words(60));
        advanced(approval, "reviewing");

        project.write("approval/answers/first.md", "---\nanswer: no\n---\n").write("approval/answers/second.md", "?");
        assertThat(approval.next().steps().get(0).action()).isEqualTo("Let second answer yes or no");
        assertThat(missing(approval)).containsExactly("gate:all-say-something", "gate:nobody-objects");
        project.write("approval/answers/second.md", "---\nanswer: \"yes\"\n---\n");
        assertThat(missing(approval)).containsExactly("gate:nobody-objects");
        assertThat(approval.advance(Optional.of("asking"), Project.ME)).isInstanceOf(Advance.Refused.class);
        project.write("approval/answers/first.md", "---\nanswer: \"yes\"\n---\n");
        advanced(approval, "deciding");

        project.write("approval/decision.md", "Agreed.\n");
        finished(approval);
    }

    @Test
    void anIncidentGoesRoundAgainUntilItStaysQuiet() {
        Workflow<Json> incident = begun("incident");
        incident.update(d -> d.asObject().with("severity", Json.of(1)), Project.ME);
        assertThat(incident.next().steps().get(0).action()).isEqualTo("Page the incident lead");
        incident.complete("assess", "everybody is affected", Project.ME);
        project.write("incident/timeline.md", "10:00 seen\n");
        advanced(incident, "mitigate");

        round(incident, "restarted");
        assertThat(missing(incident)).containsExactly("gate:logged");
        project.write("incident/timeline.md", Project.words(120));
        advanced(incident, Optional.of("triage"));
        assertThat(missing(incident)).containsExactly("step:assess");
        incident.complete("assess", "still everybody", Project.ME);
        advanced(incident, "mitigate");
        assertThat(missing(incident)).containsExactly("step:act", "step:watch");
        round(incident, "rolled back");
        advanced(incident, "resolve");

        incident.complete("confirm", "all work again", Project.ME);
        assertThat(missing(incident)).containsExactly("gate:quiet");
        incident.update(d -> d.asObject().with("quiet", Json.of(true)), Project.ME);
        advanced(incident, "learn");

        project.write("incident/review.md", Project.words(250) + "\n- [ ] alarm earlier\n- [x] tell the owner\n");
        assertThat(incident.next().steps()).extracting(NextStep::action).contains("Do: alarm earlier");
        assertThat(missing(incident)).containsExactly("step:finish-actions");
        project.write("incident/review.md", Project.words(250) + "\n- [x] alarm earlier\n- [x] tell the owner\n");
        finished(incident);
    }

    private Workflow<Json> begun(String type) {
        Workflow<Json> workflow = project.open(WorkflowDefinition.load(DOCS.resolve(type + ".yaml")));
        workflow.initialize(type, Project.ME);
        return workflow;
    }

    private static void round(Workflow<Json> incident, String tried) {
        incident.complete("act", tried, Project.ME);
        incident.complete("watch", "looked for an hour", Project.ME);
    }

    private static List<String> missing(Workflow<Json> workflow) {
        return workflow.next().missing().stream().map(Missing::id).toList();
    }

    private static void advanced(Workflow<Json> workflow, String to) {
        advanced(workflow, Optional.<String>empty());
        assertThat(workflow.status().phase()).isEqualTo(to);
    }

    private static void advanced(Workflow<Json> workflow, Optional<String> to) {
        assertThat(workflow.advance(to, Project.ME)).isInstanceOf(Advance.Advanced.class);
    }

    private static void finished(Workflow<Json> workflow) {
        advanced(workflow, Optional.<String>empty());
        assertThat(workflow.status().finished()).isTrue();
        assertThat(workflow.progress()).isEqualTo(100);
        assertThat(workflow.next().steps()).isEmpty();
    }
}
