package io.onefold.decode;

import io.onefold.decode.json.KeyFields;
import io.onefold.decode.json.Parsers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds the key of a request in the places where client libraries put it. The first place that
 * holds one decides:
 *
 * <ol>
 *   <li>the user part of {@code Authorization: Basic}, with or without the colon; a {@code Bearer}
 *       token
 *   <li>{@code X-Write-Key}, up to a colon
 *   <li>the body's {@code writeKey}, {@code api_key} or {@code token}
 *   <li>{@code ?writeKey=}
 * </ol>
 *
 * <p>Whether the key is known is another question, and not asked here.
 *
 * <p><b>Threading.</b> Free to share.
 */
public final class KeyLookup {

  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";

  private final Parsers parsers;

  public KeyLookup(DecodeLimits limits) {
    parsers = new Parsers(limits.depthMax());
  }

  /**
   * The key in the headers, for requests that are refused before their body is unpacked. Either
   * header is {@code null} when it was not sent.
   */
  public static Optional<String> inHeaders(String authorization, String xWriteKey) {
    return ofAuthorization(authorization).or(() -> userPart(xWriteKey));
  }

  /**
   * The key in the body. It may stand behind the batch, so the whole body is walked, but nothing of
   * it is kept; that takes about half of what decoding takes. Ask only when the headers hold none.
   */
  public Optional<String> inBody(byte[] json) {
    return KeyFields.scan(parsers, json);
  }

  /**
   * The key, wherever it is.
   *
   * @param authorization {@code null} when not sent, as the other two
   * @param queryKey the value of {@code ?writeKey=}, percent-decoded
   */
  public Optional<String> find(
      String authorization, String xWriteKey, byte[] json, String queryKey) {
    return inHeaders(authorization, xWriteKey).or(() -> inBody(json)).or(() -> present(queryKey));
  }

  private static Optional<String> ofAuthorization(String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return userPart(base64(header.substring(BASIC.length()).strip()));
    }
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? present(header.substring(BEARER.length()))
        : Optional.empty();
  }

  /** Empty when it is no base64: such a header holds no key, and another place may. */
  private static String base64(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Optional<String> userPart(String credentials) {
    if (credentials == null) {
      return Optional.empty();
    }
    int colon = credentials.indexOf(':');
    return present(colon < 0 ? credentials : credentials.substring(0, colon));
  }

  private static Optional<String> present(String key) {
    return Optional.ofNullable(key).map(String::strip).filter(text -> !text.isEmpty());
  }
}
