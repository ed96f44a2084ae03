package dev.skep.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.skep.server.auth.Identity.Proof;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks signed tokens. Keys that come by URL are kept for some minutes, and fetched anew when a token names another. */
public final class JwtCheck {
    private static final Logger LOG = LoggerFactory.getLogger(JwtCheck.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int FETCH_MILLIS = 5_000;
    private static final int MAX_KEYS_BYTES = 1 << 20;

    private final String userClaim;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** @throws IOException with a sentence, if the keys are in a file that cannot be read, or behind a URL nobody should trust */
    public JwtCheck(JwtSettings settings) throws IOException {
        this.userClaim = settings.userClaim();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings.keys())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of(userClaim, "exp")));
    }

    /** @throws AuthenticationRefused if nobody trustworthy has signed it, it is not meant for here, or not valid now */
    public Identity authenticate(String token) throws AuthenticationRefused {
        try {
            String user = processor.process(token, null).getStringClaim(userClaim);
            if (user == null || user.isBlank()) {
                throw new AuthenticationRefused("The token's claim " + userClaim + " names no user");
            }
            return new Identity(user, Proof.JWT);
        } catch (ParseException | BadJOSEException e) {
            LOG.debug("A token was refused", e);
            throw new AuthenticationRefused("The token is not valid: " + e.getMessage(), e);
        } catch (JOSEException e) {
            LOG.error("The keys of tokens could not be had: {}", e.getMessage());
            throw new AuthenticationRefused("The token cannot be checked at the moment", e);
        }
    }

    private static JWKSource<SecurityContext> keys(String place) throws IOException {
        if (!place.matches("[a-z]{2,}://.*")) {
            try {
                return new ImmutableJWKSet<>(JWKSet.load(Path.of(place).toFile()));
            } catch (IOException | ParseException e) {
                throw new IOException(
                        "auth.jwt.keys names " + place + ", which is no readable JWK set: " + e.getMessage(), e);
            }
        }
        URI url = URI.create(place);
        boolean near =
                url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && near)) {
            throw new IOException(
                    "auth.jwt.keys is " + place + ": keys must come by https:// or from a file, or anybody"
                            + " on the way could put others in their place");
        }
        return JWKSourceBuilder.create(
                        url.toURL(), new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MAX_KEYS_BYTES))
                .retrying(true)
                .build();
    }
}
