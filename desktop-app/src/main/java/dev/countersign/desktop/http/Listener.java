package dev.countersign.desktop.http;

/** Hears every message on the wire. */
public interface Listener {

    void sent(Request request);

    void received(Answer answer);

    /** Hears nothing. */
    static Listener none() {
        return new Listener() {
            @Override
            public void sent(Request request) {}

            @Override
            public void received(Answer answer) {}
        };
    }
}
