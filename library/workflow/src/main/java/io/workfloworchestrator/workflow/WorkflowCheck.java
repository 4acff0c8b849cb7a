package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.DefinitionException;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SuccessiveDecoder;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a value may become the state of a key where it did not come from this library: a file that a person edited
 * or that a clone brought, or an import.
 *
 * <pre>{@code
 * WorkflowCheck check = WorkflowCheck.of(project, name -> store.read(name).flatMap(Entry::value));
 * StateFiles files = StateFiles.builder(root, store).check(check::check).build();
 * }</pre>
 *
 * <p>Keys of the project's workflow types, the built-in ones included, hold workflows: of that type and id, in a phase that
 * the definition has, with data of the declared shape, and items whose changes fit their kind. Keys of other types may hold
 * anything, but what says of itself that it is a workflow must be one. A state that runs by a recorded definition must fit that one; without the record, only
 * the shape is checked.
 *
 * <p>Definitions are read again when their files change. Thread-safe.
 */
public final class WorkflowCheck {
    private static final int LONGEST_FAULT = 600;

    private final ProjectFolder project;
    private final Function<String, Optional<Json>> recorded;
    /** The files of one look are checked one after the other, each with the value that has all before it. */
    private final SuccessiveDecoder<WorkflowState<Json>> states =
            new SuccessiveDecoder<>(WorkflowState.codec(Json.class));

    private @Nullable Known known;

    /** The project's definitions, empty if they cannot be read, and a glance that shows when they change. */
    private record Known(List<String> glance, Optional<Definitions> definitions) {}

    private WorkflowCheck(ProjectFolder project, Function<String, Optional<Json>> recorded) {
        this.project = project;
        this.recorded = recorded;
    }

    /**
     * The check for a project.
     *
     * @param recorded gives the newest value of a key; the definitions that work began with are among them
     */
    public static WorkflowCheck of(ProjectFolder project, Function<String, Optional<Json>> recorded) {
        return new WorkflowCheck(project, recorded);
    }

    /**
     * Returns when the value may be the state of the key.
     *
     * @throws StateException (E_STATE_SHAPE, E_STATE_INVARIANT) naming the place in the value that may not
     */
    public void check(String key, Json value) {
        StateKey<Json> name = StateKey.json(key);
        if (Definitions.isRecord(key) || !isWorkflow(name, value)) {
            return;
        }
        WorkflowState<Json> state = states.decode(value);
        requireSame("workflow", state.workflow(), name.type());
        requireSame("id", state.id(), name.id());
        definition(state).ifPresent(definition -> {
            requireFit(state, definition);
            Json before = recorded.apply(key).flatMap(had -> had.at("data")).orElse(Json.Null.VALUE);
            Shapes.strangeWord(before, state.data(), definition.data()).ifPresent(fault -> {
                throw invariant("/data", fault + ".");
            });
            recorded.apply(key).ifPresent(had -> requireItems(had, value, state, definition));
        });
    }

    /**
     * The items of a value that stand in a status which their definition does not have, a sentence for each: somebody edited the state,
     * or the work goes on by a newer definition.
     */
    public List<String> lostItems(String key, Json value) {
        if (Definitions.isRecord(key) || !isWorkflow(StateKey.json(key), value)) {
            return List.of();
        }
        List<String> lost = new ArrayList<>();
        WorkflowState<Json> state = WorkflowState.codec(Json.class).decode(value);
        definition(state)
                .ifPresent(definition -> definition
                        .kinds()
                        .forEach((kind, described) -> state.items(kind).forEach((id, item) -> {
                            if (!described.status().has(item.status())) {
                                lost.add(ItemConcerns.lost(described, new Item(kind, id, item)));
                            }
                        })));
        return lost;
    }

    /**
     * Refuses what changed of the items if it does not fit. What was there before stays, and so does what came with another definition:
     * the items are then as that one had them.
     */
    private static void requireItems(
            Json before, Json value, WorkflowState<Json> state, WorkflowDefinition definition) {
        if (!before.asObject().text("definition").equals(state.definition())) {
            return;
        }
        definition.kinds().forEach((kind, described) -> {
            Json.Obj had = before.at("items", kind).orElse(Json.Obj.EMPTY).asObject();
            Json.Obj has = value.at("items", kind).orElse(Json.Obj.EMPTY).asObject();
            for (String id : has.keys()) {
                ItemState item = state.items(kind).get(id);
                Json was = had.find(id).orElse(Json.Obj.EMPTY);
                if (item != null && !was.equals(has.get(id))) {
                    ItemFields.fault(described, was, item).ifPresent(fault -> {
                        throw invariant(
                                "/items/" + kind + "/" + id,
                                new Item(kind, id, item).shown() + ": " + Words.clip(fault, LONGEST_FAULT) + ".");
                    });
                }
            }
        });
    }

    private boolean isWorkflow(StateKey<Json> name, Json value) {
        Json.Obj fields = value.asObject();
        boolean saysSo = fields.text("workflow").equals(Optional.of(name.type()))
                && fields.text("phase").isPresent();
        return saysSo || types().contains(name.type());
    }

    private static void requireSame(String field, String found, String expected) {
        if (!found.equals(expected)) {
            throw invariant("/" + field, "\"" + found + "\" is not \"" + expected + "\", as this place asks for.");
        }
    }

    private static void requireFit(WorkflowState<Json> state, WorkflowDefinition definition) {
        List<String> phases =
                definition.phases().stream().map(PhaseDefinition::id).toList();
        if (!phases.contains(state.phase())) {
            throw invariant(
                    "/phase",
                    "\"" + state.workflow() + "\" has no phase \"" + state.phase() + "\"."
                            + Names.hint(state.phase(), phases));
        }
        Shapes.fault(state.data().asObject(), definition.data()).ifPresent(fault -> {
            throw invariant("/data", fault + ".");
        });
    }

    private static StateException invariant(String place, String message) {
        return new StateException("E_STATE_INVARIANT", "at " + place + ": " + message);
    }

    /** The definition that the work runs by; empty if it is not known. */
    private Optional<WorkflowDefinition> definition(WorkflowState<Json> state) {
        Optional<WorkflowDefinition> current = current(state.workflow());
        Optional<String> began = state.definition();
        if (began.isEmpty()
                || current.filter(by -> by.fingerprint().equals(began.get())).isPresent()) {
            return current;
        }
        return Recorded.of(state, recorded);
    }

    private Optional<WorkflowDefinition> current(String type) {
        try {
            return definitions().filter(all -> all.types().contains(type)).map(all -> all.get(type));
        } catch (DefinitionException e) {
            return Optional.empty(); // The type's own commands say what is wrong with its definition.
        }
    }

    private Set<String> types() {
        return definitions().map(all -> Set.copyOf(all.types())).orElse(Set.copyOf(WorkflowDefinition.builtInTypes()));
    }

    private synchronized Optional<Definitions> definitions() {
        List<String> now = Definitions.glance(project.root());
        Known before = known;
        if (before != null && before.glance.equals(now)) {
            return before.definitions;
        }
        Optional<Definitions> read;
        try {
            read = Optional.of(Definitions.of(project));
        } catch (DefinitionException | PathException e) {
            read = Optional.empty();
        }
        known = new Known(now, read);
        return read;
    }
}
