package io.workfloworchestrator.state;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads and changes several keys as one commit. If another process changes a value that was read, the whole function runs
 * again. Valid only inside {@link StateManager#transact}, on its thread.
 */
public interface Transaction {
    /** The value of a key, with the changes made in this transaction. */
    <T> Optional<T> find(StateKey<T> key);

    /**
     * The value of a key, with the changes made in this transaction.
     *
     * @throws StateNotFoundException when it has none
     */
    <T> T get(StateKey<T> key);

    /** Sets the value of a key, whether it has one or not. */
    <T> void put(StateKey<T> key, T value);

    /**
     * Changes the value of a key.
     *
     * @throws StateNotFoundException when it has none
     */
    default <T> T update(StateKey<T> key, UnaryOperator<T> change) {
        T value = change.apply(get(key));
        put(key, value);
        return value;
    }

    /**
     * Changes the value of a key, which may not be there yet.
     *
     * @param initial the value to begin with where it has none
     */
    default <T> T update(StateKey<T> key, Supplier<T> initial, UnaryOperator<T> change) {
        T value = change.apply(find(key).orElseGet(initial));
        put(key, value);
        return value;
    }

    /**
     * The names of the keys of this type ({@link StateKey#type}) that have a value, sorted, with the changes made in this transaction.
     * If another process changes or deletes one of them, the function runs again; one that it adds meanwhile is not seen.
     */
    List<String> list(String type);

    /**
     * The revision that this commit gets. If another process commits something else at the very same time, this commit may get
     * a later one; no other change of the values that were read before this call has the same number, or a higher one that is
     * older. Ask after reading what the number is for.
     */
    Revision next();

    /** Removes the value of a key; its history stays. */
    void delete(StateKey<?> key);
}
