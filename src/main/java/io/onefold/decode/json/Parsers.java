package io.onefold.decode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Opens JSON parsers over bytes, with the bounds that every body is read under.
 *
 * <p>The bytes are taken as UTF-8 without looking for another encoding, so that a parser's offsets
 * are offsets into the array.
 *
 * <p><b>Threading.</b> Free to share; a parser belongs to the call that opened it. The parsers
 * share a table of key names, which is why it matters that a key is bounded: the table is given up
 * at 6,000 names, which at {@value #KEY_BYTES_MAX} bytes each makes 6 MB, twice at the worst.
 */
public final class Parsers {

  /** Longest key of any object, in bytes. A longer one fails the body, not just its event. */
  public static final int KEY_BYTES_MAX = 1_024;

  /** Levels that the form of a batch adds around an event: the object and its list. */
  private static final int ENVELOPE_DEPTH = 2;

  private final JsonFactory factory;
  private final int depthMax;

  /**
   * @param depthMax levels of objects and lists in one event
   */
  public Parsers(int depthMax) {
    this.depthMax = depthMax + ENVELOPE_DEPTH;
    // Strings and numbers are bounded where they are used, so that a long one costs only its event.
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(this.depthMax)
            .maxNameLength(KEY_BYTES_MAX)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(bounds)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();
  }

  public JsonParser open(byte[] json) throws IOException {
    return factory.createParser(json, 0, json.length);
  }

  /** A parser of one part of a body; its offsets count from the part's start. */
  public JsonParser open(byte[] json, Section part) throws IOException {
    return factory.createParser(json, part.from(), part.to() - part.from());
  }

  /** Deepest nesting of a whole body. */
  public int depthMax() {
    return depthMax;
  }
}
