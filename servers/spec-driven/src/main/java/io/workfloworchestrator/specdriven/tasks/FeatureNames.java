package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.Item;
import java.util.List;
import java.util.Optional;

/** Finds the feature that somebody means, for tools of other packages. Pure functions. */
public final class FeatureNames {
    private FeatureNames() {}

    /**
     * A feature.
     *
     * @param id the name of its folder, such as {@code 001-login}
     * @param folder such as {@code specs/001-login}
     * @param isHealth whether protected health data is touched
     */
    public record Named(String id, String folder, String title, boolean isHealth) {}

    /**
     * The feature of this name, or without a name the only one that is open and has a folder.
     *
     * @return empty if no name is given and there is no single open one
     * @throws SpecDrivenException E_FEATURE if there is none of this name, or more than one
     */
    public static Optional<Named> find(OpenProject project, Optional<String> name) {
        Features features = new Features(project.workflow().project(), project.state());
        Moment now = project.state().now();
        if (name.isPresent()) {
            return Optional.of(named(project, features, now, features.named(now, name.get())));
        }
        List<Item> open = features.open(now);
        return open.size() == 1
                ? Optional.of(named(project, features, now, Features.folder(open.get(0))))
                : Optional.empty();
    }

    private static Named named(OpenProject project, Features features, Moment now, String id) {
        Optional<Item> item = features.ofFolder(now, id);
        boolean isSaid = item.map(
                        one -> Json.of(true).equals(one.state().fields().get("health")))
                .orElse(false);
        return new Named(
                id,
                features.place(now, id),
                item.map(Item::title)
                        .orElseGet(() -> id.replaceFirst("^\\d+-", "").replace('-', ' ')),
                isSaid || FeatureDocumentPaths.of(project.workflow().project()).handlesHealthData());
    }
}
