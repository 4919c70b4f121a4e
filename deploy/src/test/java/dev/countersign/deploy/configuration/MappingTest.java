package dev.countersign.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

    @TempDir Path folder;

    @Test
    void aKeyIsTheNameInKebabCaseBelowThePrefix() {
        assertThat(keys("/** L. */ @WithDefault(\"1h\") Duration longestAccessToken();"))
                .containsExactly("sample.longest-access-token");
    }

    @Test
    void aKeyMayBeNamedOtherwiseOrBeThePrefix() {
        assertThat(
                        keys(
                                """
                                /** A. */ @WithName("first") String a();
                                /** B. */ @WithParentName Optional<List<String>> b();
                                """))
                .containsExactly("sample.first", "sample");
    }

    @Test
    void groupsLieWithinEachOther() {
        assertThat(
                        keys(
                                """
                                Outer outer();
                                /** O. */
                                interface Outer {
                                    /** Z. */ int zero();
                                    /** G. */
                                    Inner inner();
                                }
                                interface Inner {
                                    /** O. */ int one();
                                }
                                """))
                .containsExactly("sample.outer.zero", "sample.outer.inner.one");
    }

    @Test
    void aMapHasNamesOfTheOperators() {
        assertThat(
                        keys(
                                """
                                /** D. */
                                Map<String, Dialect> dialect();
                                /** M. */
                                Map<String, String> more();
                                /** One. */
                                interface Dialect {
                                    /** S. */ Set<String> scopes();
                                }
                                """))
                .containsExactly("sample.more.<name>", "sample.dialect.<name>.scopes");
    }

    @Test
    void whatHoldsWithoutAValue() {
        assertThat(
                        settings(
                                """
                                /** A. */ @WithDefault("5s") Duration a();
                                /** B. */ Optional<String> b();
                                /** C. */ @WithDefault("${X:}") Optional<String> c();
                                /** D. */ String d();
                                """))
                .extracting(Setting::fallback)
                .containsExactly(
                        new Fallback.Value("5s"),
                        new Fallback.None(),
                        new Fallback.Value("${X:}"),
                        new Fallback.Required());
    }

    @Test
    void aTypeIsSaidInWords() {
        assertThat(
                        settings(
                                """
                                /** A. */ Duration a();
                                /** B. */ Optional<List<java.net.URI>> b();
                                /** C. */ Optional<Short> c();
                                /** D. */ boolean d();
                                /** E. */ Policy e();
                                /** F. */ Set<String> f();
                                enum Policy { REFUSE, ACCEPT_WITH_ALARM; static final int X = 1; }
                                """))
                .extracting(it -> it.type().words())
                .containsExactly(
                        "duration",
                        "list of URIs",
                        "whole number",
                        "`true` or `false`",
                        "`refuse` or `accept-with-alarm`",
                        "list of texts");
    }

    @Test
    void theJavadocSaysWhatItIsInMarkdown() {
        String text =
                """
                /**
                 * Where {@code
                 * <issuer>} is,
                 * {@literal a<b}.
                 *
                 * <p>See {@link Duration}.
                 * @return nothing of this
                 */
                String a();
                """;

        assertThat(settings(text).getFirst().description())
                .isEqualTo("Where `<issuer>` is, a<b. See `Duration`.");
    }

    @Test
    void whatIsNotUnderstoodOrNotDescribedStopsTheGenerator() {
        assertThatThrownBy(() -> settings("/** A. */ @WithConverter(X.class) String a();"))
                .hasMessageContaining("WithConverter");
        assertThatThrownBy(() -> settings("/** A. */ StringBuilder a();"))
                .hasMessageContaining("StringBuilder");
        assertThatThrownBy(() -> settings("/** A. */ default int a() { return 1; }"))
                .hasMessageContaining("body");
        assertThatThrownBy(() -> settings("String a();"))
                .hasMessageContaining("says not what it is");
        assertThatThrownBy(
                        () ->
                                settings(
                                        """
                                        /** A. */ Optional<Group> group();
                                        /** G. */ interface Group { /** B. */ int b(); }
                                        """))
                .hasMessageContaining("optional group");
    }

    private List<String> keys(String members) {
        return settings(members).stream().map(it -> it.key().pattern()).toList();
    }

    private List<Setting> settings(String members) {
        Sources sources =
                SourceFiles.of(
                        folder,
                        "/** S. */ @ConfigMapping(prefix = \"sample\") interface Config {\n%s}"
                                .formatted(members));
        SourceType type = sources.find("sample.Config").orElseThrow();
        return new Mapping(type, Set.of())
                .groups().stream().flatMap(it -> it.settings().stream()).toList();
    }
}
