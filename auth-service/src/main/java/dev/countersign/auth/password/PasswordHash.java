package dev.countersign.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is stored: Argon2id (RFC 9106) in the PHC string form, with its own salt and
 * costs. Making and checking one takes about 40 ms of one core and 19 MiB, so neither belongs on an
 * event loop.
 */
public record PasswordHash(String phc) {

    /** The second recommendation of OWASP's password storage guide: 19 MiB, two passes. */
    private static final Costs COSTS = new Costs(19_456, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([\\w+/-]+)\\$([\\w+/-]+)");

    private record Costs(int kibibytes, int passes, int lanes) {}

    public PasswordHash {
        if (!PHC.matcher(phc).matches()) {
            throw new IllegalArgumentException("not an Argon2id hash in PHC form");
        }
    }

    public static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                        .formatted(
                                COSTS.kibibytes,
                                COSTS.passes,
                                COSTS.lanes,
                                base64.encodeToString(salt),
                                base64.encodeToString(hash(password, salt, COSTS, HASH_BYTES))));
    }

    /** In constant time, with the costs under which it was made. */
    public boolean matches(String password) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("checked by the constructor");
        }
        Costs costs =
                new Costs(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(expected, hash(password, salt, costs, expected.length));
    }

    private static byte[] hash(String password, byte[] salt, Costs costs, int bytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(costs.kibibytes)
                        .withIterations(costs.passes)
                        .withParallelism(costs.lanes)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[bytes];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
