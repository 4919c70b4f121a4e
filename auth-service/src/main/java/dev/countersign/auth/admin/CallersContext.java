package dev.countersign.auth.admin;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The Vert.x context of a request, to come back to: a session of Hibernate Reactive is of one. */
public final class CallersContext {

    private CallersContext() {}

    /** Of the context in which this is called, or of any thread where there is none. */
    public static Executor executor() {
        @Nullable Context caller = Vertx.currentContext();
        return caller == null ? Runnable::run : task -> caller.runOnContext(ignored -> task.run());
    }
}
