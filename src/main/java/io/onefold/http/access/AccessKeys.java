package io.onefold.http.access;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All keys of the node. Looked up by the SHA-256 of what the caller presented, so that neither
 * memory nor timing tells a key.
 *
 * <p><b>Threading.</b> Immutable, shared by all event loops. <b>Bounds.</b> As many keys as the
 * configuration names.
 */
public final class AccessKeys {

  private final Map<Long, AccessKey> byPrefix = new HashMap<>();

  /**
   * @throws IllegalArgumentException when two keys are the same, or agree in the first 64 bits of
   *     their SHA-256, which different keys do once in 2<sup>64</sup> pairs
   */
  public AccessKeys(List<AccessKey> keys) {
    for (AccessKey key : keys) {
      AccessKey other = byPrefix.put(prefix(key.sha256()), key);
      if (other != null) {
        throw new IllegalArgumentException(
            "the keys " + other.keyName() + " and " + key.keyName() + " are the same");
      }
    }
  }

  /** The key that was presented, empty when there is no such key. */
  public Optional<AccessKey> find(String presented) {
    byte[] digest = sha256(presented);
    AccessKey key = byPrefix.get(prefix(digest));
    return key != null && MessageDigest.isEqual(key.sha256(), digest)
        ? Optional.of(key)
        : Optional.empty();
  }

  /** What is kept of a key. */
  public static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static long prefix(byte[] digest) {
    return ByteBuffer.wrap(digest).order(ByteOrder.BIG_ENDIAN).getLong();
  }
}
