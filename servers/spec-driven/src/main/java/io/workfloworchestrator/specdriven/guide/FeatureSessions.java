package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The sessions of a project, one for each feature, in the shared state: any process goes on with any of them.
 *
 * <p>A feature is an item of {@code features/main} from its first moment, and so has its number: two that begin at once never get the
 * same. What the guide keeps lies under {@code guide/<id of the item>}. The interviews are {@code interview/<id>.spec}, {@code
 * interview/<id>.plan}, and, where a constitution is there, {@code interview/<id>.constitution}; they bear the random id, since a
 * number changes where two branches meet. The constitution itself is one interview for all features, {@code interview/constitution}.
 * The folder, such as {@code specs/001-login}, and the workflow of the same name, {@code feature/001-login}, begin when the feature
 * has its name.
 *
 * <p>For one call: it remembers the commits that the call made. Not thread-safe.
 */
final class FeatureSessions {
    static final String KIND = Features.KIND;
    /** What a feature is called until somebody says its name. */
    static final String UNNAMED = "Unnamed feature";

    private static final String OUTDATED = "outdated";
    private static final int LONGEST_SLUG = 48;

    final OpenProject project;
    final Workflow<Json> features;
    final FeatureDocumentPaths folder;
    final List<Revision> own = new ArrayList<>();
    final FeatureRoots roots;

    FeatureSessions(OpenProject project) {
        this.project = project;
        ProjectFolder disk = project.workflow().project();
        this.features = project.workflow().key().name().equals(Features.ALL)
                ? project.workflow()
                : Workflow.of(disk, Features.ALL, project.state()).open();
        WorkflowDefinition feature = Definitions.of(disk).get(KIND);
        this.folder = FeatureDocumentPaths.of(disk, feature);
        this.roots = new FeatureRoots(folder, feature);
    }

    List<Session> all() {
        return those(item -> true);
    }

    /** The session of the feature whose folder has this name; empty if the guide did not begin it. Only that one is read. */
    Optional<Session> ofFolder(String featureId) {
        return those(item -> Session.featureId(item).equals(Optional.of(featureId))).stream()
                .findFirst();
    }

    private List<Session> those(Predicate<Item> isMeant) {
        Moment now = project.state().now();
        return now.find(features.key()).stream()
                .flatMap(found -> found.value().all(KIND).stream())
                .filter(isMeant)
                .flatMap(item ->
                        now.find(SessionState.key(item.id())).map(kept -> new Session(item, kept.value())).stream())
                .sorted(Comparator.comparing(Session::number))
                .toList();
    }

    /**
     * The session of this name, or the only one that is open. Throws E_SESSION if there is none of this name; E_SESSION_NONE,
     * E_SESSION_SEVERAL if nobody can say which.
     */
    Session get(Optional<String> name) {
        List<Session> all = all();
        if (name.isPresent()) {
            return all.stream()
                    .filter(session -> session.isCalled(name.get()))
                    .findFirst()
                    .orElseThrow(() -> unknown(name.get(), all));
        }
        List<Session> open = all.stream().filter(Session::isOpen).toList();
        if (open.size() == 1) {
            return open.get(0);
        }
        if (open.isEmpty() && !all.isEmpty()) {
            return all.get(all.size() - 1);
        }
        throw open.isEmpty()
                ? new SpecDrivenException(
                        "E_SESSION_NONE", "no feature was begun in this project. Begin one with action start.")
                : several(open);
    }

    static SpecDrivenException several(List<Session> open) {
        return new SpecDrivenException(
                "E_SESSION_SEVERAL",
                "several features are being specified: " + named(open) + ". Say which by session.");
    }

    private static SpecDrivenException unknown(String name, List<Session> all) {
        String shown = Words.clip(name.replaceAll("\\p{C}", "?"), 80);
        String there = all.isEmpty()
                ? " Begin one with action start."
                : Names.hint(shown, all.stream().map(Session::number).toList());
        return new SpecDrivenException("E_SESSION", "there is no feature \"" + shown + "\"." + there);
    }

    static String named(List<Session> sessions) {
        return String.join(
                ", ",
                sessions.stream()
                        .limit(10)
                        .map(session -> session.number() + " "
                                + Words.clip(session.item().title(), 60))
                        .toList());
    }

    /** Begins a feature: its item with its number, its session, and the hand-off that is taken by it, in one commit. */
    Session begin(String title, SessionState state, Optional<GoalGiven> goal, Cause cause) {
        if (features.state().isEmpty()) {
            own.add(features.initialize("", cause).moment().revision());
        }

        Optional<String> handoff = goal.flatMap(GoalGiven::handoff);
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", title)
                .with("scenario", state.scenario())
                .with("goal", goal.flatMap(GoalGiven::id))
                .with("handoff", handoff)
                .with("health", goal.filter(GoalGiven::isHealth).isPresent());
        long highest = roots.highestNumber(all(), state.root());
        String item = change(cause.doing("began the feature \"" + Words.clip(title, 60) + "\""), commit -> {
            Item added = features.in(commit, cause.actor()).addAfter(KIND, fields, highest);
            commit.put(SessionState.key(added.id()), state);
            handoff.ifPresent(some -> TakenHandoff.take(project, commit, some, added, cause));
            return added.id();
        });
        return get(Optional.of(item));
    }

    /** Gives the feature its name, and with it its folder and its workflow, once. */
    Session named(Session session, String title, Cause cause) {
        Session named = session;
        if (session.folder().isEmpty()) {
            change(cause.doing("named the feature " + session.number()), commit -> {
                ItemChanges items = features.in(commit, cause.actor());
                Item now = items.get(session.id());
                String path = roots.specs(session) + "/" + folderName(items, now, roots.specs(session), title);
                Json.Obj fields = Json.object(Map.of("title", Json.of(title), Session.FOLDER, Json.of(path)));
                return items.edit(now.id(), fields, Revision.NONE).id();
            });
            named = get(Optional.of(session.id()));
        }
        Workflow<Json> feature = roots.workflow(project, named.folder().orElseThrow());
        if (feature.state().isEmpty()) {
            own.add(feature.initialize(Words.clip(title, 200), cause).moment().revision());
        }
        return named;
    }

    /** A name that no other feature has, and no folder that somebody else made. */
    String folderName(ItemChanges items, Item item, String specs, String title) {
        List<String> others = items.all(KIND).stream()
                .flatMap(other -> other.state().text(Session.FOLDER).stream())
                .toList();
        String name = provisional(item, title);
        String free = name;
        int more = 2;
        while (others.contains(specs + "/" + free) || folder.exists(specs + "/" + free)) {
            free = name + "-" + more++;
        }
        return free;
    }

    /** The name that a feature's folder gets by its title, small letters and digits with dashes between: {@code 001-login}. */
    static String provisional(Item item, String title) {
        String slug = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = slug.substring(0, Math.min(LONGEST_SLUG, slug.length())).replaceAll("-+$", "");
        return item.called() + "-" + (cut.isEmpty() ? KIND : cut);
    }

    /** Remembers that the feature touches protected health data, if it does: what works on its tasks reads it from there. */
    Session health(Session session, boolean isHealth, Cause cause) {
        return !isHealth || session.isHealth()
                ? session
                : edited(
                        session,
                        Session.HEALTH,
                        Json.of(true),
                        cause.doing("health data is touched by the feature " + session.number()));
    }

    /** Remembers which parts of the documents no longer fit, as an analysis does: rules advise to derive them again. */
    Session outdated(Session session, List<String> parts, Cause cause) {
        var kind = features.running().kinds().get(KIND);
        boolean isKnown = kind != null && kind.fields().containsKey(OUTDATED);
        Json now = session.item().state().fields().getOrDefault(OUTDATED, Json.strings(List.of()));
        return !isKnown || now.equals(Json.strings(parts))
                ? session
                : edited(
                        session,
                        OUTDATED,
                        Json.strings(parts),
                        cause.doing("saw what is stale of the feature " + session.number()));
    }

    private Session edited(Session session, String field, Json value, Cause cause) {
        return changed(session, cause, commit -> edit(commit, session, field, value, cause));
    }

    private void edit(Transaction commit, Session session, String field, Json value, Cause cause) {
        features.in(commit, cause.actor()).edit(session.id(), Json.Obj.EMPTY.with(field, value), Revision.NONE);
    }

    private Session changed(Session session, Cause cause, Consumer<Transaction> work) {
        String id = change(cause, commit -> {
            work.accept(commit);
            return session.id();
        });
        return get(Optional.of(id));
    }

    /** Remembers that the documents of a stage were written, and moves the feature on. */
    Session wrote(Session session, Stage stage, List<String> paths, Optional<String> move, Cause cause) {
        String what = "finished the " + stage.word() + " of the feature " + session.number();
        return changed(session, cause.doing(what), commit -> {
            commit.update(SessionState.key(session.id()), state -> state.written(stage, paths));
            ItemChanges items = features.in(commit, cause.actor());
            Item now = items.get(session.id());
            move.filter(id -> leads(id, now)).ifPresent(id -> items.move(now.id(), id, Revision.NONE));
        });
    }

    /** Whether a move leads on from where the item is: somebody may have moved it by hand. */
    private boolean leads(String move, Item item) {
        var kind = features.running().kinds().get(KIND);
        return kind != null
                && kind.moves().stream()
                        .anyMatch(one -> one.id().equals(move) && one.from().contains(item.status()));
    }

    Session knows(Session session, Map<String, Json> answers, Cause cause) {
        String what = "kept answers for later stages of the feature " + session.number();
        return changed(
                session,
                cause.doing(what),
                commit -> commit.update(SessionState.key(session.id()), state -> state.knowing(answers)));
    }

    Session cancelled(Session session, boolean isCancelled, Optional<Integer> budget, Cause cause) {
        if (session.isCancelled() == isCancelled && budget.isEmpty()) {
            return session;
        }
        String what = (isCancelled ? "called off" : "resumed") + " the feature " + session.number();
        return changed(session, cause.doing(what), commit -> {
            if (budget.isPresent()) {
                commit.update(SessionState.key(session.id()), state -> state.within(budget));
            }
            edit(commit, session, Session.CANCELLED, Json.of(isCancelled), cause);
        });
    }

    /**
     * Gives features of one number, which two branches made, numbers of their own: the younger one gets the next. Its folder keeps its
     * name. Gives a sentence for each.
     */
    List<String> renumbered(Cause cause) {
        List<Session> twice = younger(all());
        long highest = twice.isEmpty() ? 0 : roots.highestNumber(all(), Optional.empty());
        List<String> told = new ArrayList<>();
        for (Session session : twice) {
            String number = change(
                    cause.doing("renumbered the feature " + session.number()),
                    commit -> features.in(commit, cause.actor())
                            .renumber(session.id(), highest)
                            .number()
                            .orElse(""));
            told.add("Two branches gave the number " + session.number() + ": \""
                    + Words.clip(session.item().title(), 60) + "\" is " + number + " now"
                    + session.folder()
                            .map(path -> ", and its folder stays " + path)
                            .orElse("") + ".");
        }
        return told;
    }

    private static List<Session> younger(List<Session> all) {
        Comparator<Session> byAge = Comparator.comparing(
                        (Session one) -> one.item().state().created())
                .thenComparing(Session::id);
        return all.stream()
                .filter(one -> all.stream()
                        .anyMatch(other -> other.number().equals(one.number()) && byAge.compare(other, one) < 0))
                .toList();
    }

    private String change(Cause cause, Function<Transaction, String> work) {
        Done<String> done = project.state().change(cause, work);
        own(done.commit());
        return done.result();
    }

    void own(Optional<Commit> made) {
        made.map(Commit::revision).ifPresent(own::add);
    }
}
