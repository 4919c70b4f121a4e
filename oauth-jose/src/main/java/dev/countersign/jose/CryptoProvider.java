package dev.countersign.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.jboss.logging.Logger;

/** Chooses who computes signatures: a native provider where it loads, the JDK elsewhere. */
public final class CryptoProvider {

    private static final Logger LOG = Logger.getLogger(CryptoProvider.class);

    private CryptoProvider() {}

    /** Called once, at start-up. Returns the name of the provider that signs. */
    public static String install() {
        try {
            AmazonCorrettoCryptoProvider.install();
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        } catch (RuntimeException | LinkageError e) {
            Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
            LOG.infof("The native crypto provider does not load here (%s)", e);
        }
        String name = Security.getProviders("Signature.SHA256withRSA")[0].getName();
        LOG.infof("Signatures are computed by %s", name);
        return name;
    }
}
