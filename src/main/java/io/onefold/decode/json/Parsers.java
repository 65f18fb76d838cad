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
 * at 6,000 names, which at {@value #KEY_BYTES_MAX} bytes each makes 6 MB, twice at the worst, for
 * each of the two forms of a body.
 */
public final class Parsers {

  /** Longest key of any object, in bytes. */
  public static final int KEY_BYTES_MAX = 1_024;

  /** What a body holds, which decides how deep it may be nested. */
  public enum Shape {
    EVENT(0),
    /** The object and its list add two levels around an event. */
    BATCH(2);

    private final int levels;

    Shape(int levels) {
      this.levels = levels;
    }
  }

  private final JsonFactory events;
  private final JsonFactory batches;
  private final int depthMax;

  /**
   * @param depthMax levels of objects and lists in one event, itself included
   */
  public Parsers(int depthMax) {
    this.depthMax = depthMax;
    this.events = factory(levelsMax(Shape.EVENT));
    this.batches = factory(levelsMax(Shape.BATCH));
  }

  public JsonParser open(byte[] json, Shape shape) throws IOException {
    JsonFactory factory = shape == Shape.EVENT ? events : batches;
    return factory.createParser(json, 0, json.length);
  }

  /** A parser of one part of an event; its offsets count from the part's start. */
  public JsonParser open(byte[] json, Section part) throws IOException {
    return events.createParser(json, part.from(), part.to() - part.from());
  }

  /** What can be read of a body that passes the bounds. */
  public Pruned prune(byte[] json, Shape shape) {
    return Pruned.of(json, depthMax, levelsMax(shape));
  }

  private int levelsMax(Shape shape) {
    return depthMax + shape.levels;
  }

  private static JsonFactory factory(int levelsMax) {
    // Strings and numbers are bounded where they are used, so that a long one costs only its event.
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(levelsMax)
            .maxNameLength(KEY_BYTES_MAX)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    return new JsonFactoryBuilder()
        .streamReadConstraints(bounds)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .build();
  }
}
