package dev.countersign.web.page;

import dev.countersign.protocol.RandomText;

/** Names, in the policy and in the page, the inline elements of this one answer (CSP 3 §2.4). */
record Nonce(String value) {

    static Nonce random() {
        return new Nonce(RandomText.ofBits(128));
    }
}
