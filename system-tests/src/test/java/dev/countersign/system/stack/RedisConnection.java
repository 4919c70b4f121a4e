package dev.countersign.system.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of Redis as it takes to spoil what is in it. */
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

    private List<String> keys() throws IOException {
        say("KEYS *");
        int count = Integer.parseInt(line().substring(1));
        var keys = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            line();
            keys.add(line());
        }
        return keys;
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
