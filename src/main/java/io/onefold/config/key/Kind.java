package io.onefold.config.key;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A way to write values, and which of them are allowed.
 *
 * <p><b>Threading.</b> Immutable, if its functions are.
 *
 * @param parse the value that was written, or empty if it is no such thing at all
 * @param allows whether a value is within bounds
 * @param allowed what is allowed, in words that complete "allowed is ..."
 */
public record Kind<T>(Function<JsonNode, Optional<T>> parse, Predicate<T> allows, String allowed) {

  /** The value, if it was written well and is allowed. */
  Optional<T> read(JsonNode written) {
    return parse.apply(written).filter(allows);
  }
}
