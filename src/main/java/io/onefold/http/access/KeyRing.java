package io.onefold.http.access;

import io.onefold.decode.KeyLookup;
import io.onefold.http.text.Query;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the key of a request. Remembers the headers that write keys came in, to hash a key once and
 * not for each request; secret keys are not remembered, and so stand nowhere in memory for long.
 *
 * <p><b>Threading.</b> Confined to one event loop. <b>Bounds.</b> At most {@link #REMEMBERED_MAX}
 * headers of {@link #REMEMBERED_CHARS_MAX} characters: 256 KB. A key that nobody has is never
 * remembered.
 */
public final class KeyRing {

  /** Several for each of a few hundred accounts, since a key can be written in several ways. */
  public static final int REMEMBERED_MAX = 1_024;

  public static final int REMEMBERED_CHARS_MAX = 256;

  private static final CharSequence X_WRITE_KEY = HttpHeaders.createOptimized("X-Write-Key");
  private static final String WRITE_KEY = "writeKey";

  private final AccessKeys keys;
  private final KeyLookup lookup;
  private final Map<String, Presented> remembered = new HashMap<>();

  public KeyRing(AccessKeys keys, KeyLookup lookup) {
    this.keys = keys;
    this.lookup = lookup;
  }

  /** The key in the headers. */
  public Presented inHeaders(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    Presented before = remembered.get(authorization);
    if (before != null) {
      return before;
    }
    Optional<String> key = KeyLookup.inHeaders(authorization, null);
    if (key.isEmpty()) {
      return find(KeyLookup.inHeaders(null, request.getHeader(X_WRITE_KEY)));
    }
    Presented presented = find(key);
    remember(authorization, presented);
    return presented;
  }

  /** The key in the body or the query, for a request that has none in its headers. */
  public Presented inBodyOrQuery(HttpServerRequest request, byte[] json) {
    return find(lookup.inBody(json).or(() -> Query.value(request.query(), WRITE_KEY)));
  }

  private Presented find(Optional<String> key) {
    if (key.isEmpty()) {
      return Presented.NOTHING;
    }
    return keys.find(key.get()).<Presented>map(Presented.Known::new).orElse(Presented.UNKNOWN);
  }

  private void remember(String authorization, Presented presented) {
    if (presented instanceof Presented.Known(AccessKey key)
        && !key.reads()
        && authorization.length() <= REMEMBERED_CHARS_MAX) {
      if (remembered.size() >= REMEMBERED_MAX) {
        remembered.clear();
      }
      remembered.put(authorization, presented);
    }
  }
}
