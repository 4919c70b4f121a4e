package dev.countersign.cli.administration;

import dev.countersign.cli.http.Address;
import dev.countersign.cli.outcome.Failed;
import dev.countersign.cli.signin.Issuer;
import java.net.URI;

/** Where administration is asked for, and so where tokens and the bootstrap secret go. */
record AdministrationAddress(String value) {

    static AdministrationAddress below(Issuer issuer) {
        return new AdministrationAddress(issuer.value());
    }

    /** An origin of its own, as somebody typed it. */
    static AdministrationAddress parse(String text) {
        String origin = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!Issuer.isTrustworthy(origin) || !URI.create(origin).getRawPath().isEmpty()) {
            throw Failed.usage(
                    "administration must be at an https address, or an http one of this machine,"
                            + " without a path");
        }
        return new AdministrationAddress(origin);
    }

    URI at(Address address) {
        return URI.create(value + address.text());
    }
}
