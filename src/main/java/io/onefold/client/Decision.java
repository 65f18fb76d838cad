package io.onefold.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * What a projection shows of a visitor, as {@code POST /v1/personalize} answers it. It may be
 * {@code "partial"}: what was ready within the node's deadline.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the buffer.
 *
 * @param json in UTF-8
 */
public record Decision(Buffer json) implements PersonalizeResult {

  /** The same, read. */
  public JsonObject toJson() {
    return new JsonObject(json);
  }
}
