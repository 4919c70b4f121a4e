package dev.countersign.resourceserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** RFC 9728 §2 and §3.2. */
class ResourceMetadataTest {

    private static final ResourceIdentifier API = new ResourceIdentifier("https://api.example");

    @Test
    void saysWhoIssuesItsTokensAndWhichScopesItKnows() {
        assertThat(
                        new ResourceMetadata(
                                        API,
                                        "https://id.example",
                                        new TreeSet<>(List.of("b", "a")),
                                        Optional.of("Accounts"),
                                        Optional.of(URI.create("https://api.example/docs")))
                                .json())
                .isEqualTo(
                        """
                        {"resource":"https://api.example",\
                        "authorization_servers":["https://id.example"],\
                        "scopes_supported":["a","b"],"bearer_methods_supported":["header"],\
                        "resource_name":"Accounts",\
                        "resource_documentation":"https://api.example/docs"}""");
    }

    /** RFC 9728 §3.2: what has no element is not there. */
    @Test
    void leavesOutWhatHasNoValue() {
        assertThat(
                        new ResourceMetadata(
                                        API,
                                        "https://id.example",
                                        new TreeSet<>(),
                                        Optional.empty(),
                                        Optional.empty())
                                .json())
                .isEqualTo(
                        """
                        {"resource":"https://api.example",\
                        "authorization_servers":["https://id.example"],\
                        "bearer_methods_supported":["header"]}""");
    }

    /** RFC 9728 §1.2. */
    @Test
    void anIdentifierHasNoFragment() {
        assertThatThrownBy(() -> new ResourceIdentifier("https://api.example#a"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
