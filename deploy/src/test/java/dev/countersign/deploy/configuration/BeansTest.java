package dev.countersign.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeansTest {

    @TempDir Path folder;

    @Test
    void aBeanThatNobodyAsksForIsGivenNothing() {
        assertThat(injected("@Singleton class Idle { Idle(Config config) {} }")).isEmpty();
    }

    @Test
    void anEndpointLivesAndWhatItAsksForDoes() {
        assertThat(
                        injected(
                                """
                                @Path("/") class Endpoint { Endpoint(Store store) {} }
                                @Singleton class Store { Store(Instance<Config> config) {} }
                                """))
                .contains("sample.Config");
    }

    @Test
    void anObserverLivesAndIsGivenMoreThanTheEvent() {
        assertThat(
                        injected(
                                """
                                @Singleton class Starting {
                                    void start(@Observes Event event, Config config) {}
                                }
                                class Event {}
                                """))
                .contains("sample.Config")
                .doesNotContain("sample.Event");
    }

    @Test
    void whatImplementsAnInterfaceOfTheFrameworkLives() {
        assertThat(
                        injected(
                                """
                                @Singleton class Check implements HealthCheck, AutoCloseable {
                                    Check(Config config) {}
                                }
                                """))
                .contains("sample.Config");
        assertThat(
                        injected(
                                """
                                @Singleton class Idle implements AutoCloseable, java.io.Closeable {
                                    Idle(Config config) {}
                                }
                                """))
                .isEmpty();
    }

    @Test
    void whoAsksForAPortIsGivenWhatImplementsIt() {
        assertThat(
                        injected(
                                """
                                @Path("/") class Endpoint { Endpoint(Port port) {} }
                                interface Port {}
                                abstract class Base implements Port {}
                                @Singleton class Store extends Base { Store(Config config) {} }
                                """))
                .contains("sample.Config");
    }

    @Test
    void aProducerLivesByWhatItMakes() {
        String producers =
                """
                @Singleton class Producers {
                    @Produces Clock clock(Config config) { return null; }
                    @Produces Other other(Unread unread) { return null; }
                }
                class Clock {}
                class Other {}
                class Unread {}
                @Path("/") class Endpoint { Endpoint(Clock clock) {} }
                """;

        assertThat(injected(producers)).contains("sample.Config").doesNotContain("sample.Unread");
    }

    @Test
    void ofSeveralConstructorsTheAnnotatedOneCounts() {
        assertThat(
                        injected(
                                """
                                @Path("/") class Endpoint {
                                    @Inject Endpoint(Config config) {}
                                    Endpoint(Unread unread) {}
                                }
                                class Unread {}
                                """))
                .containsExactly("sample.Config");
    }

    @Test
    void whatTheProgramLeavesOutAsksForNothing() {
        Sources sources =
                SourceFiles.of(
                        folder, "@Path(\"/\") class Endpoint { Endpoint(Config config) {} }");

        assertThat(new Beans(List.copyOf(sources.types()), Set.of("sample.Endpoint")).injected())
                .isEmpty();
    }

    private Set<String> injected(String types) {
        Sources sources = SourceFiles.of(folder, types + "\ninterface Config {}\n");
        return new Beans(List.copyOf(sources.types()), Set.of())
                .injected().stream().flatMap(it -> it.asked().stream()).collect(Collectors.toSet());
    }
}
