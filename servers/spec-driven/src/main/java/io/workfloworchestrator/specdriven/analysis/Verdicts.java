package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The verdicts on features, as evidence of their items with the fingerprints of what was looked at: a verdict expires by itself when
 * one of these files changes, goes, or a document is added. A task that is ticked changes nothing that was looked at. Reports of tests are not among them, since every build writes them anew;
 * what they say is looked up each time. For one look. Not thread-safe.
 */
final class Verdicts {
    /** The field of a feature's item with the parts that are stale. */
    static final String OUTDATED = "outdated";

    private final OpenProject project;
    private final Workflow<Json> features;
    private Optional<WorkflowMoment<Json>> look = Optional.empty();

    Verdicts(OpenProject project) {
        this.project = project;
        this.features = Workflow.of(project.workflow().project(), Features.ALL, project.state())
                .open();
    }

    Optional<Verdict> last(Item item, Set<String> inputs) {
        if (look.isEmpty()) {
            look = Optional.of(features.now());
        }
        return look.get().item(item.id()).flatMap(view -> last(view, inputs));
    }

    private static Optional<Verdict> last(ItemView view, Set<String> inputs) {
        return view.item().state().evidence().values().stream()
                .filter(Verdicts::isVerdict)
                .max(Comparator.comparing(Evidence::at))
                .map(evidence -> {
                    Set<String> changed = new LinkedHashSet<>();
                    view.changed(evidence).forEach(path -> changed.add(plain(path)));
                    Set<String> covered = new HashSet<>();
                    evidence.files().keySet().forEach(path -> covered.add(plain(path)));
                    inputs.stream().filter(path -> !covered.contains(path)).forEach(changed::add);
                    return new Verdict(
                            evidence.result(), evidence.by(), evidence.at(), changed.isEmpty(), List.copyOf(changed));
                });
    }

    private static String plain(String path) {
        return path.replaceFirst("#words$", "");
    }

    private static boolean isVerdict(Evidence evidence) {
        return evidence.what() == Evidence.What.CONSTRAINT && evidence.level() == Evidence.Level.VERIFIED;
    }

    /** Records a verdict, unless the same one is there and still counts. Gives why it could not be recorded; empty if it was. */
    Optional<String> record(Item item, String result, Set<String> inputs, Map<String, Json> fields, Cause cause) {
        Map<String, Json> known = known(fields);
        boolean isSame = last(item, inputs)
                        .filter(verdict -> verdict.fresh() && verdict.result().equals(result))
                        .isPresent()
                && known.entrySet().stream()
                        .allMatch(one ->
                                one.getValue().equals(item.state().fields().get(one.getKey())));
        if (isSame) {
            return Optional.empty();
        }
        try {
            Evidence evidence = features.items().evidence(draft(result, inputs), cause.actor());
            project.state().change(cause.doing("analysed " + item.called() + ": " + result), commit -> {
                ItemChanges items = features.in(commit, cause.actor());
                if (!known.isEmpty()) {
                    items.edit(item.id(), Json.object(known), Revision.NONE);
                }
                return items.addEvidence(item.id(), evidence, Revision.NONE).id();
            });
            look = Optional.empty();
            return Optional.empty();
        } catch (ItemException e) {
            return Optional.of("The verdict was not recorded: " + e.getMessage());
        }
    }

    /** Writes fields of a feature's item that say what was found, if they say something else now. */
    void note(Item item, Map<String, Json> fields, Cause cause) {
        Map<String, Json> known = known(fields);
        known.entrySet()
                .removeIf(one -> one.getValue().equals(item.state().fields().get(one.getKey())));
        if (!known.isEmpty()) {
            features.items().edit(item.id(), Json.object(known), Revision.NONE, cause);
        }
    }

    /** Features that were begun by an older definition have fewer fields. */
    private Map<String, Json> known(Map<String, Json> fields) {
        Map<String, Json> known = new TreeMap<>(fields);
        Optional.ofNullable(features.running().kinds().get(Features.KIND))
                .ifPresent(kind -> known.keySet().retainAll(kind.fields().keySet()));
        return known;
    }

    private static EvidenceDraft draft(String result, Set<String> inputs) {

        EvidenceDraft draft = EvidenceDraft.of(Evidence.What.CONSTRAINT, result).verified();
        for (String path : inputs.stream().limit(40).toList()) {
            draft = path.endsWith("/tasks.md") ? draft.coveringWords(path) : draft.covering(path);
        }
        return draft;
    }
}
