package dev.countersign.system.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A port of this machine that takes every call and answers none, and knows whether one came. */
final class SilentPort implements AutoCloseable {

    private static final int NO_LONGER_THAN = 50;

    private final ServerSocket socket;

    SilentPort() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        socket.setSoTimeout(NO_LONGER_THAN);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** A call that came at any time waits in the queue until it is seen here. */
    boolean wasCalled() throws IOException {
        try (Socket call = socket.accept()) {
            return call.isConnected();
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
