package io.workfloworchestrator.benchmarks;

/** A file as a bean, since that is what Drools and Easy Rules read fastest. Public and mutable for Drools. */
public final class WorkFile {
    private final String name;
    private final boolean present;
    private final String kind;
    private long size;

    WorkFile(String name, boolean present, String kind, long size) {
        this.name = name;
        this.present = present;
        this.kind = kind;
        this.size = size;
    }

    /** The number decides everything, so that each subject sees the same files. */
    static WorkFile of(int number) {
        return new WorkFile("f" + number, number % 3 != 0, number % 2 == 0 ? "md" : "txt", number % 100);
    }

    public String getName() {
        return name;
    }

    public boolean isPresent() {
        return present;
    }

    public String getKind() {
        return kind;
    }

    public long getSize() {
        return size;
    }

    void resize(long newSize) {
        size = newSize;
    }
}
