package org.example.notes;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

/** Notes over HTTP, kept in the state of a folder that other processes may share. */
@Path("/notes")
public class NotesResource {
    private final Notebook notebook;

    NotesResource(StateManager states) {
        notebook = new Notebook(states);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.TEXT_PLAIN)
    public long save(@PathParam("name") String name, String text) {
        return notebook.save(name, text, Cause.of("http", "save " + name));
    }

    @GET
    public String all() {
        return String.join("\n", notebook.notes().values());
    }
}
