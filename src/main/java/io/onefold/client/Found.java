package io.onefold.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A profile, as {@code GET /v1/profiles/{id}} shows it.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the buffer.
 *
 * @param json in UTF-8
 */
public record Found(Buffer json) implements ProfileResult {

  /** The same, read. */
  public JsonObject toJson() {
    return new JsonObject(json);
  }
}
