package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;

@Command(name = "new", description = "Begin a server of your own: a Maven project that builds, runs and has a test.")
final class NewCommand extends CliCommand implements Callable<Integer> {
    /** The version of the library that a new server is built with. */
    static final String LIBRARY = "0.1.0-SNAPSHOT";

    /** How the library comes into the local repository, until another one has it. */
    static final String INSTALL =
            "./mvnw install -pl library/local,library/testing,library/bom -am -Dmaven.test.skip=true"
                    + " -Derrorprone=-parameters";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
    private static final int LONGEST_NAME = 30;

    enum Kind {
        SERVER
    }

    private final Given<Kind> kind = operand("server", Kind.class, "What to begin.");
    private final Given<String> name =
            operand("NAME", "Its name: lower case letters, digits and hyphens, such as release-server.");
    private final Given<Path> dir = option("--dir DIR", Path.class, "The folder to make; NAME when not given.");
    private final Given<String> javaPackage =
            option("--package PACKAGE", "org.example", "Its Java package; org.example when not given.");
    private final Given<Boolean> json = flag("--json", "Answer as JSON; docs/cli-json.md describes it.");

    @Override
    public Integer call() {
        console.json(json.get());
        if (!NAME.matcher(name.get()).matches() || name.get().length() > LONGEST_NAME) {
            throw new UsageException("'" + name.get() + "' cannot be a server's name. Use at most " + LONGEST_NAME
                    + " lower case letters, digits and hyphens, beginning with a letter: clients put it before each"
                    + " tool's name.");
        }
        if (!PACKAGE.matcher(javaPackage.get()).matches()
                || !SourceVersion.isName(javaPackage.get())
                || javaPackage.get().startsWith("java.")) {
            throw new UsageException(
                    "'" + javaPackage.get() + "' cannot be a Java package. Use one such as org.example.");
        }
        Path folder = dir.find().orElse(Path.of(name.get())).toAbsolutePath().normalize();
        Map<String, String> files = files();
        write(folder, files);
        console.answer(
                Json.Obj.EMPTY
                        .with("kind", kind.get().name().toLowerCase(Locale.ROOT))
                        .with("folder", folder.toString())
                        .with("files", Json.strings(List.copyOf(files.keySet()))),
                () -> {
                    console.line("Made " + folder + ":");
                    files.keySet().forEach(file -> console.line("  " + file));
                    console.line();
                    console.paragraph("1. Once, in a checkout of the library, some minutes: " + INSTALL);
                    console.paragraph("2. Build and test it, in its folder: mvn package");
                    console.paragraph("3. Run it for a project: java -jar target/" + name.get() + ".jar --project DIR");
                });
        return ExitCode.OK.number();
    }

    private Map<String, String> files() {
        String type = name.get().endsWith("-server")
                ? name.get().substring(0, name.get().length() - "-server".length())
                : name.get();
        String className = camel(type) + "Server";
        String folder = javaPackage.get().replace('.', '/');
        Map<String, String> words = Map.of(
                "name", name.get(),
                "type", type,
                "title",
                        Character.toUpperCase(type.charAt(0))
                                + type.substring(1).replace('-', ' '),
                "class", className,
                "package", javaPackage.get(),
                "folder", folder,
                "library", LIBRARY,
                "install", INSTALL);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", filled("pom.xml", words));
        files.put("README.md", filled("README.md", words));
        files.put(".gitignore", filled("gitignore", words));
        files.put("src/main/java/" + folder + "/" + className + ".java", filled("Server.java", words));
        files.put("src/main/resources/" + folder + "/" + type + ".yaml", filled("definition.yaml", words));
        files.put("src/test/java/" + folder + "/" + className + "Test.java", filled("ServerTest.java", words));
        return files;
    }

    private static String camel(String hyphenated) {
        return Stream.of(hyphenated.split("-"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }

    private static String filled(String template, Map<String, String> words) {
        String text = Program.text("new-server/" + template, "the template " + template);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return text;
    }

    /** Writes into an empty or a new folder only: nothing of anybody's is replaced. */
    private static void write(Path folder, Map<String, String> files) {
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> there = Files.list(folder)) {
                    if (there.findAny().isPresent()) {
                        throw new UsageException(folder + " is not empty, and nothing was written. Name another folder"
                                + " with --dir DIR.");
                    }
                }
            } else if (Files.exists(folder)) {
                throw new UsageException(folder + " is a file. Name a folder with --dir DIR.");
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UsageException(folder + " could not be written ("
                    + e.getClass().getSimpleName() + "). Name another folder with --dir DIR.");
        }
    }
}
