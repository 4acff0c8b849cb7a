package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of {@code docs/cli-json.md}, and whether an answer is of one. Reads the part of TypeScript that the page uses:
 * objects, arrays, unions of texts, names, and {@code string number boolean object any}.
 */
final class Contract {
    private static final Pattern TOKEN =
            Pattern.compile("\\s+|//[^\\n]*|([A-Za-z][A-Za-z0-9]*)|(\"[^\"]*\")|(\\[])|([{}:?,|=])");

    private final Map<String, Type> types = new LinkedHashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Contract() {}

    /** What a value may be. */
    private interface Type {
        void check(Json value, String place, List<String> faults);
    }

    /** Reads the types of a page. */
    static Contract of(String page) {
        Contract contract = new Contract();
        Matcher block = Pattern.compile("```ts\\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (block.find()) {
            contract.tokens.addAll(tokens(block.group(1)));
        }
        while (contract.at < contract.tokens.size()) {
            contract.expect("type");
            String name = contract.take();
            contract.expect("=");
            contract.types.put(name, contract.type());
        }
        return contract;
    }

    /** The names of all types. */
    java.util.Set<String> names() {
        return types.keySet();
    }

    /** Where a value is not of the type; empty when it is. */
    List<String> faults(String type, Json value) {
        List<String> faults = new ArrayList<>();
        named(type).check(value, type, faults);
        return faults;
    }

    private Type named(String name) {
        Type type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the page has no type " + name);
        }
        return type;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find() && token.start() == end) {
            end = token.end();
            if (!token.group().isBlank() && !token.group().startsWith("//")) {
                tokens.add(token.group());
            }
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("not understood: " + text.substring(end));
        }
        return tokens;
    }

    private String take() {
        return tokens.get(at++);
    }

    private boolean next(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!next(token)) {
            throw new IllegalArgumentException(
                    "not " + token + " but " + tokens.get(at) + " after " + tokens.subList(Math.max(0, at - 5), at));
        }
    }

    private Type type() {
        List<Type> alternatives = new ArrayList<>();
        do {
            alternatives.add(arrays(single()));
        } while (next("|"));
        return alternatives.size() == 1 ? alternatives.get(0) : union(alternatives);
    }

    private Type arrays(Type element) {
        Type type = element;
        while (next("[]")) {
            Type of = type;
            type = (value, place, faults) -> {
                if (!(value instanceof Json.Arr)) {
                    faults.add(place + " is no array");
                }
                for (int i = 0; i < value.asList().size(); i++) {
                    of.check(value.asList().get(i), place + "[" + i + "]", faults);
                }
            };
        }
        return type;
    }

    private static Type union(List<Type> alternatives) {
        return (value, place, faults) -> {
            List<String> all = new ArrayList<>();
            for (Type alternative : alternatives) {
                List<String> here = new ArrayList<>();
                alternative.check(value, place, here);
                if (here.isEmpty()) {
                    return;
                }
                all.addAll(here);
            }
            faults.addAll(all);
        };
    }

    private Type single() {
        String token = take();
        if (token.equals("{")) {
            return object();
        }
        if (token.startsWith("\"")) {
            Json text = Json.of(token.substring(1, token.length() - 1));
            return (value, place, faults) -> mustBe(value.equals(text), place, token, faults);
        }
        return switch (token) {
            case "string" -> (value, place, faults) -> mustBe(value instanceof Json.Str, place, token, faults);
            case "number" -> (value, place, faults) -> mustBe(value instanceof Json.Num, place, token, faults);
            case "boolean" -> (value, place, faults) -> mustBe(value instanceof Json.Bool, place, token, faults);
            case "object" -> (value, place, faults) -> mustBe(value instanceof Json.Obj, place, token, faults);
            case "any" -> (value, place, faults) -> {};
            default -> (value, place, faults) -> named(token).check(value, place, faults);
        };
    }

    private static void mustBe(boolean holds, String place, String what, List<String> faults) {
        if (!holds) {
            faults.add(place + " is no " + what);
        }
    }

    private Type object() {
        Map<String, Type> fields = new LinkedHashMap<>();
        TreeSet<String> optional = new TreeSet<>();
        while (!next("}")) {
            String name = take();
            if (next("?")) {
                optional.add(name);
            }
            expect(":");
            fields.put(name, type());
            next(",");
        }
        return (value, place, faults) -> {
            if (!(value instanceof Json.Obj object)) {
                faults.add(place + " is no object");
                return;
            }
            object.forEach((name, each) -> {
                Type type = fields.get(name);
                if (type == null) {
                    faults.add(place + "." + name + " is not documented");
                } else {
                    type.check(each, place + "." + name, faults);
                }
            });
            fields.keySet().stream()
                    .filter(name -> !optional.contains(name) && object.get(name) == null)
                    .forEach(name -> faults.add(place + "." + name + " is absent"));
        };
    }
}
