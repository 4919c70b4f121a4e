package dev.countersign.local;

import java.nio.file.Path;
import java.util.List;

/** The five services: each a module of its own, found by its path. */
public enum ServiceDefinition {
    AUTH("auth-service", 1),
    TOKEN("token-service", 2),
    USERINFO("userinfo-service", 3),
    RESOURCE_API("resource-api", 4),
    REVOCATION("revocation-service", 5);

    private final String id;
    private final int offset;

    ServiceDefinition(String id, int offset) {
        this.id = id;
        this.offset = offset;
    }

    /** The name of its module, in the path table and in the logs. */
    public String id() {
        return id;
    }

    /** Its port, counted from the gateway's. */
    int offset() {
        return offset;
    }

    /**
     * Compiled soon rather than well, by which a start costs a third less; but not where passwords
     * are hashed, which takes twice as long then.
     */
    List<String> jvmOptions() {
        return this == AUTH ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    }

    /** What the build made of it. */
    Path packaged(Path project) {
        return project.resolve(id).resolve("target").resolve("quarkus-app");
    }
}
