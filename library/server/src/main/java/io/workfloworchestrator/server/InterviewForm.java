package io.workfloworchestrator.server;

import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Question;
import io.workfloworchestrator.interview.Recommendation;
import io.workfloworchestrator.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One question as the form of an elicitation: an object with the one field {@value #FIELD}, whose schema is made of the question's
 * type. MCP allows strings, numbers, truth values and enums in such a form (revision 2025-06-18, "Elicitation"), so a list is a text
 * with a comma or a line break between its elements.
 */
final class InterviewForm {
    static final String FIELD = "answer";

    private InterviewForm() {}

    static Map<String, Object> schema(AskedQuestion question) {
        Map<String, Object> field = new LinkedHashMap<>();
        switch (question.type()) {
            case "bool" -> field.put("type", "boolean");
            case "int" -> limited(field, "integer", "minimum", "maximum", question);
            case "double" -> limited(field, "number", "minimum", "maximum", question);
            case "choice" -> {
                field.put("type", "string");
                field.put(
                        "enum",
                        question.options().stream().map(Question.Option::value).toList());
                field.put(
                        "enumNames",
                        question.options().stream().map(Question.Option::title).toList());
            }
            case "date" -> {
                field.put("type", "string");
                field.put("format", "date");
            }
            case "string", "text" -> limited(field, "string", "minLength", "maxLength", question);
            default -> field.put("type", "string");
        }
        field.put("title", question.text());
        String hint = hint(question);
        if (!hint.isEmpty()) {
            field.put("description", hint);
        }
        preset(question).ifPresent(value -> field.put("default", value));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of(FIELD, field));
        if (question.required()) {
            schema.put("required", List.of(FIELD));
        }
        return schema;
    }

    static String message(AskedQuestion question) {
        StringBuilder message = new StringBuilder(question.text());
        if (!question.why().isEmpty()) {
            message.append("\nWhy it matters: ").append(question.why());
        }
        question.recommendation()
                .ifPresent(advice -> message.append("\nRecommended: ")
                        .append(plain(advice.value()))
                        .append(" (")
                        .append(advice.because())
                        .append(")"));
        return message.toString();
    }

    private static void limited(
            Map<String, Object> field, String type, String least, String most, AskedQuestion question) {
        field.put("type", type);
        question.min().flatMap(InterviewForm::number).ifPresent(min -> field.put(least, min));
        question.max().flatMap(InterviewForm::number).ifPresent(max -> field.put(most, max));
    }

    private static Optional<BigDecimal> number(Json json) {
        return json instanceof Json.Num number ? Optional.of(number.value()) : Optional.empty();
    }

    private static String hint(AskedQuestion question) {
        return switch (question.type()) {
            case "choices" ->
                question.options().stream().map(Question.Option::value).collect(Collectors.joining(", "))
                        + "; several with a comma between. " + question.hint();
            case "list" -> "One per line. " + question.hint();
            default -> question.hint();
        };
    }

    private static Optional<Object> preset(AskedQuestion question) {
        return question.recommendation()
                .map(Recommendation::value)
                .or(question::defaultValue)
                .map(value -> switch (question.type()) {
                    case "bool" -> value.equals(Json.of(true));
                    case "int", "double" -> number(value).<Object>map(n -> n).orElseGet(() -> plain(value));
                    default -> plain(value);
                });
    }

    private static String plain(Json value) {
        return value instanceof Json.Arr array
                ? array.elements().stream().map(InterviewForm::plain).collect(Collectors.joining("\n"))
                : value.asText().orElseGet(value::toString);
    }
}
