package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.rules.Evaluation;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Rule;
import io.workfloworchestrator.rules.RuleEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jeasy.rules.api.Rules;
import org.jeasy.rules.api.RulesEngine;
import org.jeasy.rules.core.DefaultRulesEngine;
import org.jeasy.rules.core.RuleBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * A way to evaluate many rules. Each rule is about its own file: "it is there, it is long, it is Markdown". About
 * one rule in ten holds.
 */
interface RulesSubject extends AutoCloseable {
    /** Evaluates all rules from the start; returns how many hold or are advised. */
    int full();

    /** Evaluates again after the size of one file changed; returns how many hold or are advised. */
    int oneChange();

    @Override
    default void close() {}

    /** Builds the rules, and the files that they read. */
    static RulesSubject build(String kind, int rules) {
        return switch (kind) {
            case "ours" -> new Ours(rules);
            case "plain-java" -> new PlainJava(rules);
            case "easy-rules" -> new EasyRules(rules);
            case "drools" -> new Drools(rules);
            default -> throw new IllegalArgumentException("ours, plain-java, easy-rules or drools, not " + kind);
        };
    }

    private static Map<String, Object> values(int count) {
        Map<String, Object> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            WorkFile file = WorkFile.of(i);
            files.put(
                    file.getName(), Map.of("size", file.getSize(), "exists", file.isPresent(), "kind", file.getKind()));
        }
        return files;
    }

    /** The product: conditions from text, the ten best suggestions written out. */
    final class Ours implements RulesSubject {
        private static final String CHANGED = "facts.f2.size";

        private final RuleEngine engine;
        private final Facts facts;
        private final Facts[] changed;
        private Evaluation evaluation;
        private int round;

        Ours(int count) {
            engine = engine(count);
            facts = Facts.of(Map.of("facts", values(count)));
            changed =
                    new Facts[] {facts.with(new Fact(CHANGED, 99L, "a.md")), facts.with(new Fact(CHANGED, 2L, "a.md"))};
            evaluation = engine.evaluate("prepare", facts);
        }

        static RuleEngine engine(int count) {
            List<Rule> rules = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String file = "facts.f" + i;
                rules.add(Rule.builder("rule-" + i)
                        .salience(i % 100)
                        .phase("prepare")
                        .when("there", file + ".exists")
                        .when("long", file + ".size > 90")
                        .when("markdown", file + ".kind == 'md'")
                        .suggest("Read f" + i)
                        .tool("read")
                        .param("size", "${" + file + ".size}")
                        .build());
            }
            return RuleEngine.of(rules);
        }

        @Override
        public int full() {
            return engine.evaluate("prepare", facts).suggestions(10).size();
        }

        @Override
        public int oneChange() {
            evaluation = evaluation.changed(changed[round++ & 1], Set.of(CHANGED));
            return evaluation.suggestions(10).size();
        }
    }

    /** The floor: predicates over the same values, in the same order (highest salience first). */
    final class PlainJava implements RulesSubject {
        private final List<Predicate<Map<String, Object>>> rules = new ArrayList<>();
        private final Map<String, Object> files;

        PlainJava(int count) {
            files = values(count);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                order.add(i);
            }
            order.sort(Comparator.comparingInt(i -> -(i % 100)));
            for (int i : order) {
                String name = "f" + i;
                rules.add(all -> all.get(name) instanceof Map<?, ?> file
                        && Boolean.TRUE.equals(file.get("exists"))
                        && file.get("size") instanceof Long size
                        && size > 90
                        && "md".equals(file.get("kind")));
            }
        }

        @Override
        public int full() {
            int hits = 0;
            for (Predicate<Map<String, Object>> rule : rules) {
                hits += rule.test(files) ? 1 : 0;
            }
            return hits;
        }

        @Override
        public int oneChange() {
            return full();
        }
    }

    /** Easy Rules with rules in Java. It cannot evaluate incrementally. */
    final class EasyRules implements RulesSubject {
        private final Rules rules = new Rules();
        private final RulesEngine engine = new DefaultRulesEngine();
        private final org.jeasy.rules.api.Facts facts = new org.jeasy.rules.api.Facts();
        private int hits;

        EasyRules(int count) {
            Map<String, WorkFile> files = new HashMap<>();
            for (int i = 0; i < count; i++) {
                WorkFile file = WorkFile.of(i);
                files.put(file.getName(), file);
                // One fact holds all files, because Easy Rules would search one by one for a fact of each file.
                rules.register(new RuleBuilder()
                        .name("rule-" + i)
                        .priority(i % 100)
                        .when(all -> {
                            Map<String, WorkFile> known = all.get("files");
                            WorkFile own = known.get(file.getName());
                            return own != null
                                    && own.isPresent()
                                    && own.getSize() > 90
                                    && own.getKind().equals("md");
                        })
                        .then(all -> hits++)
                        .build());
            }
            facts.put("files", files);
        }

        @Override
        public int full() {
            hits = 0;
            engine.fire(rules, facts);
            return hits;
        }

        @Override
        public int oneChange() {
            return full();
        }
    }

    /** Drools: rules from DRL, a session with one fact for each file. */
    final class Drools implements RulesSubject {
        private final KieBase base;
        private final List<WorkFile> files = new ArrayList<>();
        private final List<String> hits = new ArrayList<>();
        private final KieSession session;
        private final FactHandle handle;
        private int round;

        Drools(int count) {
            base = base(count);
            for (int i = 0; i < count; i++) {
                files.add(WorkFile.of(i));
            }
            session = session();
            handle = session.getFactHandle(files.get(2));
        }

        static KieBase base(int count) {
            StringBuilder text = new StringBuilder("package rules\nimport " + WorkFile.class.getName()
                    + "\nglobal java.util.List hits\ndialect \"mvel\"\n");
            for (int i = 0; i < count; i++) {
                text.append("rule \"rule-").append(i).append("\" salience ").append(i % 100);
                text.append(" when WorkFile(name == \"f").append(i);
                text.append("\", present == true, size > 90, kind == \"md\") then hits.add(\"rule-");
                text.append(i).append("\"); end\n");
            }
            KieServices services = KieServices.get();
            KieFileSystem sources = services.newKieFileSystem();
            sources.write("src/main/resources/rules/all.drl", text.toString());
            KieBuilder builder = services.newKieBuilder(sources).buildAll();
            if (builder.getResults().hasMessages(Message.Level.ERROR)) {
                throw new IllegalStateException(builder.getResults().toString());
            }
            return services.newKieContainer(builder.getKieModule().getReleaseId())
                    .getKieBase();
        }

        private KieSession session() {
            KieSession fresh = base.newKieSession();
            fresh.setGlobal("hits", hits);
            files.forEach(fresh::insert);
            hits.clear();
            fresh.fireAllRules();
            return fresh;
        }

        @Override
        public int full() {
            session().dispose();
            return hits.size();
        }

        @Override
        public int oneChange() {
            WorkFile file = files.get(2);
            file.resize((round++ & 1) == 0 ? 99 : 2);
            session.update(handle, file);
            return session.fireAllRules();
        }

        @Override
        public void close() {
            session.dispose();
        }
    }
}
