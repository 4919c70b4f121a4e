package dev.countersign.system.stack;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;

/**
 * An image of this build in a container, as the manifests run it: by the image's own user, with no
 * capability, from a file system that is read-only but for {@code /tmp}. It shares the network of
 * this machine, so that {@code localhost} is the gateway for it, too.
 */
final class HardenedContainer extends GenericContainer<HardenedContainer> {

    // executable: the native library of the crypto provider is unpacked there
    private static final Map<String, String> TMP =
            Map.of("/tmp", "rw,exec,nosuid,nodev,size=64m,mode=1777");

    private final Duration stopLimit;

    HardenedContainer(String module, Limits limits) {
        super(System.getProperty("stack.images", "").formatted(module));
        this.stopLimit = limits.stop();
        withNetworkMode("host");
        withTmpFs(TMP);
        withCreateContainerCmdModifier(
                command -> harden(Objects.requireNonNull(command.getHostConfig()), limits));
    }

    /**
     * @param memory in bytes
     * @param stop how long it may take to end after a SIGTERM
     */
    record Limits(long memory, Duration stop) {

        static Limits megabytes(long megabytes) {
            return new Limits(megabytes << 20, Duration.ofSeconds(20));
        }
    }

    private static void harden(HostConfig host, Limits limits) {
        host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(limits.memory())
                .withMemorySwap(limits.memory());
    }

    HardenedContainer withMounted(Path folder, String place) {
        Mounted.readOnly(this, folder, place);
        return this;
    }

    /** In order, before it is killed and removed. */
    @Override
    protected void containerIsStopping(InspectContainerResponse container) {
        try {
            dockerClient
                    .stopContainerCmd(container.getId())
                    .withTimeout((int) stopLimit.toSeconds())
                    .exec();
        } catch (NotModifiedException endedByItself) {
            logger().debug("{} had ended", container.getId());
        }
    }
}
