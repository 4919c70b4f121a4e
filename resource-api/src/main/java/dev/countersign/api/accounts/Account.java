package dev.countersign.api.accounts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One account of a user. */
public record Account(String id, String name, String currency, BigDecimal balance) {

    private static final BigInteger CENTS = BigInteger.valueOf(1_000_000);

    /** The accounts a user begins with: always the same for one, different for two. */
    static List<Account> samplesFor(String owner) {
        return List.of(sample(owner, "Everyday"), sample(owner, "Savings"));
    }

    private static Account sample(String owner, String name) {
        byte[] digest = sha256(name + '\n' + owner);
        BigInteger cents = new BigInteger(1, digest).mod(CENTS);
        String id = "acc-" + HexFormat.of().formatHex(digest, 0, 8);
        return new Account(id, name, "EUR", new BigDecimal(cents, 2));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
