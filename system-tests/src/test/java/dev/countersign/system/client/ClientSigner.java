package dev.countersign.system.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** A key pair of an application, and the JWTs that it signs (RFC 7515 §5.1). */
public final class ClientSigner {

    private static final int ED25519_BYTES = 32;

    private final String algorithm;
    private final String keyId = UUID.randomUUID().toString();
    private final KeyPair pair;

    private ClientSigner(String algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    /** For RS256, PS256, ES256 or EdDSA. */
    public static ClientSigner of(String algorithm) throws GeneralSecurityException {
        return new ClientSigner(algorithm, generator(algorithm).generateKeyPair());
    }

    private static KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
        switch (algorithm) {
            case "RS256", "PS256" -> {
                KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
                rsa.initialize(2048);
                return rsa;
            }
            case "ES256" -> {
                KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
                ec.initialize(new ECGenParameterSpec("secp256r1"));
                return ec;
            }
            case "EdDSA" -> {
                return KeyPairGenerator.getInstance("Ed25519");
            }
            default -> throw new IllegalArgumentException("nobody signs by " + algorithm);
        }
    }

    /** A JWK Set that has the public key, RFC 7517 §5. */
    public String jwks() {
        return "{\"keys\": [" + jwk(pair.getPublic()) + "]}";
    }

    private String jwk(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(keyId).build().toJSONString();
            case ECPublicKey ec ->
                    new ECKey.Builder(Curve.P_256, ec).keyID(keyId).build().toJSONString();
            default -> {
                byte[] encoded = key.getEncoded();
                byte[] x =
                        Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
                yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                        .keyID(keyId)
                        .build()
                        .toJSONString();
            }
        };
    }

    public String sign(Map<String, Object> claims) throws GeneralSecurityException {
        String input = base64url(Map.of("alg", algorithm, "kid", keyId)) + "." + base64url(claims);
        Signature signature = signature(pair.getPrivate());
        signature.update(input.getBytes(UTF_8));
        return input + "." + Base64URL.encode(signature.sign());
    }

    private static String base64url(Map<String, Object> json) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(json)).toString();
    }

    private Signature signature(PrivateKey key) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(
                        switch (algorithm) {
                            case "RS256" -> "SHA256withRSA";
                            case "PS256" -> "RSASSA-PSS";
                            case "ES256" -> "SHA256withECDSAinP1363Format";
                            default -> "Ed25519";
                        });
        if (algorithm.equals("PS256")) {
            signature.setParameter(
                    new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(key);
        return signature;
    }
}
