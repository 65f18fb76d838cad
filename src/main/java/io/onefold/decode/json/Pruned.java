package io.onefold.decode.json;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A body out of which was cut what passes the bounds of {@link Parsers}, so that all else of it can
 * be read: an object or list that lies too deep became {@code 0}, a key that is too long an empty
 * one. Everything keeps its offset.
 *
 * <p>Hardly a body needs it. It is made when a parser has given up, in one more walk over the
 * bytes; what is no JSON within a cut is not noticed.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 *
 * <p><b>Bounds.</b> A copy of the body and a bit for each of its bytes.
 */
public final class Pruned {

  private static final BitSet NOTHING = new BitSet(0);

  private final byte[] json;
  private final int depthMax;
  private final BitSet cuts;

  private Pruned(byte[] json, int depthMax, BitSet cuts) {
    this.json = json;
    this.depthMax = depthMax;
    this.cuts = cuts;
  }

  /** A body as it was sent. */
  public static Pruned nothing(byte[] json) {
    return new Pruned(json, 0, NOTHING);
  }

  /**
   * A copy within the bounds.
   *
   * @param depthMax levels that an event may have
   * @param levelsMax levels that the body may have, those around its events included
   */
  static Pruned of(byte[] json, int depthMax, int levelsMax) {
    Pruned pruned = new Pruned(json.clone(), depthMax, new BitSet(json.length));
    pruned.prune(levelsMax);
    return pruned;
  }

  public byte[] json() {
    return json;
  }

  /** Whether anything was cut out. */
  public boolean isCut() {
    return cuts != NOTHING;
  }

  /**
   * What was wrong with the first thing cut out between two offsets.
   *
   * @param field that begins and ends there
   */
  public Optional<Fault> fault(String field, int from, int to) {
    int cut = cuts.nextSetBit(from);
    if (cut < 0 || cut >= to) {
      return Optional.empty();
    }
    return Optional.of(
        json[cut] == '"'
            ? Fault.keyTooLong(field, Parsers.KEY_BYTES_MAX)
            : Fault.tooDeep(field, depthMax));
  }

  private void prune(int levelsMax) {
    int level = 0;
    int at = 0;
    while (at < json.length) {
      switch (json[at]) {
        case '"' -> at = afterText(at);
        case '{', '[' -> {
          if (level == levelsMax) {
            at = cut(at, "0", end(at));
          } else {
            level++;
            at++;
          }
        }
        case '}', ']' -> {
          level--;
          at++;
        }
        default -> at++;
      }
    }
  }

  private int afterText(int at) {
    int end = textEnd(at);
    boolean tooLong =
        end - at - 2 > Parsers.KEY_BYTES_MAX && decodedBytes(at, end) > Parsers.KEY_BYTES_MAX;
    return tooLong && isKey(end) ? cut(at, "\"\"", end) : end;
  }

  /**
   * Bytes of a text as the parser counts them: an escaped character has those of its UTF-8 form,
   * either half of a surrogate pair two of the pair's four.
   */
  private int decodedBytes(int from, int end) {
    int count = 0;
    int at = from + 1;
    while (at < end - 1) {
      if (json[at] != '\\') {
        count++;
        at++;
      } else if (json[at + 1] != 'u') {
        count++;
        at += 2;
      } else {
        count += escapedBytes(at + 2);
        at += 6;
      }
    }
    return count;
  }

  /** Bytes of the character whose four hexadecimal digits begin at {@code from}. */
  private int escapedBytes(int from) {
    int value = 0;
    for (int at = from; at < Math.min(from + 4, json.length); at++) {
      value = value << 4 | Character.digit(json[at], 16);
    }
    boolean isTwo = value < 0x800 || (value >= 0xd800 && value < 0xe000);
    return value < 0x80 ? 1 : isTwo ? 2 : 3;
  }

  /** Puts {@code stump} and blanks in the place of what stands up to {@code end}. */
  private int cut(int at, String stump, int end) {
    Arrays.fill(json, at, end, (byte) ' ');
    for (int i = 0; i < stump.length(); i++) {
      json[at + i] = (byte) stump.charAt(i);
    }
    cuts.set(at);
    return end;
  }

  /** The offset behind the object or list that begins at {@code from}. */
  private int end(int from) {
    int open = 0;
    int at = from;
    while (at < json.length) {
      switch (json[at]) {
        case '"' -> at = textEnd(at);
        case '{', '[' -> {
          open++;
          at++;
        }
        case '}', ']' -> {
          open--;
          at++;
          if (open == 0) {
            return at;
          }
        }
        default -> at++;
      }
    }
    return at;
  }

  /** The offset behind the text that begins at {@code from}. */
  private int textEnd(int from) {
    int at = from + 1;
    while (at < json.length && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, json.length);
  }

  private boolean isKey(int end) {
    int at = end;
    while (at < json.length && isBlank(json[at])) {
      at++;
    }
    return at < json.length && json[at] == ':';
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
