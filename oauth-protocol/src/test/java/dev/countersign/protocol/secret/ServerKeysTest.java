package dev.countersign.protocol.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerKeysTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void theFirstLineIsCurrentAndTheOthersAreKept() {
        ServerKeys keys = ServerKeys.parse("# a comment\n\n 7:" + KEY + "\n6:" + KEY + "\n");
        assertThat(keys.currentId()).isEqualTo(7);
        assertThat(keys.has(7)).isTrue();
        assertThat(keys.has(6)).isTrue();
        assertThat(keys.has(5)).isFalse();
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        ServerKeys keys = ServerKeys.parse("0:" + KEY);
        Map<Purpose, String> macs = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            macs.put(purpose, HexFormat.of().formatHex(keys.mac(purpose, new byte[0])));
        }
        assertThat(macs.values()).doesNotHaveDuplicates();
    }

    @Test
    void partsAreJoinedAsTheyAre() {
        ServerKeys keys = ServerKeys.parse("0:" + KEY);
        assertThat(keys.mac(Purpose.FORM, new byte[] {1}, new byte[] {2}))
                .isEqualTo(keys.mac(Purpose.FORM, new byte[] {1, 2}));
    }

    @Test
    void aKeyThatIsGoneSignsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerKeys.parse("0:" + KEY).mac(1, Purpose.FORM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "AAAA",
                "256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "x:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "1:AAAA",
                "1",
                "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void anAbsurdKeyFileStopsStartUp(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerKeys.parse(text));
    }
}
