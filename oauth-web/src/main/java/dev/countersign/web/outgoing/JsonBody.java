package dev.countersign.web.outgoing;

import dev.countersign.jose.ClientKeySet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The body of an answer as far as it may go: whoever sends without end is not listened to. */
final class JsonBody {

    private static final int OK = 200;

    private JsonBody() {}

    /** Fails unless the status is 200 and the body is small. */
    static Future<String> of(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            return refused(response, "the answer is " + response.statusCode());
        }
        Promise<String> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body.toString(StandardCharsets.UTF_8)))
                .handler(
                        part -> {
                            body.appendBuffer(part);
                            if (body.length() > ClientKeySet.LARGEST) {
                                whole.tryFail(new IOException("the answer is too large"));
                                response.request().reset();
                            }
                        });
        return whole.future();
    }

    private static Future<String> refused(HttpClientResponse response, String why) {
        // the end that this makes is no surprise
        response.exceptionHandler(end -> {});
        response.request().reset();
        return Future.failedFuture(new IOException(why));
    }
}
