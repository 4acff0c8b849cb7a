package io.workfloworchestrator.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources of a library and of the servers that are built with it, for the story of a release. */
abstract class StorySources {
    /** What the library does with a name. */
    enum Greeting {
        /** Fails for some names. */
        FAULTY,
        /** Greets everybody, in letters that one of the servers does not take. */
        SHOUTING,
        /** Greets everybody. */
        MENDED
    }

    private final Path project;
    private final List<String> servers;

    /** @param servers their names; the last one is strict about what the library gives */
    StorySources(Path project, List<String> servers) {
        this.project = project;
        this.servers = servers;
    }

    List<String> servers() {
        return servers;
    }

    String strict() {
        return servers.get(servers.size() - 1);
    }

    /** The library and all servers, for a command. */
    String[] all(String... before) {
        return Stream.of(Stream.of(before), Stream.of("core"), servers.stream())
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    void file(String path, String text) {
        try {
            Path file = project.resolve(path);
            Object unused = Files.createDirectories(file.getParent());
            unused = Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the library. */
    abstract void library(Greeting greeting);

    /** Writes a server. */
    abstract void server(String name);

    /** The words after {@code server add NAME --source DIR} for the library. */
    abstract List<String> libraryWords();

    /** The same for the servers. */
    abstract List<String> serverWords();

    /** One file for each, for Node; the servers speak the protocol themselves. */
    static StorySources node(Path project, List<String> servers) {
        return new StorySources(project, servers) {
            @Override
            void library(Greeting greeting) {
                file("core/lib.js", "module.exports = name => {\n" + javaScript(greeting) + "};\n");
            }

            @Override
            void server(String name) {
                file(name + "/server.js", NODE.replace("NAME", name));
                file(name + "/test.js", javaScriptTest(name.equals(strict())));
            }

            @Override
            List<String> libraryWords() {
                return List.of("--library", "--test", "node --check lib.js");
            }

            @Override
            List<String> serverWords() {
                return List.of(
                        "--test", "node test.js ${core}/lib.js", "--run", "node ${release}/server.js ${core}/lib.js");
            }
        };
    }

    /** The same, where npm installs the TypeScript SDK into each server. */
    static StorySources sdk(Path project, List<String> servers, String sdkVersion) {
        return new StorySources(project, servers) {
            @Override
            void library(Greeting greeting) {
                file("core/lib.js", "module.exports = name => {\n" + javaScript(greeting) + "};\n");
            }

            @Override
            void server(String name) {
                file(name + "/server.mjs", SDK.replace("NAME", name));
                file(name + "/test.js", javaScriptTest(name.equals(strict())));
                file(
                        name + "/package.json",
                        "{\"name\": \"" + name + "\", \"version\": \"1.0.0\", \"private\": true, \"dependencies\":"
                                + " {\"@modelcontextprotocol/sdk\": \"" + sdkVersion + "\"}}\n");
            }

            @Override
            List<String> libraryWords() {
                return List.of("--library", "--test", "node --check lib.js");
            }

            @Override
            List<String> serverWords() {
                return List.of(
                        "--build",
                        "npm install --prefer-offline --no-audit --no-fund --ignore-scripts",
                        "--test",
                        "node test.js ${core}/lib.js",
                        "--run",
                        "node ${release}/server.mjs ${core}/lib.js");
            }
        };
    }

    /** Servers on this library, compiled by their own builds, with the classes of this build in the place of its jars. */
    static StorySources kit(Path project, List<String> servers, String classPath) {
        String kit = pathJar(project.resolve("kit.jar"), classPath);
        return new StorySources(project, servers) {
            @Override
            void library(Greeting greeting) {
                file(
                        "core/Greeting.java",
                        "public final class Greeting {\n  public static String of(String name) {\n" + java(greeting)
                                + "  }\n}\n");
            }

            @Override
            void server(String name) {
                file(name + "/Server.java", KIT.replace("NAME", name));
                String strict = "said.equals(\"Hello, ana\")";
                String lenient = "said.toLowerCase().endsWith(\"ana\")";
                file(
                        name + "/Checks.java",
                        "final class Checks {\n  public static void main(String[] args) {\n"
                                + "    String said = Greeting.of(\"ana\");\n    if (!"
                                + (name.equals(strict()) ? strict : lenient)
                                + ") throw new AssertionError(said);\n  }\n}\n");
            }

            @Override
            List<String> libraryWords() {
                return List.of(
                        "--library",
                        "--build",
                        "javac -d classes Greeting.java",
                        "--test",
                        "java -cp classes -version",
                        "--keep",
                        "classes");
            }

            @Override
            List<String> serverWords() {
                return List.of(
                        "--build",
                        "javac -proc:none -parameters -d classes -cp ${core}/classes" + File.pathSeparator + kit
                                + " Server.java Checks.java",
                        "--test",
                        "java -cp classes" + File.pathSeparator + "${core}/classes Checks",
                        "--run",
                        "java -XX:TieredStopAtLevel=1 -cp ${release}/classes" + File.pathSeparator + "${core}/classes"
                                + File.pathSeparator + kit + " Server",
                        "--keep",
                        "classes");
            }
        };
    }

    /** A jar that only names others: a command with all of their paths would be too long for the state. */
    private static String pathJar(Path jar, String classPath) {
        String urls = Arrays.stream(classPath.split(File.pathSeparator))
                .map(part -> Path.of(part).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, urls);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String javaScript(Greeting greeting) {
        return switch (greeting) {
            case FAULTY ->
                "  if (name.startsWith('z')) throw new Error('no greeting for ' + name);\n  return 'Hello, ' + name;\n";
            case SHOUTING -> "  return ('Hello, ' + name).toUpperCase();\n";
            case MENDED -> "  return 'Hello, ' + name;\n";
        };
    }

    private static String java(Greeting greeting) {
        return switch (greeting) {
            case FAULTY -> """
                    if (name.startsWith("z")) throw new IllegalArgumentException("no greeting for " + name);
                    return "Hello, " + name;
                """;
            case SHOUTING -> "    return (\"Hello, \" + name).toUpperCase();\n";
            case MENDED -> "    return \"Hello, \" + name;\n";
        };
    }

    private static String javaScriptTest(boolean isStrict) {
        return "const said = require(process.argv[2])('ana');\nif (!("
                + (isStrict ? "said === 'Hello, ana'" : "said.toLowerCase().endsWith('ana')")
                + ")) {\n  console.error('not a greeting of ana: ' + said);\n  process.exit(1);\n}\n";
    }

    private static final String NODE = """
            const fs = require('fs'), path = require('path');
            const greet = require(process.argv[2]);
            let last = {};
            const report = title => {
              const folder = process.env.WORKFLOW_ISSUES, name = Date.now() + '-' + process.pid + '.json';
              fs.mkdirSync(folder, {recursive: true});
              fs.writeFileSync(path.join(folder, '.' + name), JSON.stringify({title, tool: 'greet', ...last}));
              fs.renameSync(path.join(folder, '.' + name), path.join(folder, name));
              return 'Reported.';
            };
            const text = {type: 'string'};
            const tools = [
              {name: 'greet', inputSchema: {type: 'object', properties: {name: text}, required: ['name']}},
              {name: 'report_issue', inputSchema: {type: 'object', properties: {title: text}, required: ['title']}}];
            require('readline').createInterface({input: process.stdin}).on('line', line => {
              const {id, method, params} = JSON.parse(line);
              const say = result => process.stdout.write(JSON.stringify({jsonrpc: '2.0', id, result}) + '\\n');
              if (method === 'initialize') {
                say({protocolVersion: params.protocolVersion, capabilities: {tools: {}},
                  serverInfo: {name: 'NAME', version: '1'}});
              } else if (method === 'tools/list') {
                say({tools});
              } else if (method === 'tools/call') {
                const given = params.arguments;
                try {
                  const said = params.name === 'greet' ? greet(given.name) : report(given.title);
                  say({content: [{type: 'text', text: said}]});
                } catch (e) {
                  last = {arguments: JSON.stringify(given), error: e.message};
                  say({isError: true, content: [{type: 'text', text: e.message}]});
                }
              }
            });
            """;

    private static final String SDK = """
            import {createRequire} from 'node:module';
            import fs from 'node:fs';
            import path from 'node:path';
            import {Server} from '@modelcontextprotocol/sdk/server/index.js';
            import {StdioServerTransport} from '@modelcontextprotocol/sdk/server/stdio.js';
            import {CallToolRequestSchema, ListToolsRequestSchema} from '@modelcontextprotocol/sdk/types.js';
            const greet = createRequire(import.meta.url)(process.argv[2]);
            let last = {};
            const report = title => {
              const folder = process.env.WORKFLOW_ISSUES, name = Date.now() + '-' + process.pid + '.json';
              fs.mkdirSync(folder, {recursive: true});
              fs.writeFileSync(path.join(folder, '.' + name), JSON.stringify({title, tool: 'greet', ...last}));
              fs.renameSync(path.join(folder, '.' + name), path.join(folder, name));
              return 'Reported.';
            };
            const text = {type: 'string'};
            const server = new Server({name: 'NAME', version: '1.0.0'}, {capabilities: {tools: {}}});
            server.setRequestHandler(ListToolsRequestSchema, async () => ({tools: [
              {name: 'greet', inputSchema: {type: 'object', properties: {name: text}, required: ['name']}},
              {name: 'report_issue', inputSchema: {type: 'object', properties: {title: text}, required: ['title']}}]}));
            server.setRequestHandler(CallToolRequestSchema, async ({params}) => {
              const given = params.arguments;
              try {
                const said = params.name === 'greet' ? greet(given.name) : report(given.title);
                return {content: [{type: 'text', text: said}]};
              } catch (e) {
                last = {arguments: JSON.stringify(given), error: e.message};
                return {isError: true, content: [{type: 'text', text: e.message}]};
              }
            });
            await server.connect(new StdioServerTransport());
            """;

    private static final String KIT = """
            import io.workfloworchestrator.definition.WorkflowDefinition;
            import io.workfloworchestrator.local.LocalServer;
            import io.workfloworchestrator.mcp.Tool;
            import io.workfloworchestrator.mcp.ToolException;

            public final class Server {
              public record In(String name) {}

              public record Out(String said) {}

              public static void main(String[] args) {
                String definition = "workflow: NAME\\nphases:\\n  - {id: run, steps: [{id: greet}]}\\n";
                LocalServer.of("NAME", "1", () -> WorkflowDefinition.parse("NAME.yaml", definition))
                    .tool(project -> Tool.of("greet", In.class, Out.class)
                        .description("Greets.")
                        .handler((in, call) -> {
                          try {
                            return new Out(Greeting.of(in.name()));
                          } catch (IllegalArgumentException e) {
                            throw new ToolException("E_GREETING", e.getMessage());
                          }
                        }))
                    .run(args);
              }
            }
            """;
}
