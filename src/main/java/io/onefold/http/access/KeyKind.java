package io.onefold.http.access;

/**
 * What the holder of a key may do.
 *
 * <p><b>Threading.</b> Immutable.
 */
public enum KeyKind {
  /** Public, stands in web pages: sends events, and personalizes for the caller's own device. */
  BROWSER,
  /** Of a back end: sends events about anybody, and personalizes. */
  SERVER,
  /** Reads and administers; may send events as a back end does. */
  SECRET
}
