package dev.countersign.system.stack;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/**
 * A folder of this machine in a container. Testcontainers' own way first tries whether the engine
 * can do that, with an image of its choice from the Docker Hub, which may be out of reach.
 */
final class Mounted {

    private Mounted() {}

    static void readOnly(GenericContainer<?> container, Path folder, String place) {
        mount(container, new Bind(folder.toString(), new Volume(place), AccessMode.ro));
    }

    static void writable(GenericContainer<?> container, Path folder, String place) {
        mount(container, new Bind(folder.toString(), new Volume(place), AccessMode.rw));
    }

    private static void mount(GenericContainer<?> container, Bind bind) {
        container.withCreateContainerCmdModifier(
                command -> {
                    HostConfig host = Objects.requireNonNull(command.getHostConfig());
                    Bind[] others = Objects.requireNonNullElse(host.getBinds(), new Bind[0]);
                    host.withBinds(Stream.concat(Arrays.stream(others), Stream.of(bind)).toList());
                });
    }
}
