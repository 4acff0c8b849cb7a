package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Parameters(index = "0", paramLabel = "server", description = "What to begin.")
    private Kind kind = Kind.SERVER;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "Its name: lower case letters, digits and hyphens, such as release-server.")
    private String name = "";

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder to make; NAME when not given.")
    private Optional<Path> dir = Optional.empty();

    @Option(names = "--package", paramLabel = "PACKAGE", description = "Its Java package; org.example when not given.")
    private String javaPackage = "org.example";

    @Option(names = "--json", description = "Answer as JSON; docs/cli-json.md describes it.")
    private boolean json;

    @Override
    public Integer call() {
        console.json(json);
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new UsageException("'" + name + "' cannot be a server's name. Use at most " + LONGEST_NAME
                    + " lower case letters, digits and hyphens, beginning with a letter: clients put it before each"
                    + " tool's name.");
        }
        if (!PACKAGE.matcher(javaPackage).matches()
                || !SourceVersion.isName(javaPackage)
                || javaPackage.startsWith("java.")) {
            throw new UsageException("'" + javaPackage + "' cannot be a Java package. Use one such as org.example.");
        }
        Path folder = dir.orElse(Path.of(name)).toAbsolutePath().normalize();
        Map<String, String> files = files();
        write(folder, files);
        console.answer(
                Json.Obj.EMPTY
                        .with("kind", Json.of(kind.name().toLowerCase(Locale.ROOT)))
                        .with("folder", Json.of(folder.toString()))
                        .with("files", Json.strings(List.copyOf(files.keySet()))),
                () -> {
                    console.line("Made " + folder + ":");
                    files.keySet().forEach(file -> console.line("  " + file));
                    console.line();
                    console.paragraph("", "  ", "1. Once, in a checkout of the library, some minutes: " + INSTALL);
                    console.paragraph("", "  ", "2. Build and test it, in its folder: mvn package");
                    console.paragraph(
                            "", "  ", "3. Run it for a project: java -jar target/" + name + ".jar --project DIR");
                });
        return ExitCode.OK.number();
    }

    /** Its files, by path below its folder. */
    private Map<String, String> files() {
        String type = name.endsWith("-server") ? name.substring(0, name.length() - "-server".length()) : name;
        String className = camel(type) + "Server";
        String folder = javaPackage.replace('.', '/');
        Map<String, String> words = Map.of(
                "name", name,
                "type", type,
                "title",
                        Character.toUpperCase(type.charAt(0))
                                + type.substring(1).replace('-', ' '),
                "class", className,
                "package", javaPackage,
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
        StringBuilder camel = new StringBuilder();
        for (String part : hyphenated.split("-")) {
            camel.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return camel.toString();
    }

    private static String filled(String template, Map<String, String> words) {
        try (InputStream in = NewCommand.class.getResourceAsStream("new-server/" + template)) {
            if (in == null) {
                throw new IOException("the template " + template + " is not in the distribution");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("@" + word.getKey() + "@", word.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
