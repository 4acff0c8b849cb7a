package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned for a file, read before any of it is done. */
class PlanTest {
    @TempDir
    Path folder;

    private final InMemoryStateStore store = new InMemoryStateStore();

    /** Plans for the main file as it is on the disk, as if nothing was known of it but the store. */
    private FilePlan plan(List<GitStep> steps) {
        DiskFs fs = new DiskFs(folder);
        ShadowStore shadow = new ShadowStore(store);
        Formats formats = new Formats(Importer.NONE, Check.NONE);
        Project project = new Project(folder, fs, Layout.STATE_FOLDER);
        SetBacks backs = new SetBacks(project, Layout.standard(), shadow);
        GitLook git = new GitLook(folder);
        Examiner examiner = new Examiner(
                shadow,
                formats,
                git,
                backs,
                new Heirs(shadow, project, Layout.standard(), git),
                new ReadDocuments(shadow));
        Planner planner = new Planner(
                shadow,
                project,
                new EditPlanner.Tools(shadow, formats, backs, fs::nanos),
                new Inheriting(shadow, formats));
        Reading reading = Reading.of(project, MAIN_FILE);
        FileState file = new FileState(Target.whole(MAIN_FILE, MAIN.name()));
        return Objects.requireNonNull(planner.plan(Map.of(file, examiner.examine(file.known(), reading, steps)), false)
                .get(file));
    }

    private static GitText text(String json) {
        byte[] bytes = Rendered.of(json(json)).bytes();
        return new GitText(Rendered.fingerprint(bytes), bytes);
    }

    private static GitStep.Moved moved(String from, String to, boolean certain) {
        return new GitStep.Moved(Optional.of(text(from)), false, text(to), certain, new GitPosition("c1", 100));
    }

    private void published(String first, String... then) {
        try (Desk desk = Desk.at(folder, store)) {
            desk.with(MAIN, first);
            for (String next : then) {
                desk.update(MAIN, any -> json(next));
                desk.files.flush();
            }
        }
    }

    private void save(String text) {
        try (Desk desk = Desk.at(folder, new InMemoryStateStore())) {
            desk.save(MAIN_FILE, text);
            desk.settle(MAIN_FILE);
        }
    }

    private static List<Json> values(FilePlan plan) {
        return plan.changes.stream().map(FilePlan.Change::value).toList();
    }

    @Test
    void anEditIsMadeFromTheVersionThatWasOpened() {
        published("{'a': 1, 'b': 1}", "{'a': 1, 'b': 2}");
        save("{'a': 9, 'b': 1}");

        FilePlan plan = plan(List.of());

        assertThat(plan.finding).isInstanceOf(Finding.Foreign.class);
        assertThat(plan.base).contains(json("{'a': 1, 'b': 1}"));
        assertThat(values(plan)).containsExactly(json("{'a': 9, 'b': 2}"));
        assertThat(plan.copies).isEmpty();
        assertThat(plan.write).isEqualTo(FilePlan.Write.NOW);
        assertThat(plan.notice).isEmpty();
    }

    @Test
    void anEditThatContradictsIsKeptBesideFirst() {
        published("{'a': 1, 'b': 1, 'c': 1}", "{'a': 2, 'b': 1, 'c': 2}");
        save("{'a': 3, 'b': 5, 'c': 1}");

        FilePlan plan = plan(List.of());

        assertThat(values(plan)).containsExactly(json("{'a': 2, 'b': 5, 'c': 2}"));
        assertThat(plan.copies)
                .singleElement()
                .isInstanceOfSatisfying(
                        FilePlan.Copy.Beside.class,
                        kept -> assertThat(kept.places()).containsExactly("/a"));
    }

    @Test
    void whatCannotBeReadIsPutIntoQuarantineAndChangesNothing() {
        published("{'a': 1}");
        save("{'a': ");

        FilePlan plan = plan(List.of());

        assertThat(plan.commits()).isFalse();
        assertThat(plan.copies).singleElement().isInstanceOf(FilePlan.Copy.Quarantine.class);
        assertThat(plan.write).isEqualTo(FilePlan.Write.NOW);
    }

    /** The state is ahead of the file, since the process that changed it was killed. */
    @Test
    void aMoveOfGitsIsTheDifferenceBetweenTwoCommits() {
        published("{'a': 1, 'b': 1}");
        store.commit(change("{'a': 1, 'b': 7}"));
        save("{'a': 2, 'b': 1}");

        FilePlan plan = plan(List.of(moved("{'a': 1, 'b': 1}", "{'a': 2, 'b': 1}", true)));

        assertThat(values(plan)).containsExactly(json("{'a': 2, 'b': 7}"));
        assertThat(plan.changes).extracting(FilePlan.Change::why).containsExactly(FilePlan.Why.CHECKED_OUT);
        assertThat(plan.copies).isEmpty();
    }

    /** The text was saved from an old copy before git committed it, so it is no checkout although it equals HEAD. */
    @Test
    void aTextThatGitCommittedIsAnEdit() {
        published("{'a': 1, 'b': 1}", "{'a': 1, 'b': 2}");
        save("{'a': 9, 'b': 1}");

        FilePlan plan = plan(List.of(new GitStep.Saved(text("{'a': 9, 'b': 1}"))));

        assertThat(values(plan)).containsExactly(json("{'a': 9, 'b': 2}"));
        assertThat(plan.changes).extracting(FilePlan.Change::why).containsExactly(FilePlan.Why.EDITED);
        assertThat(plan.write).isEqualTo(FilePlan.Write.NOW);
    }

    @Test
    void aResetThatLeftTheFileAloneChangesNothing() {
        published("{'a': 1}", "{'a': 2}");

        assertThat(plan(List.of(moved("{'a': 2}", "{'a': 1}", false))).commits())
                .as("reset --soft")
                .isFalse();
        save("{'a': 1}");
        assertThat(values(plan(List.of(moved("{'a': 2}", "{'a': 1}", false)))))
                .as("reset --hard")
                .containsExactly(json("{'a': 1}"));
    }

    /** Rescue may save what is known of files, and none of the commits. */
    @Test
    void aFileIsTheStateWhereEverythingButItsFingerprintIsLost() {
        published("{'a': 1}");
        byte[] bytes = Rendered.of(json("{'a': 1}")).bytes();
        InMemoryStateStore rescued = new InMemoryStateStore();
        rescued.publish(List.of(new Publication(MAIN_FILE, MAIN.name(), Revision.of(4), Rendered.fingerprint(bytes))));
        try (Desk desk = Desk.at(folder, rescued)) {
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1}"));
        }
    }

    /** The newest commit is lost, and the file still has it. */
    @Test
    void aFileThatIsNewerThanTheStoreBringsBackWhatIsLost() {
        published("{'a': 1}");
        byte[] bytes = Rendered.of(json("{'a': 2}")).bytes();
        store.publish(List.of(new Publication(MAIN_FILE, MAIN.name(), Revision.of(9), Rendered.fingerprint(bytes))));
        save("{'a': 1}");
        try (Desk desk = Desk.at(folder, store)) {
            desk.saveBytes(MAIN_FILE, bytes);
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}"));
        }
    }

    /** How far git was followed is in the commit itself: a note that is lost makes nobody follow it again. */
    @Test
    void aMoveIsFollowedOnce() {
        Git git = Git.init(folder);
        try (Desk desk = Desk.at(folder, store)) {
            desk.with(MAIN, "{'a': 1}");
            git.commitAll("one");
            desk.value(MAIN);
            git.run("checkout", "-q", "-b", "other");
            desk.set(MAIN, "a", "2");
            desk.files.flush();
            git.commitAll("two");
            git.run("checkout", "-q", "main");
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1}"));
        }
        try (Desk forgetful = Desk.at(folder, withoutNotes(store))) {
            forgetful.value(MAIN);
            git.run("checkout", "-q", "other");
            assertThat(forgetful.value(MAIN)).isEqualTo(json("{'a': 2}"));
            forgetful.set(MAIN, "a", "3");
            forgetful.files.flush();
        }
        try (Desk desk = Desk.at(folder, store)) {
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 3}"));
            assertThat(desk.codes()).isEmpty();
        }
    }

    private static StateStore withoutNotes(StateStore store) {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    boolean isLost = method.getName().equals("note") && arguments.length == 2;
                    try {
                        return isLost ? null : method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Proposal change(String json) {
        return new Proposal(
                new TreeMap<>(Map.of(MAIN.name(), store.head())),
                new TreeMap<>(Map.of(MAIN.name(), Optional.of(json(json)))),
                Desk.TOOL,
                Desk.CLOCK.instant(),
                Map.of());
    }
}
