package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.RevisionConflictException;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

abstract class MergeTopic extends Topic {
    private static final long SEED = 2_026L;

    @Test
    void changesOfDifferentPlacesAreBothKept() {
        StateManager one = manage();
        StateManager other = manage();
        one.create(KEY, json("{'a':{'x':1,'y':1},'l':[{'id':'1','d':0}]}"), CAUSE);
        Snapshot<Json> mine = one.get(KEY);
        Snapshot<Json> theirs = other.get(KEY);

        one.replace(mine, json("{'a':{'x':2,'y':1},'l':[{'id':'1','d':0},{'id':'2'}]}"), CAUSE);
        other.replace(theirs, json("{'a':{'x':1,'y':2},'l':[{'id':'1','d':1}]}"), CAUSE);

        assertThat(one.get(KEY).value()).isEqualTo(json("{'a':{'x':2,'y':2},'l':[{'id':'1','d':1},{'id':'2'}]}"));
    }

    @Test
    void whatOneSideRemovedStaysRemoved() {
        StateManager one = manage();
        StateManager other = manage();
        one.create(KEY, json("{'a':1,'b':{'x':1,'y':1}}"), CAUSE);
        Snapshot<Json> theirs = other.get(KEY);

        one.update(KEY, value -> json("{'b':{'x':1}}"), CAUSE);
        other.replace(theirs, json("{'a':1,'b':{'x':2,'y':1}}"), CAUSE);

        assertThat(one.get(KEY).value()).isEqualTo(json("{'b':{'x':2}}"));
    }

    @Test
    void whoChangedTheSamePlaceIsNamed() {
        StateManager one = manage();
        StateManager other = manage();
        Snapshot<Json> base = one.create(KEY, json("{'a':1,'b':1}"), CAUSE);
        other.update(KEY, value -> json("{'a':2,'b':1}"), Cause.of("ci", "build is green"));

        assertThatThrownBy(() -> one.replace(base, json("{'a':3,'b':3}"), CAUSE))
                .isInstanceOfSatisfying(RevisionConflictException.class, e -> {
                    assertThat(e.expected()).isEqualTo(Revision.of(1));
                    assertThat(e.winner().revision()).isEqualTo(Revision.of(2));
                    assertThat(e.winner().cause()).isEqualTo(Cause.of("ci", "build is green"));
                    assertThat(e.paths()).containsExactly("/a");
                })
                .hasMessageContaining("ci committed \"build is green\" first");
        assertThat(other.get(KEY).value()).isEqualTo(json("{'a':2,'b':1}"));
    }

    @Test
    void randomEditsOfTwoWritersAreWhatTheMergeSays() {
        StateManager one = manage();
        StateManager other = manage();
        Random random = new Random(SEED);
        List<Json> model = new ArrayList<>();
        Json now = json("{'goals':{},'tasks':[],'note':''}");
        model.add(now);
        one.create(KEY, now, CAUSE);
        for (int i = 1; i <= 60; i++) {
            Snapshot<Json> mine = one.get(KEY);
            Snapshot<Json> theirs = other.get(KEY);
            Json left = edit(random, mine.value(), "left", i);
            Json right = edit(random, theirs.value(), "right", i);

            one.replace(mine, left, CAUSE);
            other.replace(theirs, right, CAUSE);

            JsonMerge merge = JsonMerge.of(now, left, right);
            assertThat(merge.isClean()).as("seed %d, round %d", SEED, i).isTrue();
            model.add(left);
            now = merge.merged().orElseThrow();
            model.add(now);
            assertThat(one.get(KEY).value()).as("seed %d, round %d", SEED, i).isEqualTo(now);
        }
        StateStore fresh = open();
        for (int revision = 1; revision <= model.size(); revision++) {
            assertThat(fresh.readAsOf(A, Revision.of(revision)).flatMap(Entry::value))
                    .as("seed %d, revision %d", SEED, revision)
                    .contains(model.get(revision - 1));
        }
    }

    /** Adds, changes or removes something that only this writer touches. */
    private static Json edit(Random random, Json value, String writer, int round) {
        Json.Obj state = value.asObject();
        Json.Obj goals = state.find("goals").orElseThrow().asObject();
        List<String> own =
                goals.keys().stream().filter(key -> key.startsWith(writer)).toList();
        Json.Obj changed = goals.with(writer + round, json("{'n':" + round + ",'text':'" + "y".repeat(40) + "'}"));
        if (own.size() > 3) {
            String victim = own.get(random.nextInt(own.size()));
            changed = random.nextBoolean()
                    ? changed.without(victim)
                    : changed.withAt(List.of(victim, "n"), Json.of(-round));
        }
        List<Json> tasks = new ArrayList<>(state.find("tasks").orElseThrow().asList());
        tasks.removeIf(task -> task.at("by").equals(java.util.Optional.of(Json.of(writer))) && random.nextInt(4) == 0);
        tasks.add(json("{'id':'" + writer + round + "','by':'" + writer + "'}"));
        return state.with("goals", changed).with("tasks", Json.array(tasks));
    }
}
