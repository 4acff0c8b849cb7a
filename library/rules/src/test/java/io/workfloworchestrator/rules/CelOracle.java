package io.workfloworchestrator.rules;

import com.google.protobuf.NullValue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What dev.cel:cel says of an expression, and what ours says, in a form that can be compared. */
final class CelOracle {
    static final String REFUSED = "refused";
    static final String ERROR = "error";

    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    static final Map<String, Type> TYPES = types();
    static final Map<String, @Nullable Object> VALUES = values();

    private final CelCompiler compiler;
    private final CelRuntime runtime =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Types ownTypes = Types.of(TYPES);
    private final Facts ownFacts = Facts.of(VALUES);
    String detail = "";

    CelOracle() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("i", SimpleType.INT)
                .addVar("j", SimpleType.INT)
                .addVar("d", SimpleType.DOUBLE)
                .addVar("s", SimpleType.STRING)
                .addVar("t", SimpleType.STRING)
                .addVar("b", SimpleType.BOOL)
                .addVar("li", ListType.create(SimpleType.INT))
                .addVar("ls", ListType.create(SimpleType.STRING))
                .addVar("mi", MapType.create(SimpleType.STRING, SimpleType.INT))
                .addVar("m", MapType.create(SimpleType.STRING, SimpleType.DYN))
                .addVar("x", SimpleType.DYN)
                .addVar("y", SimpleType.DYN);
        compiler = builder.build();
        VALUES.forEach((name, value) -> values.put(name, toCel(value)));
    }

    private static Map<String, Type> types() {
        Map<String, Type> types = new LinkedHashMap<>();
        types.put("i", Type.INT);
        types.put("j", Type.INT);
        types.put("d", Type.DOUBLE);
        types.put("s", Type.STRING);
        types.put("t", Type.STRING);
        types.put("b", Type.BOOL);
        types.put("li", Type.list(Type.INT));
        types.put("ls", Type.list(Type.STRING));
        types.put("mi", Type.map(Type.INT));
        types.put("m", Type.map(Type.DYN));
        types.put("x", Type.DYN);
        types.put("y", Type.DYN);
        return types;
    }

    private static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> m = new LinkedHashMap<>();
        m.put("a", 1L);
        m.put("f", 2.5);
        m.put("s", "abc");
        m.put("yes", true);
        m.put("none", null);
        m.put("list", List.of(1L, "two", 3.0));
        m.put("in2", Map.of("a", 7L));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("i", 3L);
        values.put("j", -2L);
        values.put("d", 1.5);
        values.put("s", "abc");
        values.put("t", "héllo 😀");
        values.put("b", true);
        values.put("li", List.of(1L, 2L, 3L));
        values.put("ls", List.of("a", "bc", ""));
        values.put("mi", new LinkedHashMap<>(Map.of("a", 1L)));
        values.put("m", m);
        values.put("x", 3L);
        values.put("y", m);
        return values;
    }

    /** The type-checked result of dev.cel:cel. */
    Object theirs(String text) {
        detail = "";
        try {
            var ast = compiler.compile(text).getAst();
            return fromCel(runtime.createProgram(ast).eval(values));
        } catch (CelValidationException e) {
            detail = String.valueOf(e.getMessage());
            return REFUSED;
        } catch (CelEvaluationException e) {
            detail = String.valueOf(e.getMessage());
            return ERROR;
        }
    }

    /** Ours. */
    Object ours(String text) {
        detail = "";
        Expression expression;
        try {
            expression = Expression.compile(text, ownTypes);
        } catch (ExpressionException e) {
            detail = String.valueOf(e.getMessage());
            return REFUSED;
        }
        try {
            return fromCel(expression.evaluate(ownFacts));
        } catch (ExpressionException e) {
            detail = String.valueOf(e.getMessage());
            return ERROR;
        }
    }

    private static Object toCel(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(toCel(key), toCel(element)));
            return copy;
        }
        return value == null ? NullValue.NULL_VALUE : value;
    }

    private static Object fromCel(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(CelOracle::fromCel).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(fromCel(key), fromCel(element)));
            return copy;
        }
        return value == null || value.toString().equals("NULL_VALUE") ? "<null>" : value;
    }
}
