package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Worded;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is begun: it decides what is asked. */
enum Scenario implements Worded {
    /** Nothing is there yet. */
    NEW_PROJECT,
    /** There is code, and no constitution. */
    EXISTING_PROJECT,
    /** There is a constitution. */
    ADD_FEATURE,
    /** Something is wrong, and nothing else may change. */
    BUG_FIX,
    /** The design is there, and the requirements come of it. */
    DESIGN_FIRST;

    /** @throws SpecDrivenException E_SCENARIO if there is none, with the nearest */
    static Scenario of(String word) {
        List<String> words = Arrays.stream(values()).map(Scenario::word).toList();
        int index = words.indexOf(word.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            String shown = Words.clip(word.replaceAll("\\p{C}", "?"), 60);
            throw new SpecDrivenException(
                    "E_SCENARIO",
                    "there is no scenario \"" + shown + "\"." + Names.hint(shown, words)
                            + " Leave it out to have it found.");
        }
        return values()[index];
    }
}
