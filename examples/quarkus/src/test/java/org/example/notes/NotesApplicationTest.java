package org.example.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two applications on one folder, started as their user starts them and driven over HTTP. */
class NotesApplicationTest {
    private static final int NOTES = 20;
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private final class Application implements AutoCloseable {
        private final Process process;
        private final String address;

        Application() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Dquarkus.http.port=0",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dnotes.folder=" + folder,
                            "-jar",
                            Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                    .redirectErrorStream(true)
                    .start();
            address = address(process.inputReader());
        }

        private static String address(BufferedReader said) throws IOException {
            StringBuilder all = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    return listening.group(1);
                }
                all.append(line).append('\n');
            }
            throw new AssertionError("it ended: " + all);
        }

        String send(String path, String text) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
            if (text != null) {
                request.header("Content-Type", "text/plain").PUT(BodyPublishers.ofString(text));
            }
            try {
                var answer = client.send(request.build(), BodyHandlers.ofString());
                assertEquals(200, answer.statusCode(), answer.body());
                return answer.body();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it ends when it is told to");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void whatTwoApplicationsSaveAtOnceIsThereAfterARestart() throws IOException {
        try (Application one = new Application();
                Application other = new Application()) {
            IntStream.range(0, NOTES)
                    .parallel()
                    .forEach(i -> assertNotNull((i % 2 == 0 ? one : other).send("/notes/n" + i, "text " + i)));
        }
        try (Application again = new Application()) {
            assertEquals(NOTES, again.send("/notes", null).lines().count());
        }
    }
}
