package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.Toolset;
import java.util.ArrayList;
import java.util.List;

/** One of the things that are checked: what was found, and what stands in the way. Not thread-safe while it is filled. */
final class Check {
    private static final int MOST_SHOWN = 20;

    private final String category;
    private final List<String> details = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();

    Check(String category) {
        this.category = category;
    }

    void detail(String text) {
        details.add(text);
    }

    void block(String what, String tool, Json.Obj arguments) {
        blockers.add(new Blocker.ByCall(what, tool, arguments));
    }

    /** As {@link #block}, where no tool of the server clears it, but a command line does. */
    void blockUntil(String what, String command) {
        blockers.add(new Blocker.ByCommand(what, command));
    }

    String category() {
        return category;
    }

    boolean passed() {
        return blockers.isEmpty();
    }

    List<Blocker> blockers() {
        return List.copyOf(blockers);
    }

    List<String> details() {
        return List.copyOf(details);
    }

    Json toJson() {
        return Json.Obj.EMPTY
                .with("category", category)
                .with("passed", passed())
                .with("details", Json.strings(shown(details)))
                .with(
                        "blockers",
                        Json.strings(shown(blockers.stream().map(Blocker::what).toList())));
    }

    static List<String> shown(List<String> all) {
        return PlanningItems.first(MOST_SHOWN, all);
    }

    /** Something that has to be done before the project is ready, and what does it: a call, or a command line where no tool does. */
    sealed interface Blocker {
        String what();

        /** What is so, with what clears it: {@code {action, tool, params, toolset}}, or {@code {action, command}}. */
        Json.Obj recommended();

        /** @param arguments what only a person knows is left out */
        record ByCall(String what, String tool, Json.Obj arguments) implements Blocker {
            @Override
            public Json.Obj recommended() {
                return Toolset.call(tool, arguments).with("action", what);
            }
        }

        /** @param command the whole line; what only a person knows is a word in capitals */
        record ByCommand(String what, String command) implements Blocker {
            @Override
            public Json.Obj recommended() {
                return Json.Obj.EMPTY.with("action", what).with("command", command);
            }
        }
    }
}
