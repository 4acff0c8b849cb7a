package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The planning, the specifications and the tasks of one project, each served by a process of its own: calls that run at once, kills and
 * ticks by hand, in an order that a seed gives. No two answers about one revision disagree.
 */
class ThreeServersTest {
    private static final List<String> SERVERS = List.of("project-management", "spec-driven", "task-executor");
    private static final Cause CAUSE = Cause.of("ana", "a test");
    private static final int TASKS = 4;

    @TempDir
    private Path folder;

    private final Map<String, Talk> talks = new HashMap<>();
    /** How many tasks are done at a revision, as the first answer about it said. */
    private final Map<Long, Integer> done = new HashMap<>();

    private int calls;

    @AfterEach
    void stop() {
        talks.values().forEach(Talk::close);
    }

    @Test
    void theServersAgreeAboutEveryRevision() throws Exception {
        work(12, 1, 20260301L);
    }

    @Test
    @Tag("nightly")
    void theServersAgreeAboutEveryRevisionForLong() throws Exception {
        work(400, 25, new Random().nextLong());
    }

    private void work(int steps, int kills, long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> tasks = begin();
        for (String server : SERVERS) {
            start(server);
        }
        Json.Obj unused = ok("task-executor", "create_workflow", "{'name':'sign-in','feature':'001'}");
        for (int step = 0; step < steps; step++) {
            if (step % (steps / kills) == steps / kills / 2) {
                kill(SERVERS.get(random.nextInt(SERVERS.size())), random, tasks);
            }
            act(random, tasks);
            look();
        }
        look();
        talks.values().forEach(Talk::close);
        assertThat(new Shell(folder).run("doctor").out()).doesNotContain("sign-in");
        assertThat(done).as("revisions about which somebody answered").hasSizeGreaterThan(steps / 4);
    }

    private static Json.Obj object(String json) {
        return Json.parse(json.replace('\'', '"')).asObject();
    }

    /** A goal with a feature of some tasks; gives their ids. */
    private List<String> begin() {
        try (LocalProject local = LocalProject.open(folder)) {
            Workflow<Json> planning = local.workflow(Planning.LEAN).open();
            planning.initialize("Shop", CAUSE);
            Item goal = planning.items()
                    .add("goal", object("{'title':'Sign in','impact':'High','effort':'Low'}"), CAUSE)
                    .item();
            goal = planning.items()
                    .move(goal.id(), "promote", Revision.NONE, CAUSE)
                    .item();
            Workflow<Json> features = local.workflow("features/main").open();
            features.initialize("Features", CAUSE);
            features.items()
                    .add(
                            "feature",
                            object("{'title':'Sign in','folder':'specs/001-sign-in','goal':'" + goal.id() + "'}"),
                            CAUSE);
            Workflow<Json> feature = local.workflow("feature/001-sign-in").open();
            feature.initialize("Sign in", CAUSE);
            List<String> ids = new ArrayList<>();
            for (int i = 1; i <= TASKS; i++) {
                ids.add(feature.items()
                        .add("task", object("{'title':'Task " + i + "','hours':1}"), CAUSE)
                        .item()
                        .id());
            }
            return ids;
        }
    }

    private void start(String server) throws IOException {
        Talk talk = new Talk(
                new ProcessBuilder(TestDistribution.program("mcp", server, "--project", folder.toString())), true);
        talk.send(Talk.INITIALIZE);
        Json.Obj unused = talk.answer("init");
        talk.send(Talk.INITIALIZED);
        talks.put(server, talk);
    }

    private Talk talk(String server) {
        return Optional.ofNullable(talks.get(server)).orElseThrow();
    }

    /** Sends a call and does not wait for its answer. */
    private int send(String server, String tool, String arguments) {
        int id = ++calls;
        talk(server).call(id, tool, object(arguments).toString());
        return id;
    }

    private Json.Obj answer(String server, int id) {
        return talk(server).answer(id).find("result").orElseThrow().asObject();
    }

    private Json.Obj ok(String server, String tool, String arguments) {
        Json.Obj result = answer(server, send(server, tool, arguments));
        assertThat(result.get("isError")).as(result.toString()).isNotEqualTo(Json.of(true));
        return result.find("structuredContent").orElseThrow().asObject();
    }

    /** One or two changes at once; either may be refused, because the other was there first. */
    private void act(Random random, List<String> tasks) throws IOException {
        int task = random.nextInt(TASKS);
        if (random.nextInt(4) == 0) {
            tick(task + 1);
            return;
        }
        int one = send("task-executor", "complete_task", "{'workflowName':'sign-in','taskId':" + (task + 1) + "}");
        int other = send("spec-driven", "update_task_status", move(random, tasks));
        Json.Obj unused = answer("task-executor", one);
        unused = answer("spec-driven", other);
    }

    private static String move(Random random, List<String> tasks) {
        List<String> to = List.of("backlog", "in-progress", "done");
        return "{'featureId':'001','taskId':'" + tasks.get(random.nextInt(TASKS)) + "','status':'"
                + to.get(random.nextInt(to.size())) + "'}";
    }

    private void tick(int task) throws IOException {
        Path plan = folder.resolve("temp/workflows/sign-in/plan.md");
        if (Files.exists(plan)) {
            String text = Files.readString(plan);
            Files.writeString(plan, text.replace("- [ ] " + task + " ", "- [x] " + task + " "));
        }
    }

    /** Kills a server that has something to do, and starts it again. */
    private void kill(String server, Random random, List<String> tasks) throws Exception {
        if (server.equals("spec-driven")) {
            int unused = send(server, "update_task_status", move(random, tasks));
        } else if (server.equals("task-executor")) {
            int unused = send(server, "next_task", "{'workflowName':'sign-in','agent':'bo'}");
        }
        Process process = talk(server).process();
        int unused = process.destroyForcibly().waitFor();
        start(server);
    }

    /** Asks all three at once, and holds what each says of a revision against what was said of it before. */
    private void look() {
        int goals = send("project-management", "view_goals_dashboard", "{}");
        int feature = send("spec-driven", "get_task_progress", "{'featureId':'001'}");
        int workflow = send("task-executor", "get_workflow_status", "{'workflowName':'sign-in'}");
        Json.Obj ofFeature = answered("spec-driven", feature);
        said(ofFeature, number(ofFeature.at("summary", "completedTasks")), "spec-driven");
        Json.Obj ofWorkflow = answered("task-executor", workflow);
        long completed = ofWorkflow.find("tasks").orElseThrow().asList().stream()
                .filter(task -> List.of("completed", "verified")
                        .contains(task.asObject().text("status").orElse("")))
                .count();
        said(ofWorkflow, (int) completed, "task-executor");
        Json.Obj ofGoals = answered("project-management", goals);
        assertThat(ofGoals.toString()).contains("Sign in");
    }

    private Json.Obj answered(String server, int id) {
        Json.Obj result = answer(server, id);
        assertThat(result.get("isError")).as(result.toString()).isNotEqualTo(Json.of(true));
        return result.find("structuredContent").orElseThrow().asObject();
    }

    private static int number(Optional<Json> value) {
        return Integer.parseInt(value.orElseThrow().toString());
    }

    private void said(Json.Obj answer, int count, String who) {
        long revision = number(answer.find("revision"));
        Integer before = done.putIfAbsent(revision, count);
        assertThat(before == null ? count : before)
                .as("%s about revision %s: %s", who, revision, answer)
                .isEqualTo(count);
    }
}
