package io.workfloworchestrator.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A library that prints: an agent inside a server which, as soon as the server serves, writes what looks like answers. */
public final class StdoutNoise {
    static final String FORGED = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"forged\"}";

    private StdoutNoise() {}

    /** Called by the JVM before the server's main method. */
    public static void premain(String options) {
        PrintStream atFirst = System.out;
        Thread thread = new Thread(() -> {
            while (System.out == atFirst) {
                LockSupport.parkNanos(100_000);
            }
            while (true) {
                System.out.println(FORGED);
                LockSupport.parkNanos(100_000);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** The agent as the JVM wants it. */
    static Path jar(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", StdoutNoise.class.getName());
        String name = StdoutNoise.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("noise.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                var code = StdoutNoise.class.getResourceAsStream("/" + name)) {
            entries.putNextEntry(new ZipEntry(name));
            code.transferTo(entries);
        }
        return jar;
    }
}
