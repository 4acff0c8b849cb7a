package io.workfloworchestrator.app;

/** The entry of the command {@code workflow}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.out.println("hello " + String.join("|", args));
    }
}
