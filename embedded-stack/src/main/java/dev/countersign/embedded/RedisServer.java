package dev.countersign.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Redis with a password, {@code noeviction} and an append-only file. */
public final class RedisServer implements Server {

    private static final int TIMEOUT_MILLIS = 1000;

    private final Path folder;
    private final int port;
    private final String password;
    private final Durability durability;
    private final ServerProcess server;

    /**
     * @param folder holds data and configuration; must be the same at the next start
     */
    public RedisServer(Path folder, Path log, int port, String password, Durability durability) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.password = password;
        this.durability = durability;
        this.server = new ServerProcess("Redis", log);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int port() {
        return port;
    }

    /** With the password in it: a secret. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public void start(Consumer<ProcessHandle> spawned) {
        try {
            Files.createDirectories(folder);
            Path configuration = Secrets.write(folder.resolve("redis.conf"), configuration());
            server.start(
                    List.of(Installation.redis().toString(), configuration.toString()),
                    spawned,
                    this::answers);
        } catch (IOException e) {
            throw new ServerFailure("cannot prepare " + folder, e);
        }
    }

    @Override
    public void stop() {
        server.stop(() -> server.process().destroy());
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public ProcessHandle process() {
        return server.process().toHandle();
    }

    private String configuration() {
        String fsync = durability == Durability.DURABLE ? "everysec" : "no";
        return """
        bind 127.0.0.1
        port %d
        requirepass %s
        dir "%s"
        daemonize no
        maxmemory 512mb
        maxmemory-policy noeviction
        save ""
        appendonly yes
        appendfsync %s
        """
                .formatted(port, password, folder, fsync);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(
                            ("AUTH " + password + "\r\nPING\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            // while it loads its data the answer to PING is an error
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+PONG\r\n".length());
            return new String(answer, StandardCharsets.US_ASCII).endsWith("+PONG\r\n");
        } catch (IOException notYet) {
            return false;
        }
    }
}
