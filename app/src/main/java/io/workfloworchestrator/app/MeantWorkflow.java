package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which workflow of a project a command is about. If the command line names a type only, or nothing, it is {@code main} of
 * that type, or of the planning, the full or the lean one; if there is no such workflow, it is the only one there is.
 *
 * @param given what was given with -w: {@code type/id}, or {@code type}
 */
record MeantWorkflow(StateManager states, ProjectFolder folder, Optional<String> given) {
    /** The id that is meant if no id is named. */
    static final String MAIN = StateKey.json(Planning.LEAN).id();

    private static final int LOOKED_AT = 100;

    Optional<String> asked() {
        return given.map(some -> name(states.now()));
    }

    /**
     * The workflow that was named on the command line, if one was, and is or was here.
     *
     * @throws NotFoundException if there never was one of that name
     */
    Optional<String> asked(Moment now) {
        Optional<String> name = given.map(some -> name(now));
        name.ifPresent(one -> requireEver(now, StateKey.json(one)));
        return name;
    }

    static void requireEver(Moment now, StateKey<Json> key) {
        if (now.history(key, 1).isEmpty()) {
            throw new NotFoundException("there is no " + key + " here, and there never was; there are: "
                    + String.join(", ", now.list()) + ".");
        }
    }

    /**
     * The name of the workflow, {@code type/id}; it may not exist.
     *
     * @throws UsageException if there are several to choose from
     */
    String name(Moment now) {
        if (given.isPresent() && given.get().contains("/")) {
            return StateKey.checkName(given.get());
        }
        List<String> all = candidates(given, now);
        if (all.size() > 1) {
            throw new UsageException("there are several workflows here: " + String.join(", ", all)
                    + ". Say which one with -w TYPE/ID, such as -w " + likeliest(all, now) + ".");
        }
        return all.isEmpty()
                ? given.map(type -> type + "/" + MAIN)
                        .orElseGet(() -> Planning.choice(folder).key())
                : all.get(0);
    }

    /** Of those whose id is main, or of all if none of them has it, the one that was changed last. */
    private static String likeliest(List<String> all, Moment now) {
        List<String> mains =
                all.stream().filter(name -> name.endsWith("/" + MAIN)).toList();
        List<String> few = mains.isEmpty() ? all : mains;
        return now.history(LOOKED_AT).stream()
                .flatMap(commit -> commit.keys().stream())
                .filter(few::contains)
                .findFirst()
                .orElse(few.get(0));
    }

    private static List<String> candidates(Optional<String> type, Moment now) {
        for (String main : type.map(some -> List.of(some + "/" + MAIN)).orElse(List.of(Planning.FULL, Planning.LEAN))) {
            if (now.find(StateKey.json(main)).isPresent()) {
                return List.of(main);
            }
        }
        return all(now).stream()
                .filter(name -> type.isEmpty() || name.startsWith(type.get() + "/"))
                .toList();
    }

    static List<String> all(Moment now) {
        return now.list().stream().filter(key -> isWorkflow(now, key)).toList();
    }

    /** Other state may be kept beside workflows; a workflow is known by its fields. */
    private static boolean isWorkflow(Moment now, String key) {
        StateKey<Json> found = StateKey.json(key);
        return !Definitions.isRecord(key)
                && now.find(found)
                        .map(snapshot -> snapshot.json().asObject())
                        .filter(state -> state.text("workflow").equals(Optional.of(found.type()))
                                && state.text("phase").isPresent())
                        .isPresent();
    }

    /** The state of this name as plain JSON; the workflow's at this moment if no name is given. */
    StateKey<Json> key(Optional<String> name, Moment now) {
        return StateKey.json(name.orElseGet(() -> name(now)));
    }

    /** Which keys a command is about: all, or the workflow that was named and the definitions of its type. */
    Predicate<String> keys() {
        return asked().<Predicate<String>>map(name -> key -> key.equals(name)
                        || Definitions.isRecord(key, StateKey.json(name).type()))
                .orElse(key -> true);
    }

    /** A command line that asks about the same workflow. */
    String command(String words) {
        return "workflow " + words + given.map(some -> " -w " + some).orElse("");
    }

    /** The option that a command line about this workflow needs; empty if it is meant without one. */
    String option(String name) {
        return candidates(Optional.empty(), states.now()).equals(List.of(name)) ? "" : " -w " + name;
    }
}
