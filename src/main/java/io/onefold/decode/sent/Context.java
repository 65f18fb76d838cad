package io.onefold.decode.sent;

import io.onefold.decode.json.Section;
import io.onefold.event.Consent;
import java.util.List;

/**
 * The parts of an event's or a batch's {@code context} that say who sent it and what they agreed
 * to.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param userHashes that vouch for people, of whomever
 */
public record Context(
    Section traits, List<ExternalId> externalIds, List<Consent> consents, List<String> userHashes) {

  /** No context was sent. */
  public static final Context NONE = new Context(Section.NONE, List.of(), List.of(), List.of());

  /**
   * Most external ids that are looked at, thrice what an event may carry; the rest is passed over.
   */
  static final int EXTERNAL_IDS_MAX = 30;

  /** Most purposes of consent that one event may state. */
  static final int CONSENTS_MAX = 64;

  public Context {
    externalIds = List.copyOf(externalIds);
    consents = List.copyOf(consents);
    userHashes = List.copyOf(userHashes);
  }
}
