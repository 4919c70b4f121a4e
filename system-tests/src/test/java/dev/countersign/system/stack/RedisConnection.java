package dev.countersign.system.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of Redis as it takes to read all that is in it, and to spoil it. */
public final class RedisConnection implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader answers;

    public RedisConnection(RunningStack stack) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), stack.port("redis"));
        answers =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        say("AUTH " + stack.secret("redis-password"));
        expectOk();
    }

    /** Puts text of no meaning in the place of every value; expiry stays. */
    public int spoilEverything() throws IOException {
        List<String> keys = keys();
        for (String key : keys) {
            say("SET " + key + " rubbish KEEPTTL");
            expectOk();
        }
        return keys.size();
    }

    public List<String> keys() throws IOException {
        say("KEYS *");
        return texts();
    }

    /** Keeps a value until {@link #forget}. */
    public void keep(String key, String value) throws IOException {
        say("SET " + key + " " + value);
        expectOk();
    }

    public void forget(String key) throws IOException {
        say("DEL " + key);
        texts();
    }

    /** All that a key holds, whatever its type: fields, members, scores. None once it expired. */
    public List<String> contents(String key) throws IOException {
        say("TYPE " + key);
        String type = line().substring(1);
        if (type.equals("none")) {
            return List.of();
        }
        say(
                switch (type) {
                    case "string" -> "GET " + key;
                    case "hash" -> "HGETALL " + key;
                    case "list" -> "LRANGE " + key + " 0 -1";
                    case "set" -> "SMEMBERS " + key;
                    case "zset" -> "ZRANGE " + key + " 0 -1 WITHSCORES";
                    case "stream" -> "XRANGE " + key + " - +";
                    default -> throw new IOException(key + " is a " + type);
                });
        return texts();
    }

    /** All texts of an answer, however deep; a number is one. */
    private List<String> texts() throws IOException {
        String head = line();
        int count = Integer.parseInt(head.substring(1));
        return switch (head.charAt(0)) {
            case ':' -> List.of(head.substring(1));
            case '$' -> count < 0 ? List.of() : List.of(text(count));
            case '*' -> {
                var texts = new ArrayList<String>();
                for (int i = 0; i < count; i++) {
                    texts.addAll(texts());
                }
                yield texts;
            }
            default -> throw new IOException("Redis says " + head);
        };
    }

    private String text(int length) throws IOException {
        var text = new char[length];
        for (int read = 0; read < length; ) {
            int more = answers.read(text, read, length - read);
            if (more < 0) {
                throw new IOException("Redis hung up");
            }
            read += more;
        }
        line();
        return new String(text);
    }

    private void say(String inlineCommand) throws IOException {
        socket.getOutputStream()
                .write((inlineCommand + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void expectOk() throws IOException {
        String answer = line();
        if (!answer.equals("+OK")) {
            throw new IOException("Redis says " + answer);
        }
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Redis hung up");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
