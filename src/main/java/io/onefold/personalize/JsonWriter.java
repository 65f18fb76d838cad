package io.onefold.personalize;

/**
 * Writes JSON as UTF-8. The caller keeps the order: a name before every value of an object, an end
 * for every beginning.
 *
 * <p>Every value is followed by a comma, which the next end overwrites; so no state is kept beside
 * the bytes.
 *
 * <p><b>Threading.</b> Confined to one thread.
 */
final class JsonWriter {

  private static final int E4 = 10_000;

  private final JsonBytes bytes;

  JsonWriter(int initialBytes) {
    bytes = new JsonBytes(initialBytes);
  }

  JsonWriter object() {
    return open('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter array() {
    return open('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  /**
   * The name of the next value. {@code ascii} is a literal of ours without a quote or backslash.
   */
  JsonWriter name(String ascii) {
    bytes.put('"');
    bytes.ascii(ascii);
    bytes.put('"');
    bytes.put(':');
    return this;
  }

  /** The name of the next value, in a stranger's words. */
  JsonWriter key(String key) {
    bytes.quoted(key);
    bytes.put(':');
    return this;
  }

  JsonWriter text(String value) {
    bytes.quoted(value);
    return comma();
  }

  /** A text, or {@code null} when it is empty. */
  JsonWriter textOrNull(String value) {
    return value.isEmpty() ? nothing() : text(value);
  }

  /** Valid JSON, as it is; only what text never contains unescaped is escaped. */
  JsonWriter literal(String json) {
    bytes.raw(json);
    return comma();
  }

  JsonWriter bool(boolean value) {
    bytes.ascii(value ? "true" : "false");
    return comma();
  }

  JsonWriter nothing() {
    bytes.ascii("null");
    return comma();
  }

  JsonWriter number(long value) {
    bytes.digits(value);
    return comma();
  }

  /** Ten-thousandths as a plain decimal without trailing zeros, for example {@code -12.5}. */
  JsonWriter amount(long amountE4) {
    if (amountE4 < 0 && amountE4 > -E4) {
      bytes.put('-');
    }
    bytes.digits(amountE4 / E4);
    int fraction = (int) Math.abs(amountE4 % E4);
    if (fraction != 0) {
      bytes.put('.');
      for (int unit = E4 / 10; fraction != 0; unit /= 10) {
        bytes.put((char) ('0' + fraction / unit));
        fraction %= unit;
      }
    }
    return comma();
  }

  JsonWriter time(long ms) {
    bytes.put('"');
    bytes.time(ms);
    bytes.put('"');
    return comma();
  }

  /** A time, or {@code null} where there is none. */
  JsonWriter timeIf(boolean present, long ms) {
    return present ? time(ms) : nothing();
  }

  /** What was written, which is one complete value. */
  byte[] toBytes() {
    return bytes.withoutLast();
  }

  private JsonWriter open(char bracket) {
    bytes.put(bracket);
    return this;
  }

  private JsonWriter close(char bracket) {
    if (bytes.last() == ',') {
      bytes.replaceLast(bracket);
    } else {
      bytes.put(bracket);
    }
    return comma();
  }

  private JsonWriter comma() {
    bytes.put(',');
    return this;
  }
}
