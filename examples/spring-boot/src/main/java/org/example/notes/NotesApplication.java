package org.example.notes;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Notes over HTTP, kept in the state of a folder that other processes may share. */
@SpringBootApplication
public class NotesApplication {
    public static void main(String[] args) {
        SpringApplication.run(NotesApplication.class, args);
    }

    // tag::bean
    @Bean(destroyMethod = "close")
    StateManager states(@Value("${notes.folder}") Path folder) {
        return StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")));
    }
    // end::bean

    @RestController
    static class Notes {
        private final Notebook notebook;

        Notes(StateManager states) {
            notebook = new Notebook(states);
        }

        @PutMapping("/notes/{name}")
        long save(@PathVariable String name, @RequestBody String text) {
            return notebook.save(name, text, Cause.of("http", "save " + name));
        }

        @GetMapping("/notes")
        Map<String, String> all() {
            return notebook.notes();
        }
    }
}
