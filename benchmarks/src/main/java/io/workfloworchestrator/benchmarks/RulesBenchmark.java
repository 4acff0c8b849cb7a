package io.workfloworchestrator.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures building rules, evaluating all of them, and evaluating again after one fact changed: ours and others. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RulesBenchmark {

    /** The number of rules, and the rule engine. */
    @State(Scope.Benchmark)
    public static class What {
        @Param({"10", "1000", "10000"})
        public int rules;

        @Param({"ours", "plain-java", "easy-rules", "drools"})
        public String kind = "";
    }

    /** The rules, built. */
    @State(Scope.Benchmark)
    public static class Built {
        private RulesSubject subject = new RulesSubject.PlainJava(0);

        /** Builds them. */
        @Setup
        public void build(What what) {
            subject = RulesSubject.build(what.kind, what.rules);
        }

        /** Closes them. */
        @TearDown
        public void close() {
            subject.close();
        }
    }

    /** Builds the rules from text or lambdas. */
    @Benchmark
    public Object build(What what) {
        return switch (what.kind) {
            case "ours" -> RulesSubject.Ours.engine(what.rules);
            case "drools" -> RulesSubject.Drools.base(what.rules);
            default -> RulesSubject.build(what.kind, what.rules);
        };
    }

    /** One full pass. */
    @Benchmark
    public int full(Built built) {
        return built.subject.full();
    }

    /** One pass after the size of one file changed. */
    @Benchmark
    public int oneChange(Built built) {
        return built.subject.oneChange();
    }
}
