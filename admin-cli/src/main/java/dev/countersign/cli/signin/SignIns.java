package dev.countersign.cli.signin;

import dev.countersign.cli.http.Form;
import dev.countersign.cli.outcome.Failed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The sign-ins of this user of the machine, a file for each server, which nobody else can read. */
final class SignIns {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER_OF_THE_OWNER =
            PosixFilePermissions.fromString("rwx------");

    private final Path folder;

    SignIns(Path folder) {
        this.folder = folder;
    }

    Optional<SignIn> at(Issuer issuer) {
        try {
            return SignIn.read(Files.readString(file(issuer)))
                    .filter(it -> it.issuer().equals(issuer));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw unusable(unreadable);
        }
    }

    /** At no moment is there half a file, or one that others can read. */
    void keep(SignIn signIn) {
        try {
            Files.createDirectories(folder, only(FOLDER_OF_THE_OWNER));
            Path fresh = Files.createTempFile(folder, "sign-in", ".new", only(OWNER_ONLY));
            Files.writeString(fresh, signIn.written());
            Files.move(
                    fresh,
                    file(signIn.issuer()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw unusable(unwritable);
        }
    }

    void forget(Issuer issuer) {
        try {
            Files.deleteIfExists(file(issuer));
        } catch (IOException undeletable) {
            throw unusable(undeletable);
        }
    }

    /**
     * One at a time among all commands of this user: a refresh token that two of them send at once
     * would look stolen.
     */
    <T> T exclusively(Issuer issuer, Supplier<T> work) {
        try {
            Files.createDirectories(folder, only(FOLDER_OF_THE_OWNER));
            Path lock = folder.resolve(Form.encoded(issuer.value()) + ".lock");
            try (FileChannel channel =
                            FileChannel.open(
                                    lock,
                                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                    only(OWNER_ONLY));
                    var _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException unlockable) {
            throw unusable(unlockable);
        }
    }

    Path file(Issuer issuer) {
        return folder.resolve(Form.encoded(issuer.value()) + ".json");
    }

    private Failed unusable(IOException problem) {
        return Failed.notSignedIn(
                "sign-ins cannot be kept in %s (%s)"
                        .formatted(folder, problem.getClass().getSimpleName()));
    }

    /** Where the file system has no such permissions, the folder of the user protects it. */
    private static FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
