package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.definition.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far a component is: the statuses of its kind, in the words of the tools. */
enum Stage {
    EXPLORING("explore"),
    FRAMEWORK("frame"),
    FINALIZED("finalize"),
    ARCHIVED("archive");

    final String move;

    Stage(String move) {
        this.move = move;
    }

    static final List<String> WORDS = Arrays.stream(values()).map(Enum::name).toList();

    /** @throws ComponentException {@code E_COMPONENT_STAGE} if there is none of this name, in any case */
    static Stage of(String name) {
        String word = name.strip().toUpperCase(Locale.ROOT);
        if (!WORDS.contains(word)) {
            throw new ComponentException(
                    "E_COMPONENT_STAGE", "There is no stage \"" + name.strip() + "\"." + Names.hint(word, WORDS));
        }
        return valueOf(word);
    }
}
