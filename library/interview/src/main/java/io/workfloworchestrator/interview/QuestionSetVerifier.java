package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Template;
import io.workfloworchestrator.rules.Type;
import io.workfloworchestrator.rules.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Proves a question set and compiles its expressions. One use per instance; not thread-safe. */
final class QuestionSetVerifier {
    private static final Pattern SET_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    /** Fields of a loop's element in the data for templates. */
    private static final Set<String> TAKEN_IN_LOOPS = Set.of("element", "key");

    private static final int MOST_QUESTIONS = 500;

    private final YamlText source;
    private final Map<String, Question> byId = new LinkedHashMap<>();
    /** What each topic's expressions see of the answers. */
    private final Map<String, Type> answersIn = new HashMap<>();

    private final Map<String, Topic> topicOf = new LinkedHashMap<>();

    QuestionSetVerifier(YamlText source) {
        this.source = source;
    }

    /** The questions by their ids, each after those that it reads; throws with every problem. */
    Map<String, CompiledQuestion> compile(String setId, List<Topic> topics) {
        if (!SET_ID.matcher(setId).matches()) {
            source.problem("E_RULE_ID", "interview", idRule(setId, "1 to 64 lower-case letters, digits and dashes"));
        }
        ids(topics);
        List<CompiledQuestion> inOrder = new ArrayList<>();
        for (Topic topic : topics) {
            for (Question question : topic.questions()) {
                String at = at(topic, question);
                new QuestionVerifier(source, question, at).verify();
                inOrder.add(compile(topic, question, at));
            }
        }
        QuestionOrder order = new QuestionOrder(source, inOrder);
        Map<String, CompiledQuestion> byNeeds = new LinkedHashMap<>();
        order.byNeeds().forEach(question -> byNeeds.put(question.id(), question));
        order.reportUnreachable();
        source.throwIfAny();
        return byNeeds;
    }

    static String at(Topic topic, Question question) {
        return "topics/" + topic.id() + "/questions/" + question.id();
    }

    private static String idRule(String id, String rule) {
        return "\"" + id.replaceAll("\\p{C}", "?") + "\" is no id: " + rule + " make one.";
    }

    private void ids(List<Topic> topics) {
        Set<String> topicIds = new HashSet<>();
        if (topics.isEmpty()) {
            source.problem("E_RULE_MISSING", "", "The set has no topic. Begin its \"topics\" with one.");
        }
        for (Topic topic : topics) {
            String at = "topics/" + topic.id();
            if (!ID.matcher(topic.id()).matches()) {
                source.problem("E_RULE_ID", at, idRule(topic.id(), "a letter, then letters, digits and underscores"));
            } else if (!topicIds.add(topic.id())) {
                source.problem("E_RULE_ID", at, "There are two topics \"" + topic.id() + "\". Rename one.");
            }
            if (topic.questions().isEmpty()) {
                source.problem("E_RULE_MISSING", at, "The topic \"" + topic.id() + "\" has no question.");
            }
            topic.questions().forEach(question -> id(topic, question));
        }
        if (byId.size() > MOST_QUESTIONS) {
            source.problem(
                    "E_RULE_COUNT",
                    "topics",
                    "The set has " + byId.size() + " questions; at most " + MOST_QUESTIONS + " are taken.");
        }
    }

    private void id(Topic topic, Question question) {
        String id = question.id();
        String at = at(topic, question);
        if (!ID.matcher(id).matches() || Expression.isReserved(id)) {
            source.problem("E_RULE_ID", at, idRule(id, "a letter, then letters, digits and underscores"));
        } else if (byId.putIfAbsent(id, question) != null) {
            source.problem("E_RULE_ID", at, "There are two questions \"" + id + "\" in the set. Rename one.");
        } else {
            topicOf.put(id, topic);
        }
        if (topic.loop() != null && TAKEN_IN_LOOPS.contains(id)) {
            source.problem("E_RULE_ID", at, "\"" + id + "\" names a part of each element of a loop. Rename it.");
        }
    }

    private CompiledQuestion compile(Topic topic, Question question, String at) {
        Topic.Loop loop = topic.loop();
        Expression over = null;
        Set<String> needs = new LinkedHashSet<>();
        Types types = types(topic, loop);
        if (loop != null) {
            String place = "topics/" + topic.id() + "/for-each/" + loop.variable();
            over = over(loop, place, Types.of(Map.of("answers", answers(null))), needs);
        }
        Expression when = question.when()
                .map(text -> condition(text, at + "/when", types))
                .orElse(null);
        read(when, at + "/when", needs);
        Types withFacts = types.with("facts", Type.DYN);
        Question.Advice advice = question.advice().orElse(null);
        Expression is =
                advice == null || advice.is() == null ? null : expression(advice.is(), at + "/recommend/is", withFacts);
        Template because = advice == null ? null : template(advice.because(), at + "/recommend/because", withFacts);
        return new CompiledQuestion(topic, question, over, when, needs, is, words(question, at, loop), because);
    }

    private Types types(Topic topic, Topic.@Nullable Loop loop) {
        Types types = Types.of(Map.of("answers", answersIn.computeIfAbsent(topic.id(), id -> answers(topic))));
        if (loop == null) {
            return types;
        }
        String place = "topics/" + topic.id() + "/for-each";
        String variable = loop.variable();
        if (!ID.matcher(variable).matches()
                || Expression.isReserved(variable)
                || Set.of("answers", "facts").contains(variable)) {
            source.problem("E_RULE_ID", place, idRule(variable, "a name that nothing else has"));
            return types;
        }
        return types.with(variable, Type.STRING);
    }

    /** A question's texts name nothing but the element: they are shown before anything else is known. */
    private CompiledQuestion.Words words(Question question, String at, Topic.@Nullable Loop loop) {
        Types types = Types.of(loop == null ? Map.of() : Map.of(loop.variable(), Type.STRING));
        return new CompiledQuestion.Words(
                template(question.text(), at + "/text", types),
                template(question.hint(), at + "/hint", types),
                template(question.why(), at + "/why", types));
    }

    private @Nullable Expression over(Topic.Loop loop, String place, Types types, Set<String> needs) {
        Expression over = expression(loop.over(), place, types);
        if (over != null && over.type() != Type.INT && !(over.type() instanceof Type.ListOf)) {
            source.problem(
                    "E_RULE_TYPE",
                    place,
                    "A loop goes over a list or a whole number, but this is " + over.type() + ".");
        }
        read(over, place, needs);
        return over;
    }

    private @Nullable Expression condition(String text, String place, Types types) {
        Expression condition = expression(text, place, types);
        if (condition != null && condition.type() != Type.BOOL && condition.type() != Type.DYN) {
            source.problem(
                    "E_RULE_EXPR",
                    place,
                    "a condition must be true or false, but this is " + condition.type()
                            + ". Compare it with something.");
            return null;
        }
        return condition;
    }

    private void read(@Nullable Expression expression, String place, Set<String> needs) {
        if (expression == null) {
            return;
        }
        for (String path : expression.reads()) {
            String[] parts = path.split("[.\\[\\]\"]+", 3);
            if (!parts[0].equals("answers")) {
                continue;
            }
            if (parts.length > 1 && byId.containsKey(parts[1])) {
                needs.add(parts[1]);
            } else {
                source.problem("E_RULE_EXPR", place, "A condition names the answers that it reads: answers.<id>.");
            }
        }
    }

    private @Nullable Expression expression(String text, String place, Types types) {
        try {
            return Expression.compile(text, types);
        } catch (RuleException e) {
            source.problem(place, e);
            return null;
        }
    }

    private Template template(String text, String place, Types types) {
        try {
            return Template.compile(text, types);
        } catch (RuleException e) {
            source.problem(place, e);
            return Template.compile("", Types.open());
        }
    }

    /** The answers as a topic's expressions see them: those of another loop are lists, one value per element. */
    private Type answers(@Nullable Topic from) {
        Map<String, Type> fields = new LinkedHashMap<>();
        byId.forEach((id, question) -> {
            Type one = question.type().inConditions(question.optionValues());
            Topic topic = topicOf.get(id);
            boolean other = topic != null && topic.loop() != null && !topic.equals(from);
            fields.put(id, other ? Type.list(one) : one);
        });
        return Type.struct("answers", fields);
    }
}
