package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set-up that was begun with this server's forerunner: {@value #FILE}. The file is read and never changed; its conversation goes on
 * here, under its own id too.
 *
 * <p>Source of the format: the forerunner's {@code conversation-state.json}, with {@code conversationId}, {@code projectName}, {@code
 * projectType}, {@code constitutionMode} and {@code extractedInfo}.
 *
 * @param id such as {@code conv-1730000000000-a1b2c3}
 * @param answers what was chosen when it was begun
 */
record OldConversation(String id, Map<String, Json> answers, Map<String, Json> drafts) {
    static final String FILE = "project-setup/conversation-state.json";

    private static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST_LINE = 900;

    /** @throws CodedException E_SETUP_OLD if the file cannot be read as one */
    static Optional<OldConversation> of(ProjectFolder project) {
        if (!project.exists(FILE)) {
            return Optional.empty();
        }
        Json old;
        try {
            old = Json.parse(project.read(FILE, MOST_BYTES));
        } catch (CodedException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        if (!(old instanceof Json.Obj fields)) {
            throw broken("it holds no object.");
        }
        return Optional.of(read(fields));
    }

    private static CodedException broken(String why) {
        return new CodedException(
                "E_SETUP_OLD",
                FILE + " is no conversation that can be read: " + why
                        + " Correct it, or move it away to begin a new set-up.");
    }

    private static OldConversation read(Json.Obj old) {
        Map<String, Json> answers = new LinkedHashMap<>();
        old.text("projectName").filter(name -> !name.isBlank()).ifPresent(name -> answers.put("name", Json.of(name)));
        old.text("projectType")
                .filter(word -> Arrays.stream(ProjectType.values())
                        .anyMatch(type -> type.word().equals(word)))
                .ifPresent(type -> answers.put("type", Json.of(type)));
        old.text("constitutionMode")
                .filter(word -> Arrays.stream(ConstitutionMode.values())
                        .anyMatch(mode -> mode.word().equals(word)))
                .ifPresent(mode -> answers.put("mode", Json.of(mode)));
        Map<String, Json> drafts = new LinkedHashMap<>();
        List<String> problems = texts(old, "problems");
        if (!problems.isEmpty()) {
            drafts.put("problem", Json.of(String.join("\n", problems)));
        }
        list(drafts, "goals", texts(old, "goals"));
        list(drafts, "stakeholders", texts(old, "stakeholders"));
        list(drafts, "team", texts(old, "resources", "team"));
        list(drafts, "tools", texts(old, "resources", "tools"));
        list(drafts, "technologies", texts(old, "resources", "technologies"));
        List<String> budget = texts(old, "resources", "budget");
        if (!budget.isEmpty()) {
            drafts.put("budget", Json.of(String.join(", ", budget)));
        }
        list(drafts, "existing", texts(old, "assets", "existing"));
        list(drafts, "needed", texts(old, "assets", "needed"));
        list(drafts, "external", texts(old, "assets", "external"));
        list(drafts, "constraints", texts(old, "constraints"));
        list(drafts, "success", texts(old, "successCriteria"));
        return new OldConversation(old.text("conversationId").orElse(""), answers, drafts);
    }

    private static void list(Map<String, Json> drafts, String question, List<String> lines) {
        if (!lines.isEmpty()) {
            drafts.put(question, Json.strings(lines));
        }
    }

    /** The texts of a list; an element may be a text, or an object with a name, a description or a text. */
    private static List<String> texts(Json.Obj old, String... path) {
        String[] whole = new String[path.length + 1];
        whole[0] = "extractedInfo";
        System.arraycopy(path, 0, whole, 1, path.length);
        List<String> texts = new ArrayList<>();
        for (Json element : old.at(whole)
                .filter(Json.Arr.class::isInstance)
                .map(Json::asList)
                .orElse(List.of())) {
            String text = element.asText()
                    .or(() -> named(element))
                    .orElse("")
                    .replaceAll("\\s+", " ")
                    .strip();
            boolean isNew = texts.stream().noneMatch(other -> SetupGoal.isAlike(other, text));
            if (!text.isEmpty() && text.length() <= LONGEST_LINE && isNew) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Optional<String> named(Json element) {
        return element instanceof Json.Obj fields
                ? fields.text("description").or(() -> fields.text("name")).or(() -> fields.text("text"))
                : Optional.empty();
    }
}
