package dev.countersign.revocation.feed;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends a large answer piece by piece, each once the one before it has left: however slowly it is
 * read at the other end, no more than that waits here.
 */
@Provider
public final class FeedAnswerWriter implements ServerMessageBodyWriter<FeedAnswer> {

    @Override
    public boolean isWriteable(
            Class<?> type,
            Type genericType,
            ResteasyReactiveResourceInfo target,
            MediaType mediaType) {
        return type == FeedAnswer.class;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == FeedAnswer.class;
    }

    @Override
    public void writeResponse(FeedAnswer answer, Type genericType, ServerRequestContext context) {
        ServerHttpResponse response = context.serverResponse();
        Iterator<String> pieces = answer.json();
        byte[] first = bytes(pieces.next());
        if (pieces.hasNext()) {
            send(first, pieces, response.setChunked(true));
        } else {
            response.end(first);
        }
    }

    private static void send(byte[] piece, Iterator<String> rest, ServerHttpResponse response) {
        var unused =
                response.write(piece)
                        .thenRun(
                                () -> {
                                    if (rest.hasNext()) {
                                        send(bytes(rest.next()), rest, response);
                                    } else {
                                        response.end();
                                    }
                                });
    }

    private static byte[] bytes(String piece) {
        return piece.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void writeTo(
            FeedAnswer answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> httpHeaders,
            OutputStream body)
            throws IOException {
        for (Iterator<String> pieces = answer.json(); pieces.hasNext(); ) {
            body.write(bytes(pieces.next()));
        }
    }
}
