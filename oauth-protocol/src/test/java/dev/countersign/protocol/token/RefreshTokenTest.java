package dev.countersign.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.GrantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {

    private static final GrantId GRANT = GrantId.endingAt(Instant.parse("2027-01-01T00:00:00Z"));

    private final RefreshToken token = token(200, 7);

    private static RefreshToken token(int keyId, int generation) {
        byte[] secret = new byte[RefreshToken.SECRET_BYTES];
        Arrays.fill(secret, (byte) 0x5a);
        byte[] tag = new byte[RefreshToken.TAG_BYTES];
        Arrays.fill(tag, (byte) 0xa5);
        return RefreshToken.of(RefreshToken.signedPart(keyId, GRANT, generation, secret), tag);
    }

    @Test
    void itsTextRoundTrips() {
        RefreshToken read = RefreshToken.parse(token.text()).orElseThrow();
        assertThat(read.text()).isEqualTo(token.text());
        assertThat(read.keyId()).isEqualTo(200);
        assertThat(read.grant()).isEqualTo(GRANT);
        assertThat(read.generation()).isEqualTo(7);
        assertThat(read.signedPart()).isEqualTo(token.signedPart());
        assertThat(read.tag()).isEqualTo(token.tag());
        assertThat(read.hash()).isEqualTo(token.hash());
    }

    @Test
    void secretScannersFindItAndLogsDoNotShowIt() {
        assertThat(token.text()).startsWith("csrt_").matches("csrt_[A-Za-z0-9_-]+");
        assertThat(token.toString()).isEqualTo("[redacted]");
    }

    @Test
    void aFlipOfAnyBitIsSeenWithoutAKey() {
        byte[] bytes = Base64.getUrlDecoder().decode(token.text().substring(5));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            String text = "csrt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(damaged);
            assertThat(RefreshToken.parse(text)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void anotherCharacterAnywhereIsSeen() {
        String text = token.text();
        IntStream.range(0, text.length())
                .forEach(
                        i -> {
                            char other = text.charAt(i) == 'A' ? 'B' : 'A';
                            String damaged = text.substring(0, i) + other + text.substring(i + 1);
                            assertThat(RefreshToken.parse(damaged)).as("character %d", i).isEmpty();
                        });
    }

    @Test
    void aTokenHasOneSpelling() {
        String text = token.text();
        for (String other :
                new String[] {
                    "",
                    "csrt_",
                    text + "=",
                    text + "A",
                    text.substring(0, text.length() - 1),
                    text + "\n",
                    " " + text,
                    text.replace("csrt_", "CSRT_"),
                    "csrt_" + "A".repeat(10_000)
                }) {
            assertThat(RefreshToken.parse(other)).isEmpty();
        }
    }

    /** One that names something that cannot be a grant, with a right checksum. */
    @Test
    void aTokenOfNoGrantIsNone() {
        byte[] signed = token.signedPart();
        signed[7] = 0x40;
        assertThat(RefreshToken.parse(RefreshToken.of(signed, token.tag()).text())).isEmpty();
    }

    @Test
    void theHashIsOfTheTextAsTheClientHoldsIt() {
        assertThat(token.hash())
                .hasSize(32)
                .isNotEqualTo(token.text().getBytes(StandardCharsets.US_ASCII));
        assertThat(token(200, 8).hash()).isNotEqualTo(token.hash());
    }
}
