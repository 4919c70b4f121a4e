package dev.countersign.revocation.inventory;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.request.Parameters;
import dev.countersign.protocol.secret.Sha256;
import dev.countersign.store.inventory.PagePosition;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Cursors of one search: the place where a page ended and a hash of it and of all filters, so that
 * a damaged one, or one of another search, is told from ours. It protects nothing: whoever makes
 * one up finds the same grants, from another place on.
 */
final class PageCursor {

    private static final byte VERSION = 1;
    private static final int PLACE_BYTES = 1 + 8 + 16;
    private static final int HASH_BYTES = 8;

    private final String search;

    PageCursor(Parameters parameters, List<String> filters) {
        StringBuilder text = new StringBuilder();
        for (String name : filters) {
            // lengths, so that no value can look like the next filter
            String value = parameters.get(name).orElse("");
            text.append(value.length()).append(':').append(value);
        }
        this.search = text.toString();
    }

    String write(PagePosition place) {
        byte[] bytes =
                ByteBuffer.allocate(PLACE_BYTES)
                        .put(VERSION)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.issuedAt()))
                        .putLong(place.id().value().getMostSignificantBits())
                        .putLong(place.id().value().getLeastSignificantBits())
                        .array();
        byte[] whole = Arrays.copyOf(bytes, PLACE_BYTES + HASH_BYTES);
        System.arraycopy(hash(bytes), 0, whole, PLACE_BYTES, HASH_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * @throws IllegalArgumentException for what {@link #write} has not written for this search
     */
    PagePosition parse(String text) {
        byte[] whole = Base64.getUrlDecoder().decode(text);
        if (whole.length != PLACE_BYTES + HASH_BYTES || whole[0] != VERSION) {
            throw new IllegalArgumentException("no cursor");
        }
        byte[] bytes = Arrays.copyOf(whole, PLACE_BYTES);
        byte[] hash = Arrays.copyOfRange(whole, PLACE_BYTES, whole.length);
        if (!MessageDigest.isEqual(hash, hash(bytes))) {
            throw new IllegalArgumentException("a cursor of another search");
        }
        ByteBuffer place = ByteBuffer.wrap(bytes, 1, PLACE_BYTES - 1);
        return new PagePosition(
                Instant.EPOCH.plus(place.getLong(), ChronoUnit.MICROS),
                new GrantId(new UUID(place.getLong(), place.getLong())));
    }

    private byte[] hash(byte[] place) {
        return Arrays.copyOf(Sha256.of(search + HexFormat.of().formatHex(place)), HASH_BYTES);
    }
}
