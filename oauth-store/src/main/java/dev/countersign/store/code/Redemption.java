package dev.countersign.store.code;

import dev.countersign.protocol.GrantId;

/** What came of presenting a code. */
public sealed interface Redemption {

    /** The first presentation: the code is spent, whatever is wrong with the request. */
    record Redeemed(Authorization authorization) implements Redemption {}

    /** A second one: what the first obtained must be revoked (RFC 6749 §4.1.2). */
    record Replayed(GrantId grant) implements Redemption {}

    /** Nobody issued it, or it has expired. */
    record Unknown() implements Redemption {}
}
