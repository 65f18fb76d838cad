package io.onefold.decode.id;

import io.onefold.event.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether an account's back end vouches for a person that a browser names. Browser keys are
 * public, so without that anybody may say to be anybody.
 *
 * <pre>
 *   userHash = HMAC-SHA256(secret of the account, "customer_id:u-1")   in lower-case hexadecimal
 * </pre>
 *
 * <p><b>Threading.</b> Immutable, free to share.
 *
 * <p><b>Errors.</b> None: what is no such hash vouches for nobody. Comparing takes as long for a
 * wrong hash as for the right one.
 */
public final class UserHashes {

  /** Most hashes that are looked at: as many as an event may name people. */
  public static final int SENT_MAX = 10;

  private static final String ALGORITHM = "HmacSHA256";

  /** Never fed: it is cloned for each value, which is cheaper than looking the algorithm up. */
  private final Mac mac;

  /**
   * @param secret read during the call, not kept
   */
  public UserHashes(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + ALGORITHM, e);
    }
  }

  /** What the back end has to send along for this normalised value. */
  public String of(IdentifierType type, String normalised) {
    byte[] signed = (type.wireName() + ':' + normalised).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(copy().doFinal(signed));
  }

  /** Whether one of the hashes that were sent is that of this value. */
  boolean vouch(IdentifierType type, String normalised, List<String> sent) {
    if (sent.isEmpty()) {
      return false;
    }
    byte[] expected = of(type, normalised).getBytes(StandardCharsets.US_ASCII);
    boolean vouched = false;
    for (String hash : sent) {
      vouched |= MessageDigest.isEqual(expected, hash.getBytes(StandardCharsets.UTF_8));
    }
    return vouched;
  }

  private Mac copy() {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this JDK's " + ALGORITHM + " cannot be cloned", e);
    }
  }
}
