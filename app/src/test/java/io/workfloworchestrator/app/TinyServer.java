package io.workfloworchestrator.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server of one file for Node, with its tests, as the source of a server that a test builds, promotes and rolls back. */
final class TinyServer {
    private static final String SERVER = """
            const lines = require('readline').createInterface({input: process.stdin});
            const greeting = require('./greeting.js');
            const tools = TOOLS;
            const answer = (id, result) => process.stdout.write(JSON.stringify({jsonrpc: '2.0', id, result}) + '\\n');
            lines.on('line', line => {
              const {id, method, params} = JSON.parse(line);
              if (method === 'initialize') {
                answer(id, {protocolVersion: params.protocolVersion, capabilities: {tools: {}},
                  serverInfo: {name: 'tiny', version: 'VERSION'}});
              } else if (method === 'tools/list') {
                answer(id, {tools});
              } else if (method === 'tools/call') {
                try {
                  answer(id, {content: [{type: 'text', text: greeting(params.arguments.name)}]});
                } catch (e) {
                  answer(id, {isError: true, content: [{type: 'text', text: e.message}]});
                }
              }
            });
            """;

    private static final String TEST = """
            const said = require('./greeting.js')('ana');
            if (said !== 'Hello, ana') {
              console.error('expected a greeting of ana, and got ' + said);
              process.exit(1);
            }
            """;

    private final Path folder;
    private String tools = "[{name: 'greet', inputSchema: {type: 'object', properties: {name: {type: 'string'}}}}]";

    private TinyServer(Path folder) {
        this.folder = folder;
    }

    /** Writes a whole one. */
    static TinyServer in(Path folder) {
        return new TinyServer(folder)
                .version("1")
                .file("greeting.js", "module.exports = name => 'Hello, ' + name;\n")
                .file("test.js", TEST)
                .file("package.json", """
                        {"name": "tiny", "main": "server.js", "scripts": {"test": "node test.js"}}
                        """);
    }

    /** What it says of itself. */
    TinyServer version(String version) {
        return file("server.js", SERVER.replace("TOOLS", tools).replace("VERSION", version));
    }

    /** What it lists as tools, as JavaScript. */
    TinyServer tools(String listed, String version) {
        tools = listed;
        return version(version);
    }

    TinyServer file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Object unused = Files.createDirectories(folder);
            unused = Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
