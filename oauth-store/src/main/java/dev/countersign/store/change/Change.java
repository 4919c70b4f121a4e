package dev.countersign.store.change;

import dev.countersign.protocol.ClientId;

/** What was made, changed or deleted, and not how: whoever keeps a copy reads it again. */
public sealed interface Change {

    /** The topic that says so (contract, section 5). */
    String TOPIC = "countersign.applications";

    /** Of the record: the topic keeps the newest one of each. No client id has a space. */
    String key();

    record OfApplication(ClientId client) implements Change {

        @Override
        public String key() {
            return "application " + client;
        }
    }

    /** Of an API or of its scopes. */
    record OfApi(String identifier) implements Change {

        @Override
        public String key() {
            return "api " + identifier;
        }
    }
}
