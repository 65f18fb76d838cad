package io.onefold.message;

/**
 * Addresses on the event bus at which the shards tell whoever listens what has happened to a
 * profile. Published once it is committed, on every node of a cluster; each message is a JSON
 * object.
 *
 * <p>Who is not listening misses it, and so does everybody when the node dies between the commit
 * and the publication: what is told can be read from the profile at any time.
 *
 * <p><b>Threading.</b> Constants.
 */
public final class Signals {

  /**
   * A profile has another tracking id:
   *
   * <pre>
   *   {"type":"tracking_id_renewed","account_id":1,"profile_id":"…","old":["…"],"new":"…",
   *    "cause":"merge"|"demand","at":"2026-01-15T12:30:00.000Z"}
   * </pre>
   *
   * <p>{@code old} has the token of each profile that was united; all of them keep leading to the
   * profile.
   */
  public static final String TRACKING_ID_RENEWED = "onefold.signal.tracking_id_renewed";

  private Signals() {}
}
