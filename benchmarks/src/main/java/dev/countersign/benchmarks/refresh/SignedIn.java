package dev.countersign.benchmarks.refresh;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.token.RefreshToken;

/** An application in which a person is signed in, and the token that it holds. */
final class SignedIn {

    final UserId user;
    final ClientId client;
    final Ledger ledger;
    RefreshToken token;

    SignedIn(UserId user, ClientId client, RefreshToken first, Ledger ledger) {
        this.user = user;
        this.client = client;
        this.token = first;
        this.ledger = ledger;
    }
}
