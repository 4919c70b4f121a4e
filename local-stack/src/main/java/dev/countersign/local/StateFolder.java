package dev.countersign.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder {@code .local/}: data, secrets, logs and run files of one local stack. */
final class StateFolder implements AutoCloseable {

    private static final long LEAST_SPACE = 500L * 1024 * 1024;

    private final Path root;
    private @Nullable FileLock lock;

    StateFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            for (Path folder : folders()) {
                Files.createDirectories(folder);
                // data and logs are nobody else's business, secrets least of all
                Files.setPosixFilePermissions(
                        folder, PosixFilePermissions.fromString(mode(folder)));
            }
        } catch (IOException e) {
            throw new LocalStackFailure("cannot prepare " + root + ": " + e.getMessage(), e);
        }
    }

    private List<Path> folders() {
        Path redis = data().resolve("redis");
        Path kafka = data().resolve("kafka");
        return List.of(root, data(), redis, kafka, secrets(), logs(), run(), apps());
    }

    /** Root may run PostgreSQL as nobody, who must be able to pass through to the data. */
    private String mode(Path folder) {
        return folder.equals(root) || folder.equals(data()) ? "rwx--x--x" : "rwx------";
    }

    Path data() {
        return root.resolve("data");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path run() {
        return root.resolve("run");
    }

    /** The certificate that a stack makes for itself, and what trusts it. */
    Path tls() {
        return root.resolve("tls");
    }

    Path apps() {
        return root.resolve("apps");
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /**
     * Makes this process the only supervisor of the folder until it ends, however it ends.
     *
     * @throws LocalStackFailure if another one runs
     */
    void claim() {
        Path file = root.resolve("lock");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        } catch (IOException e) {
            throw new LocalStackFailure("cannot lock " + file + ": " + e.getMessage(), e);
        }
        if (lock == null) {
            throw new LocalStackFailure(
                    "a stack is running already in "
                            + root
                            + ": see ./countersign status, or end"
                            + " it by ./countersign down");
        }
    }

    /**
     * Data belong to the issuer for which they were made: its APIs and its tokens bear that name.
     *
     * @throws LocalStackFailure if it is another one
     */
    void requireIssuer(String issuer) {
        Path file = root.resolve("issuer");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, issuer);
            }
            String owner = Files.readString(file);
            if (!owner.equals(issuer)) {
                throw new LocalStackFailure(
                        ("the data in %s are those of %s, not of %s: use its --base-port,"
                                        + " name another folder by COUNTERSIGN_STATE, or begin anew by"
                                        + " ./countersign reset")
                                .formatted(root, owner, issuer));
            }
        } catch (IOException e) {
            throw new LocalStackFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    void requireSpace() {
        try {
            long usable = Files.getFileStore(root).getUsableSpace();
            if (usable < LEAST_SPACE) {
                throw new LocalStackFailure(
                        "only %d MB are free on the disk of %s; the stack needs %d MB"
                                .formatted(usable >> 20, root, LEAST_SPACE >> 20));
            }
        } catch (IOException e) {
            throw new LocalStackFailure("cannot measure the free space of " + root, e);
        }
    }

    /** The log of a process; what the last run left becomes {@code name.log.1}. */
    Path rotatedLog(String name) {
        Path log = logs().resolve(name + ".log");
        try {
            if (Files.exists(log)) {
                Files.move(
                        log, logs().resolve(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LocalStackFailure("cannot rotate " + log + ": " + e.getMessage(), e);
        }
        return log;
    }

    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try {
            lock.acquiredBy().close();
            lock = null;
        } catch (IOException e) {
            throw new LocalStackFailure("cannot unlock " + root, e);
        }
    }
}
