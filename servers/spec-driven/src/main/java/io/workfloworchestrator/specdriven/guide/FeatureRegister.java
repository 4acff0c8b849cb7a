package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds features whose documents were written elsewhere to those of a project, so that the guide, its rules and its tools know them. For
 * one call. Not thread-safe.
 */
public final class FeatureRegister {
    private static final List<String> ADVANCE = List.of("specify", "plan", "divide", "build", "finish");

    private final OpenProject project;
    private final FeatureSessions sessions;
    private List<Session> known = List.of();

    public FeatureRegister(OpenProject project) {
        this.project = project;
        this.sessions = new FeatureSessions(project);
    }

    /**
     * @param number that it should have, such as {@code 001}; it gets another one if that is taken
     * @param root the part of a monorepo, such as {@code packages/web}; empty for the project itself
     * @param documents that it has: spec.md, plan.md, tasks.md
     * @param isDone whether nothing is to be done any more
     * @param because where it comes from, a sentence
     */
    public record Entry(
            String title,
            Optional<String> number,
            Optional<String> root,
            Set<String> documents,
            boolean isDone,
            String because) {
        public Entry {
            documents = Set.copyOf(documents);
        }
    }

    /** @param folder such as {@code specs/001-login} */
    public record Added(String item, String number, String folder) {}

    public List<String> folders() {
        return sessions.all().stream().flatMap(each -> each.folder().stream()).toList();
    }

    /**
     * The folder of a feature, such as {@code specs/001-login}.
     *
     * @param feature its number or folder
     * @throws SpecDrivenException E_SESSION if there is none of this name, with the nearest; E_GUIDE_STAGE if it has no folder yet
     */
    public String folder(String feature) {
        Session session = sessions.get(Optional.of(feature));
        return session.folder()
                .orElseThrow(() -> new SpecDrivenException(
                        "E_GUIDE_STAGE",
                        "the feature " + session.number()
                                + " has no folder yet; it gets one with its name, in its specification."));
    }

    public void prepare(Cause cause) {
        if (sessions.features.state().isEmpty()) {
            sessions.features.initialize("", cause);
        }
        known = sessions.all();
    }

    /** Adds features within a commit, in this order. {@link #prepare} was called before. */
    public List<Added> add(Transaction commit, List<Entry> entries, Cause cause) {
        ItemChanges items = sessions.features.in(commit, cause.actor());
        List<Added> added = new ArrayList<>();
        long highest = entries.stream()
                .mapToLong(entry -> sessions.roots.highestNumber(known, entry.root()))
                .max()
                .orElse(0);
        entries.forEach(entry -> added.add(add(commit, items, entry, highest)));
        return added;
    }

    private Added add(Transaction commit, ItemChanges items, Entry entry, long highest) {
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", Words.clip(entry.title(), 200))
                .with("scenario", Scenario.ADD_FEATURE.word())
                .with("summary", entry.because());
        String specs = sessions.roots.specs(entry.root());
        Item item =
                entry.number().filter(number -> isFree(items, specs, number)).isPresent()
                        ? items.add(Features.KIND, fields, entry.number().get())
                        : items.addAfter(Features.KIND, fields, highest);
        String folder = specs + "/" + sessions.folderName(items, item, specs, entry.title());
        item = items.edit(item.id(), Json.Obj.EMPTY.with(Session.FOLDER, folder), Revision.NONE);
        for (String move : ADVANCE.subList(0, steps(entry))) {
            item = items.move(item.id(), move, Revision.NONE);
        }
        commit.put(SessionState.key(item.id()), state(entry));
        return new Added(item.id(), item.called(), folder);
    }

    private boolean isFree(ItemChanges items, String specs, String number) {
        boolean isTaken =
                items.all(Features.KIND).stream().anyMatch(item -> item.number().equals(Optional.of(number)));
        boolean isFolder = known.stream()
                .map(session -> sessions.roots.specs(session))
                .distinct()
                .anyMatch(place -> hasNumber(place, number));
        return !isTaken && !isFolder && !hasNumber(specs, number) && !hasNumber(sessions.folder.specs(), number);
    }

    private boolean hasNumber(String specs, String number) {
        return sessions.folder.numbered(specs).stream().anyMatch(name -> name.startsWith(number + "-"));
    }

    private static int steps(Entry entry) {
        boolean hasTasks = entry.documents().contains("tasks.md");
        boolean hasPlan = hasTasks || entry.documents().contains("plan.md");
        return entry.isDone()
                ? ADVANCE.size()
                : hasTasks ? 3 : hasPlan ? 2 : entry.documents().contains("spec.md") ? 1 : 0;
    }

    private static SessionState state(Entry entry) {
        List<Stage> written = List.of(Stage.CONSTITUTION, Stage.SPECIFICATION, Stage.PLANNING, Stage.TASKS)
                .subList(0, Math.min(4, 1 + steps(entry)));
        return new SessionState(
                Scenario.ADD_FEATURE.word(),
                List.of(entry.because()),
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of("feature_name", Json.of(Words.clip(entry.title(), 120))),
                written.stream().map(Stage::word).toList(),
                Map.of(),
                entry.root());
    }

    /** Begins the workflow of a feature's requirements and tasks, which reads them in its documents. */
    public void begin(Added feature, String title, Cause cause) {
        Workflow<Json> workflow = sessions.roots.workflow(project, feature.folder());
        if (workflow.state().isEmpty()) {
            workflow.initialize(Words.clip(title, 200), cause);
        }
        workflow.now();
    }

    /** Takes features out again within a commit: their items, and all that is kept of them. */
    public void remove(Transaction commit, List<Added> features, Cause cause) {
        ItemChanges items = sessions.features.in(commit, cause.actor());
        for (Added feature : features) {
            if (items.find(feature.item()).isPresent()) {
                items.remove(feature.item(), Revision.NONE);
            }
            String id = feature.folder().substring(feature.folder().lastIndexOf('/') + 1);
            for (String key : List.of(SessionState.TYPE + "/" + feature.item(), "feature/" + id)) {
                if (commit.find(StateKey.json(key)).isPresent()) {
                    commit.delete(StateKey.json(key));
                }
            }
        }
    }
}
