package dev.countersign.jose;

import dev.countersign.protocol.KeyId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The port in memory, which counts how often it is read and can be away. */
final class KeysInMemory implements SigningKeys {

    final List<SealedSigningKey> keys = new ArrayList<>();
    int reads;
    boolean away;

    @Override
    public Uni<List<SealedSigningKey>> all() {
        return Uni.createFrom()
                .item(
                        () -> {
                            reads++;
                            if (away) {
                                throw new IllegalStateException("away");
                            }
                            return List.copyOf(keys);
                        });
    }

    @Override
    public Uni<Boolean> stands(KeyId id) {
        return Uni.createFrom().item(() -> keys.stream().anyMatch(key -> key.id().equals(id)));
    }

    @Override
    public Uni<Void> addIfNone(SealedSigningKey first) {
        if (keys.stream().noneMatch(key -> key.algorithm() == first.algorithm())) {
            keys.add(first);
        }
        return Uni.createFrom().voidItem();
    }

    void compromise(KeyId id) {
        keys.removeIf(key -> key.id().equals(id));
    }
}
