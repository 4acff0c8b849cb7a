package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A project with tasks, and a clock that a test moves. */
final class Tasks {
    static final Cause ANA = Cause.of("ana", "a test");
    static final Cause BEN = Cause.of("ben", "a test");
    static final Revision NO_TOKEN = Revision.NONE;

    static final WorkflowDefinition DEFINITION = WorkflowDefinition.parse("work.yaml", """
            workflow: work
            version: 1
            facts:
              notes: {file: NOTES.md}
            items:
              task:
                number: T-00
                fields:
                  title: {type: string, required: true}
                  hours: {type: double, default: 1}
                  due: string
                  area: string
                  needs: {type: list, of: string}
                status: {values: [open, doing, failed, done, dropped], first: open, final: [done, dropped], done: [done]}
                needs: needs
                effort: hours
                due: due
                stale-after: 7d
                claim: {for: 15m}
                moves:
                  - {id: start, from: open, to: doing, tool: claim_item}
                  - {id: fail, from: doing, to: failed, tool: move_item}
                  - {id: again, from: [failed, done, dropped], to: open, tool: move_item}
                  - id: complete
                    from: [doing, failed]
                    to: done
                    when:
                      - id: proved
                        is: item.evidence.exists(e, e.fresh)
                        otherwise: "No fresh evidence yet: run the checks of ${item.title}."
                    tool: complete_task
                  - {id: drop, from: [open, doing, failed], to: dropped, hint: Say why.}
            rules:
              - id: begin
                for-each: {t: items.task.ready}
                suggest: {action: "Begin ${t.title}", because: It is ready.}
            phases:
              - id: work
                steps: [{id: all, title: All is done, done: "size(items.task.all) > 0 && items.task.all.all(t, t.final)"}]
            """);

    final MovableClock clock = new MovableClock();
    final StateManager states;
    private final Random random;
    final Workflow<Json> work;

    Tasks(Path root) {
        this(root, DEFINITION);
    }

    Tasks(Path root, WorkflowDefinition definition) {
        this(root, definition, 7);
    }

    /** @param seed of the ids */
    Tasks(Path root, WorkflowDefinition definition, long seed) {
        this.random = new Random(seed);
        this.states = StateManager.of(new InMemoryStateStore());
        this.work = open(root, definition);
        Initialized<Json> unused = work.initialize("Work", ANA);
    }

    Workflow<Json> open(Path root, WorkflowDefinition definition) {
        return Workflow.at(new Project(root).folder(), definition, states)
                .tools(java.util.Set.of("claim_item", "move_item", "complete_task"))
                .clock(clock)
                .random(random)
                .open();
    }

    /** A task of this title. */
    Item task(String title, String... needs) {
        return work.items().add("task", fields(title, needs), ANA).item();
    }

    static Json.Obj fields(String title, String... needs) {
        Json.Obj fields = Json.object(Map.of("title", Json.of(title)));
        return needs.length == 0 ? fields : fields.with("needs", Json.strings(List.of(needs)));
    }

    Item get(Item item) {
        return view(item).item();
    }

    ItemView view(Item item) {
        return work.now().item(item.id()).orElseThrow();
    }

    Item move(Item item, String move) {
        return work.items().move(item.id(), move, NO_TOKEN, ANA).item();
    }

    /** Does all that a task takes. */
    Item finish(Item item) {
        move(item, "start");
        prove(item);
        return move(item, "complete");
    }

    Item prove(Item item, String... covered) {
        EvidenceDraft draft =
                EvidenceDraft.of(Evidence.What.COMMAND, "passed").exit(0).covering(covered);
        return work.items().addEvidence(item.id(), draft, NO_TOKEN, ANA).item();
    }

    Item claim(Item item, String holder) {
        return work.items().claim(item.id(), holder, Cause.of(holder, "a test")).item();
    }

    static Revision token(Item item) {
        return item.state().claim().orElseThrow().revision();
    }

    /** A clock that stands still until a test moves it. */
    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-05-04T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
