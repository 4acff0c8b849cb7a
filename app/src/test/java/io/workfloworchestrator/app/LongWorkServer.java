package io.workfloworchestrator.app;

import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.util.concurrent.CountDownLatch;

/** A server with tools that take long, for the clients of others: none of ours does. */
final class LongWorkServer {
    private LongWorkServer() {}

    record Nothing() {}

    record Done(String what) {}

    /** Started by clients. */
    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim();
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        stdio.run(WorkflowMcpServer.builder("long-work", "1.0")
                .tool(tool("work").handler((in, call) -> {
                    call.progress(1, 2, "half way");
                    call.progress(2, 2, "done");
                    heard.await(); // a client may drop progress that comes in one breath with the answer
                    return new Done("worked");
                }))
                .tool(tool("heard").handler((in, call) -> {
                    heard.countDown();
                    return new Done("go on");
                }))
                .tool(tool("wait").handler((in, call) -> {
                    CountDownLatch end = new CountDownLatch(1);
                    call.onCancel(end::countDown);
                    waiting.countDown();
                    end.await();
                    cancelled.countDown();
                    return new Done("nobody hears this");
                }))
                .tool(tool("is_waiting").handler((in, call) -> {
                    waiting.await();
                    return new Done("it waits, and others are served");
                }))
                .tool(tool("was_cancelled").handler((in, call) -> {
                    cancelled.await();
                    return new Done("cancelled");
                }))
                .build());
    }

    private static Tool.Builder<Nothing, Done> tool(String name) {
        return Tool.of(name, Nothing.class, Done.class).description("For a test.");
    }
}
