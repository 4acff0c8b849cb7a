package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Type.ListOf;
import io.workfloworchestrator.rules.Type.MapOf;
import io.workfloworchestrator.rules.Type.OneOf;
import io.workfloworchestrator.rules.Type.OrNull;
import io.workfloworchestrator.rules.Type.Struct;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks an expression against declared types, as CEL's gradual type checker does, and gathers every problem. */
final class Checker {
    /** The types of empty literals, recognised by identity: they join with any list or map. */
    static final Type EMPTY_LIST = new ListOf(Type.DYN);

    static final Type EMPTY_MAP = new MapOf(Type.DYN, Type.DYN);

    final Types types;
    private final Type[] locals = new Type[Limits.DEPTH + 1];
    private final String text;
    private final List<Problem> problems = new ArrayList<>();

    Checker(Types types, String text) {
        this.types = types;
        this.text = text;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Notes a problem at a node; its type is then {@link Type#DYN}, so that one fault is reported once. */
    Type report(int offset, String message) {
        if (problems.size() < Limits.PROBLEMS) {
            problems.add(Problem.at("E_RULE_EXPR", message, text, offset));
        }
        return Type.DYN;
    }

    void local(int slot, Type type) {
        locals[slot] = type;
    }

    Type local(int slot) {
        return locals[slot];
    }

    /** The type of a value that is not null. */
    static Type present(Type type) {
        return type instanceof OrNull o ? o.type() : type;
    }

    /** The type that operators see: without "or null", and a string for one of known strings. */
    static Type bare(Type type) {
        Type inner = present(type);
        return inner instanceof OneOf ? Type.STRING : inner;
    }

    static boolean fits(Type actual, Type wanted) {
        Type bare = bare(actual);
        return bare == Type.DYN || bare == wanted;
    }

    /** Reports a part of another type than bool; {@code what} names the part. */
    void wantBool(Type type, int offset, String what) {
        if (!fits(type, Type.BOOL)) {
            report(offset, what + " must be true or false, but this is " + type);
        }
    }

    /** The type that both fit; {@link Type#DYN} if one is; null if no value can be of both. */
    static @Nullable Type join(Type a, Type b) {
        if (a == Type.DYN || b == Type.DYN) {
            return Type.DYN;
        }
        if (a.equals(b)) {
            return a == EMPTY_LIST || a == EMPTY_MAP ? b : a;
        }
        if (a instanceof OrNull || b instanceof OrNull || a == Type.NULL || b == Type.NULL) {
            return joinNull(a, b);
        }
        Type x = bare(a);
        Type y = bare(b);
        if (x == Type.STRING && y == Type.STRING) {
            return Type.STRING;
        }
        if (x instanceof ListOf p && y instanceof ListOf q) {
            if (x == EMPTY_LIST || y == EMPTY_LIST) {
                return x == EMPTY_LIST ? y : x;
            }
            Type element = join(p.element(), q.element());
            return element == null ? null : new ListOf(element);
        }
        return joinMaps(x, y);
    }

    /** Whether a value of one type may equal a value of the other: numbers of different types are compared as numbers. */
    static boolean comparable(Type a, Type b) {
        return join(a, b) != null || join(anyNumber(a), anyNumber(b)) != null;
    }

    private static Type anyNumber(Type type) {
        if (type instanceof OrNull) {
            return Type.orNull(anyNumber(present(type)));
        }
        if (type instanceof ListOf list && type != EMPTY_LIST) {
            return new ListOf(anyNumber(list.element()));
        }
        if (type instanceof MapOf map && type != EMPTY_MAP) {
            return new MapOf(anyNumber(map.key()), anyNumber(map.value()));
        }
        return type == Type.INT ? Type.DOUBLE : type;
    }

    private static @Nullable Type joinNull(Type a, Type b) {
        if (a == Type.NULL || b == Type.NULL) {
            Type other = a == Type.NULL ? b : a;
            return other instanceof OrNull || other instanceof Struct ? other : null;
        }
        Type inner = join(present(a), present(b));
        return inner == null ? null : Type.orNull(inner);
    }

    private static @Nullable Type joinMaps(Type a, Type b) {
        MapOf x = asMap(a);
        MapOf y = asMap(b);
        if (x == null || y == null) {
            return null;
        }
        if (a == EMPTY_MAP || b == EMPTY_MAP) {
            return a == EMPTY_MAP ? b : a;
        }
        Type key = join(x.key(), y.key());
        Type value = join(x.value(), y.value());
        return key == null || value == null ? null : new MapOf(key, value);
    }

    /** What a macro or a for-each goes over: the elements of a list, the keys of a map; null for other types. */
    static @Nullable Type elementOf(Type type) {
        if (type == Type.DYN) {
            return Type.DYN;
        }
        MapOf map = asMap(type);
        return type instanceof ListOf list ? list.element() : map == null ? null : map.key();
    }

    /** A struct or map as a map; null for other types. */
    static @Nullable MapOf asMap(Type type) {
        if (type instanceof Struct) {
            return new MapOf(Type.STRING, Type.DYN);
        }
        return type instanceof MapOf m ? m : null;
    }
}
