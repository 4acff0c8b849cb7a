package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/** One feature that is being specified: its item among the features, and what the guide keeps of it. Immutable. */
record Session(Item item, SessionState state) {
    /** The field that says that the interview was called off. */
    static final String CANCELLED = "cancelled";

    static final String FOLDER = "folder";
    static final String HEALTH = "health";

    String id() {
        return item.id();
    }

    String number() {
        return item.called();
    }

    Scenario scenario() {
        return Scenario.of(state.scenario());
    }

    Optional<GoalGiven> goal() {
        return state.goal()
                .filter(Json.Obj.class::isInstance)
                .map(Json::asObject)
                .map(GoalGiven::new);
    }

    boolean isHealth() {
        return Json.of(true).equals(item.state().fields().get(HEALTH));
    }

    boolean isCancelled() {
        return FeatureStatus.isCancelled(item);
    }

    boolean isOpen() {
        return !isCancelled()
                && state.stage() != Stage.COMPLETE
                && !item.status().equals("dropped");
    }

    /** Its folder, such as {@code specs/001-login}; empty until the feature has a name. */
    Optional<String> folder() {
        return folder(item);
    }

    private static Optional<String> folder(Item item) {
        return item.state().text(FOLDER).filter(folder -> !folder.isEmpty());
    }

    Optional<String> featureId() {
        return featureId(item);
    }

    /** The name of the folder of a feature; empty until the feature has a name. */
    static Optional<String> featureId(Item item) {
        return folder(item).map(folder -> folder.substring(folder.lastIndexOf('/') + 1));
    }

    /** Where the interview stands; {@link FeatureStatus} says it of the feature. */
    String status() {
        return isCancelled()
                ? FeatureStatus.CANCELLED
                : isOpen() ? "open" : state.stage() == Stage.COMPLETE ? "done" : "dropped";
    }

    /** Whether a person may call it so: by its number, its folder or the name of that, or its id. */
    boolean isCalled(String name) {
        String plain = name.strip();

        return plain.equals(id())
                || Features.isNumber(plain, number())
                || folder().equals(Optional.of(plain))
                || featureId().equals(Optional.of(plain));
    }
}
