package io.workfloworchestrator.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map by name, sorted by name, whose changed copies share nearly everything with their original.
 *
 * <p>Changing one of 10,000 entries, and finding that change again, costs microseconds. {@link RecordCodec} reads every map
 * as one of these, and writes only the entries that changed, so state that holds thousands of things is as cheap to change
 * as state that holds ten.
 *
 * <pre>{@code
 * SharedMap<Item> more = SharedMap.copyOf(items).with("t-7f3a9c", item);
 * }</pre>
 *
 * <p>Thread-safe when its values are.
 */
public final class SharedMap<V> extends AbstractMap<String, V> {
    private static final SharedMap<?> EMPTY = new SharedMap<>(Fields.none());

    final Fields<V> fields;

    SharedMap(Fields<V> fields) {
        this.fields = fields;
    }

    /** The map without entries. */
    @SuppressWarnings("unchecked") // it holds no value of any type
    public static <V> SharedMap<V> of() {
        return (SharedMap<V>) EMPTY;
    }

    /**
     * These entries; the map itself if it is such a map already.
     *
     * @throws NullPointerException if a name or a value is null
     */
    public static <V> SharedMap<V> copyOf(Map<String, ? extends V> entries) {
        if (entries instanceof SharedMap<? extends V> shared) {
            @SuppressWarnings("unchecked") // it is immutable, so nobody can put a wider value in
            SharedMap<V> same = (SharedMap<V>) shared;
            return same;
        }
        String[] keys = entries.keySet().toArray(new String[0]);
        Arrays.sort(keys);
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = Objects.requireNonNull(entries.get(keys[i]), keys[i]);
        }
        return of(keys, values);
    }

    /** These names, which are sorted, with these values. Both arrays are kept, not copied. */
    @SuppressWarnings("unchecked") // the caller gives values of this type; Java has no arrays of a generic type
    static <V> SharedMap<V> of(String[] keys, Object[] values) {
        return keys.length == 0 ? of() : new SharedMap<>(Fields.of(keys, (V[]) values));
    }

    /** A copy with this entry; the map itself if it has the identical value already. */
    public SharedMap<V> with(String name, V value) {
        Fields<V> changed = fields.with(name, Objects.requireNonNull(value, name));
        return Fields.same(changed, fields) ? this : new SharedMap<>(changed);
    }

    /** A copy without this entry; the map itself if it has no such entry. */
    public SharedMap<V> without(String name) {
        Fields<V> changed = fields.without(name);
        return Fields.same(changed, fields) ? this : changed.size() == 0 ? of() : new SharedMap<>(changed);
    }

    /** Calls {@code action} with each entry whose value is not the identical object in both maps, in the order of the names. */
    public void forEachDifference(SharedMap<V> other, Difference<V> action) {
        for (Differences<V> all = new Differences<>(fields, other.fields); all.next(); ) {
            action.accept(all.key(), all.here(), all.there());
        }
    }

    /** Gets an entry or a field that differs; a value is null if its side does not have it. */
    public interface Difference<V> {
        void accept(String name, @Nullable V here, @Nullable V there);
    }

    @Override
    public int size() {
        return fields.size();
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        return name instanceof String text && size() > 0 ? fields.get(text) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        fields.forEach(action::accept);
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return fields.size();
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Entries<>(new Cursor<>(fields));
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof SharedMap<?> that ? fields.equals(that.fields) : super.equals(other));
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private record Entries<V>(Cursor<V> at) implements Iterator<Entry<String, V>> {
        @Override
        public boolean hasNext() {
            return at.isInside();
        }

        @Override
        public Entry<String, V> next() {
            if (!at.isInside()) {
                throw new NoSuchElementException();
            }
            Entry<String, V> entry = Map.entry(at.key(), at.value());
            at.next();
            return entry;
        }
    }
}
