package dev.countersign.deploy.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types, missing fields and unknown ones, without a server. Types and what is missing by the
 * schemas that Kubernetes, the Gateway API and the operators publish, which take any unknown field;
 * those are found by fabric8's and Strimzi's models, which keep them apart. CloudNativePG has no
 * such models.
 */
class StrictCheckTest {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
    private static final Map<String, Class<? extends HasMetadata>> STRIMZI =
            Map.of(
                    "Kafka", Kafka.class,
                    "KafkaNodePool", KafkaNodePool.class,
                    "KafkaTopic", KafkaTopic.class,
                    "KafkaUser", KafkaUser.class);

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyTypeIsRightAndNothingIsMissing(Overlay overlay) throws Exception {
        assertThat(SchemaCheck.installed().faults(overlay.file())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noFieldIsUnknown(Overlay overlay) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Manifest object : overlay.objects()) {
            if (!object.at("/apiVersion").asText().startsWith("postgresql.cnpg.io/")) {
                unknown.addAll(UnknownFields.of(object.toString(), read(object)));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void aMisspeltFieldAWrongTypeAndAMissingOneAreFound() throws Exception {
        String wrong =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: wrong
                spec:
                  replicas: two
                  template:
                    spec:
                      containers: []
                """;
        Path file = Files.writeString(Deploy.folder("target").resolve("wrong.yaml"), wrong);
        JsonNode misspelt = JSON.readTree("{'spec': {'template': {'spec': {'hostNetwrk': true}}}}");
        Object model = JSON.convertValue(misspelt, Deployment.class);

        assertThat(SchemaCheck.installed().faults(file))
                .anyMatch(fault -> fault.contains("replicas") && fault.contains("integer"))
                .anyMatch(fault -> fault.contains("selector"));
        assertThat(UnknownFields.of("it", model))
                .containsExactly("it/spec/template/spec/hostNetwrk");
    }

    private static Object read(Manifest object) throws IOException {
        Class<? extends HasMetadata> strimzi = STRIMZI.get(object.kind());
        return strimzi == null
                ? KUBERNETES.unmarshal(object.json().toString())
                : JSON.convertValue(object.json(), strimzi);
    }
}
