package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Words;
import java.util.List;
import java.util.Optional;

/** Finds the question that somebody names. Immutable. */
record Naming(QuestionSet set, List<Standing> standings) {
    private static final int LONGEST = 1_200;

    /** @throws InterviewException (E_QUESTION) if there is no such question */
    Standing get(String name) {
        return find(name).orElseThrow(() -> new InterviewException("E_QUESTION", unknown(name)));
    }

    /** By its address, with {@code Q-} before it or not, or by its id and the element's text in brackets. */
    Optional<Standing> find(String name) {
        String given = name.strip();
        if (given.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = given.startsWith("Q-") ? given.substring(2) : given;
        int bracket = plain.indexOf('[');
        String address = bracket > 0 && plain.endsWith("]")
                ? plain.substring(0, bracket) + "."
                        + Address.key(
                                plain.substring(bracket + 1, plain.length() - 1).strip())
                : plain;
        return standings.stream()
                .filter(standing -> standing.id().equals(address))
                .findFirst();
    }

    String unknown(String name) {
        String shown = Words.clip(name.strip().replaceAll("\\p{C}", "?"), 80);
        String id = shown.split("[.\\[]", 2)[0];
        List<String> elements = standings.stream()
                .filter(s -> s.question().id().equals(id) && !s.element().isEmpty())
                .map(Standing::id)
                .toList();
        if (!elements.isEmpty()) {
            return "\"" + shown + "\" is asked once per element. Answer " + Names.listed(elements) + ".";
        }
        return "there is no question \"" + shown + "\"."
                + Names.hint(shown, set.compiled().keySet());
    }
}
