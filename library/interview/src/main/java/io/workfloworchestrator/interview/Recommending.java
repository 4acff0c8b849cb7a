package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out what a set recommends, from what the caller knows of the project and from earlier answers. Immutable. */
record Recommending(QuestionSet set, Json.Obj facts) {
    private static final int LONGEST_WORDS = 500;

    /** The recommendation for a question; empty if there is none, or if what it is computed from is not known. */
    Optional<Recommendation> of(Standing standing, List<Standing> all) {
        CompiledQuestion compiled = set.compiled(standing.question());
        Question.Advice advice = compiled.question().advice().orElse(null);
        if (advice == null || compiled.because() == null) {
            return Optional.empty();
        }
        try {
            Facts known = facts(compiled, standing, all);
            Json value = advice.value() != null ? advice.value() : computed(compiled, known);
            if (!(AnswerCheck.of(compiled.question(), value) instanceof CheckedAnswer.Fits fits)) {
                return Optional.empty();
            }
            String because = compiled.because().render(known);
            return Optional.of(new Recommendation(fits.value(), Words.clip(because, LONGEST_WORDS)));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    private static Json computed(CompiledQuestion compiled, Facts known) {
        return compiled.advice() == null
                ? Json.Null.VALUE
                : Shapes.json(compiled.advice().evaluate(known));
    }

    private Facts facts(CompiledQuestion compiled, Standing standing, List<Standing> all) {
        Map<String, @Nullable Object> roots = new HashMap<>();
        roots.put("facts", Shapes.plain(facts));
        roots.put("answers", Standings.answersThatCount(all));
        if (!standing.element().isEmpty()) {
            roots.put(compiled.loop().variable(), standing.element());
        }
        return Facts.of(roots);
    }
}
