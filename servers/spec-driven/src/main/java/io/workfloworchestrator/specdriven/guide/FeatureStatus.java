package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.List;

/**
 * Where a feature stands, for each list that shows it. Its interview may be over while nobody has begun its tasks: then it is
 * {@code tasked}, and it is {@code done} only when its tasks are. Pure functions.
 */
public final class FeatureStatus {
    /** The status of a feature whose interview was called off; its item keeps the status from before, to go on from. */
    static final String CANCELLED = "cancelled";

    private FeatureStatus() {}

    /** The status of its item, such as {@code tasked}; {@code cancelled} if it was called off. */
    public static String of(Item feature) {
        return isCancelled(feature) ? CANCELLED : feature.status();
    }

    public static boolean isOpen(Item feature) {
        return !List.of("done", "dropped", CANCELLED).contains(of(feature));
    }

    static boolean isCancelled(Item feature) {
        return Json.of(true).equals(feature.state().fields().get(Session.CANCELLED));
    }
}
