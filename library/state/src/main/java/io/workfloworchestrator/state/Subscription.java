package io.workfloworchestrator.state;

/** A listener that was registered; closing it ends the calls. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
