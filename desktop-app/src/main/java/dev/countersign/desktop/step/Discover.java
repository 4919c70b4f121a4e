package dev.countersign.desktop.step;

import dev.countersign.desktop.terminal.Transcript;

/** The app knows the issuer only; all endpoints come from here. */
public record Discover(AuthorizationServer server, Transcript transcript) implements Step {

    @Override
    public String title() {
        return "Download the discovery document";
    }

    @Override
    public void play() throws Exception {
        var metadata = server.discover();
        transcript.good(
                "authorize at %s, swap at %s"
                        .formatted(
                                metadata.getAuthorizationEndpointURI(),
                                metadata.getTokenEndpointURI()));
    }
}
