package org.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Two applications on one folder, started and driven over HTTP, with the versions that Spring Boot brings. */
class NotesApplicationTest {
    private static final int NOTES = 20;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                NotesApplication.class,
                "--notes.folder=" + folder,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn");
    }

    private HttpRequest.Builder request(ConfigurableApplicationContext application, String path) {
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private String send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTwoApplicationsSaveAtOnceIsThereAfterARestart() {
        try (ConfigurableApplicationContext one = start();
                ConfigurableApplicationContext other = start()) {
            IntStream.range(0, NOTES)
                    .parallel()
                    .forEach(i -> send(request(i % 2 == 0 ? one : other, "/notes/n" + i)
                            .PUT(BodyPublishers.ofString("text " + i))));
        }
        try (ConfigurableApplicationContext again = start()) {
            String all = send(request(again, "/notes"));
            assertThat(all).contains(List.of("\"n0\":\"text 0\"", "\"n19\":\"text 19\""));
            assertThat(all.split("text")).hasSize(NOTES + 1);
        }
    }
}
